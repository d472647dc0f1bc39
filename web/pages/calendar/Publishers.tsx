/** Who may publish what, when: of each indicator and region, with the rules behind it. */
import { useQuery } from '@tanstack/react-query'
import type { Publishing } from '../../../api/contract.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { DataTable } from '../../components/DataTable.tsx'
import { SearchField } from '../../components/ListPage.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { placeIn } from '../../components/Names.tsx'
import { usePreferences } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { useState } from 'react'

export function Publishers() {
  const { words, language } = usePreferences()
  const w = words.releaseCalendar
  const answer = useQuery(questions.publishings())
  const [q, setQ] = useState('')
  const nameOf = (p: Publishing) => (language === 'en' ? p.indicator.english : p.indicator.name)
  return (
    <section className="panel list-panel stack">
      <p className="quiet">{w.whoIntro}</p>
      <SearchField value={q} onSearch={setQ} hint={w.search} />
      <Answer query={answer}>
        {({ items, rules }) => {
          const shown = items.filter((p) =>
            `${nameOf(p)} ${p.indicator.name} ${p.publisher} ${placeIn(language, p)}`.includes(q),
          )
          return shown.length === 0 ? (
            <EmptyState title={w.empty} next={w.emptyNext} />
          ) : (
            <>
              <DataTable
                caption={w.who}
                rows={shown}
                keyOf={(p) => `${p.indicator.code} ${p.region} ${p.publisher}`}
                columns={[
                  { key: 'what', title: words.figures.indicator, width: '24%', cell: nameOf },
                  { key: 'region', title: w.region, cell: (p) => placeIn(language, p) },
                  { key: 'publisher', title: w.publisher, width: '22%', cell: (p) => p.publisher },
                  {
                    key: 'usual',
                    title: w.usually,
                    cell: (p) => (
                      <>
                        {w.days(p.firstDay, p.lastDay)} <span className="faint">{p.times.slice(0, 3).join('、')}</span>
                      </>
                    ),
                  },
                  {
                    key: 'next',
                    title: w.nextOne,
                    cell: (p) =>
                      p.nextAt ? (
                        <>
                          <TimeText at={p.nextAt} /> <span className="faint">{p.nextPeriod}</span>
                        </>
                      ) : (
                        '—'
                      ),
                  },
                  { key: 'last', title: w.lastOne, cell: (p) => (p.lastAt ? <TimeText at={p.lastAt} /> : '—') },
                ]}
              />
              <ul className="plain-list tight">
                {rules.map((rule) => (
                  <li key={rule.id} className="faint">
                    {rule.text}（{rule.citation}）
                  </li>
                ))}
              </ul>
            </>
          )
        }}
      </Answer>
    </section>
  )
}
