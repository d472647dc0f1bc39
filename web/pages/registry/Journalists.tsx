/** 记者登记: the people of the press that the bureau registered. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { JournalistRow } from '../../../api/contract.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { empty } from '../../times.ts'
import { ExtractButton } from '../documents/ExtractSheet.tsx'
import { FactsSheet } from './FactsSheet.tsx'
import { RegistryTabs } from './RegistryTabs.tsx'

export const stateTone = (state: JournalistRow['state']): Tone =>
  state === 'active' ? 'good' : state === 'restricted' ? 'step3' : 'plain'

export default function Journalists() {
  const words = useWords()
  const w = words.registry
  const { query, set } = useFilters()
  const answer = useQuery(questions.journalists(query))
  const [adding, setAdding] = useState(false)
  const units = answer.data?.units ?? []
  const kept = units.filter((u) => u.mayKeep)
  const columns: Column<JournalistRow>[] = [
    {
      key: 'name',
      title: w.name,
      width: '26%',
      cell: (row) => (
        <>
          <Link to={`/registry/people/${row.id}`}>{row.name || w.erasedTitle}</Link>
          {row.penNames.length > 0 && <div className="faint">{row.penNames.join(words.common.listComma)}</div>}
        </>
      ),
    },
    {
      key: 'outlet',
      title: w.outlet,
      cell: (row) => row.outletName || row.url || <span className="faint">{empty}</span>,
    },
    { key: 'role', title: w.role, cell: (row) => (row.role ? w.roles[row.role] : w.kinds[row.kind]) },
    {
      key: 'card',
      title: w.card,
      cell: (row) =>
        row.card ? (
          <>
            {(w.cards as Record<string, string>)[row.card.result]}{' '}
            <span className="faint">
              <TimeText at={row.card.at} />
            </span>
          </>
        ) : (
          <span className="faint">{row.kind === 'press' ? w.neverChecked : empty}</span>
        ),
    },
    { key: 'basis', title: w.basis, cell: (row) => w.bases[row.basis] },
    {
      key: 'state',
      title: words.common.state,
      cell: (row) => <StateTag tone={stateTone(row.state)}>{w.states[row.state]}</StateTag>,
    },
    { key: 'review', title: w.reviewAt, cell: (row) => <TimeText at={row.reviewAt} /> },
  ]
  return (
    <>
      <ListPage
        title={w.people}
        path="/api/journalists"
        query={query}
        set={set}
        answer={answer}
        columns={columns}
        keyOf={(row) => row.id}
        search={w.searchPeople}
        tabs={<RegistryTabs mayReadLog={units.some((u) => u.mayReadLog)} />}
        beside={<p className="quiet">{w.factsOnly}</p>}
        actions={
          kept.length > 0 && (
            <>
              <Button type="primary" onClick={() => setAdding(true)}>
                {w.add}
              </Button>
              <ExtractButton
                part={{ of: 'journalists', q: query.q ?? '', outletId: query.outletId ?? null }}
                audience="registry"
                mayContacts
              />
            </>
          )
        }
        chips={[
          {
            name: 'state',
            label: words.common.state,
            options: [
              { value: '', label: words.common.all },
              ...(['active', 'restricted', 'erased'] as const).map((value) => ({ value, label: w.states[value] })),
              { value: 'review_due', label: w.reviewDue },
            ],
          },
          {
            name: 'sort',
            label: words.common.sort,
            options: [
              { value: '', label: w.registeredAt },
              { value: 'name', label: w.name },
              { value: 'review', label: w.reviewAt },
            ],
          },
        ]}
        empty={{ title: w.noPeople, next: w.noPeopleNext }}
      />
      {adding && <FactsSheet units={kept} onClose={() => setAdding(false)} />}
    </>
  )
}
