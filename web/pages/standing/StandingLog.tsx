/** 监测日志与定期事项: what the calendar asks of a bureau, signed with one press where there was nothing. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { Standing, StandingItem } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Answer } from '../../components/Answer.tsx'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { timeText } from '../../times.ts'
import { DutyTabs } from '../duty/DutyTabs.tsx'

const tones: Record<StandingItem['state'], Tone> = {
  ...{ ahead: 'plain', open: 'step2', reported: 'good', nil: 'good', late: 'step3', missing: 'step4' },
}
const states = ['open', 'missing', 'nil', 'reported', 'late'] as const
const cadences = ['day', 'late-month', 'month', 'quarter', 'year'] as const

export default function StandingLog() {
  const words = useWords()
  const w = words.standing
  const { query, set } = useFilters()
  const answer = useQuery(questions.standing(query))
  const [signing, setSigning] = useState<StandingItem | null>(null)
  const maySign = answer.data?.maySign === true
  const units = answer.data?.units ?? []
  const all = { value: '', label: words.common.all }
  return (
    <>
      <ListPage
        title={w.title}
        tabs={<DutyTabs />}
        path="/api/standing"
        query={query}
        set={set}
        answer={answer}
        columns={columnsOf(words, maySign ? setSigning : null)}
        keyOf={(i: StandingItem) => `${i.plan} ${i.duty} ${i.key}`}
        chips={[
          {
            name: 'state',
            label: words.common.state,
            options: [all, ...states.map((value) => ({ value, label: w.state[value] }))],
          },
          {
            name: 'every',
            label: w.cadence,
            options: [all, ...cadences.map((value) => ({ value, label: w.every[value] }))],
          },
        ]}
        moreFilters={
          units.length > 1 && (
            <Select
              aria-label={words.common.unit}
              className="wide-select"
              value={answer.data?.unit.id ?? null}
              onChange={(unitId) => set({ unitId })}
              options={units.map((u) => ({ value: u.id, label: u.name }))}
            />
          )
        }
        beside={<Answer query={answer}>{(data) => <Today data={data} />}</Answer>}
        empty={{ title: w.empty, next: w.emptyNext }}
      />
      {signing && answer.data && <SignSheet item={signing} onClose={() => setSigning(null)} />}
    </>
  )
}

/** What was seen today, and the one press that signs everything that may be answered with nil. */
function Today({ data }: { data: Standing }) {
  const words = useWords()
  const w = words.standing
  const { act, busy } = useAct()
  const nil = data.items.filter((i) => i.state === 'open' && i.nilCounts && i.every === 'day')
  const items = nil.map(({ plan, duty, key }) => ({ plan, duty, key }))
  const run = () => commands.signStanding({ unitId: data.unit.id, items, nil: true, text: '' })
  return (
    <section className="panel stack wide" aria-label={w.today}>
      <h2>
        {w.today} · {data.unit.name}
      </h2>
      <p>{w.seen(data.seen.articles, data.seen.flags, data.seen.incidents)}</p>
      {nil.length > 0 && (
        <>
          <p className="quiet">{w.nilMeans(namesOf(nil).join(words.common.listComma))}</p>
          {data.maySign && (
            <div className="row">
              <Button
                type="primary"
                loading={busy}
                onClick={() => void act(run, { done: w.signed, renew: ['record'] })}
              >
                {w.nilAll(nil.length)}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  )
}

/** Several plans may ask for the same in the same words: said once, with how often. */
function namesOf(items: readonly StandingItem[]): string[] {
  const counts = new Map<string, number>()
  for (const { what } of items) counts.set(what, (counts.get(what) ?? 0) + 1)
  return [...counts].map(([what, n]) => (n > 1 ? `${what}×${n}` : what))
}

function columnsOf(
  words: ReturnType<typeof useWords>,
  onSign: ((item: StandingItem) => void) | null,
): Column<StandingItem>[] {
  const w = words.standing
  return [
    {
      key: 'what',
      title: w.what,
      width: '32%',
      cell: (i) => (
        <>
          {i.what}
          <div className="faint">
            {i.planTitle} · {i.body}
          </div>
        </>
      ),
    },
    {
      key: 'period',
      title: w.period,
      width: '18%',
      cell: (i) => (
        <>
          {i.key}
          <div className="faint">{w.until(timeText(i.limitAt))}</div>
        </>
      ),
    },
    {
      key: 'state',
      title: words.common.state,
      width: '10%',
      cell: (i) => <StateTag tone={tones[i.state]}>{w.state[i.state]}</StateTag>,
    },
    {
      key: 'entries',
      title: w.entries,
      cell: (i) => i.entries.map((e) => <Entry key={e.at} entry={e} />),
    },
    {
      key: 'sign',
      title: words.common.actions,
      width: '12%',
      cell: (i) =>
        onSign && (
          <Button size="small" onClick={() => onSign(i)}>
            {i.entries.length > 0 ? w.supplement : w.sign}
          </Button>
        ),
    },
  ]
}

function Entry({ entry }: { entry: StandingItem['entries'][number] }) {
  const w = useWords().standing
  return (
    <div>
      {entry.nil ? w.nothing : entry.text}
      <div className="faint">
        {entry.byName} {timeText(entry.at)} · {w.seen(entry.seen.articles, entry.seen.flags, entry.seen.incidents)}
      </div>
    </div>
  )
}

function SignSheet({ item, onClose }: { item: StandingItem; onClose: () => void }) {
  const words = useWords()
  const w = words.standing
  const { act, busy, error } = useAct(true)
  const [text, setText] = useState('')
  const { plan, duty, key, unit } = item
  const mayNil = item.nilCounts && item.entries.length === 0
  const nil = mayNil && text.trim() === ''
  const run = () => commands.signStanding({ unitId: unit.id, items: [{ plan, duty, key }], nil, text })
  return (
    <Sheet
      title={`${item.what} · ${key}`}
      verb={nil ? w.signNil : w.sign}
      consequence={item.state === 'missing' ? w.lateMeans : w.signMeans}
      busy={busy}
      error={error}
      ready={nil || text.trim() !== ''}
      onDo={async () => {
        if (await act(run, { done: w.signed, renew: ['record'] })) onClose()
      }}
      onClose={onClose}
    >
      <Labelled label={w.text} required={!mayNil} hint={mayNil ? w.textHint : undefined}>
        <Input.TextArea rows={5} maxLength={2000} value={text} onChange={(e) => setText(e.target.value)} />
      </Labelled>
    </Sheet>
  )
}
