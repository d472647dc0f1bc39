/** 联系方式变动: who was told of a changed number, who has confirmed it, who has not. */
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { ContactChangeShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { timeText } from '../../times.ts'
import { DutyTabs } from './DutyTabs.tsx'

const states = ['waiting', 'received', 'superseded'] as const
const sorts = ['latest', 'earliest'] as const
const tones: Record<ContactChangeShown['state'], Tone> = { waiting: 'step2', received: 'good', superseded: 'plain' }

export default function ContactChanges() {
  const words = useWords()
  const w = words.contacts
  const { query, set } = useFilters({ sort: 'latest' })
  const answer = useQuery(questions.contactChanges(query))
  return (
    <ListPage
      title={w.title}
      tabs={<DutyTabs />}
      path="/api/contact-changes"
      query={query}
      set={set}
      answer={answer}
      search={w.search}
      columns={columnsOf(words)}
      keyOf={(row: ContactChangeShown) => row.id}
      chips={[
        {
          name: 'state',
          label: words.common.state,
          options: [
            { value: '', label: words.common.all },
            ...states.map((value) => ({ value, label: w.state[value] })),
          ],
        },
        { name: 'sort', label: words.common.sort, options: sorts.map((value) => ({ value, label: w.sort[value] })) },
      ]}
      beside={
        answer.data && (
          <p className="faint">
            {answer.data.rule.text}——{answer.data.rule.citation}
          </p>
        )
      }
      empty={{ title: w.empty, next: w.emptyNext }}
    />
  )
}

function Receipts({ change }: { change: ContactChangeShown }) {
  const words = useWords()
  const w = words.contacts
  const { act, busy } = useAct()
  const { confirm } = change
  const silent = change.receipts.filter((r) => r.readAt === null)
  return (
    <div>
      {silent.length > 0 && <div>{w.silent(silent.map((r) => r.person.name).join(words.common.listComma))}</div>}
      {change.remindAt && silent.length > 0 && <div className="faint">{w.remindAt(timeText(change.remindAt))}</div>}
      {confirm && (
        <Button
          size="small"
          type="primary"
          loading={busy}
          onClick={() => void act(() => commands.readMessage(confirm), { done: w.confirmed, renew: ['messages'] })}
        >
          {w.confirm}
        </Button>
      )}
      {change.receipts.length > silent.length && (
        <details>
          <summary>{w.receipts}</summary>
          <ul className="plain-list tight">
            {change.receipts
              .filter((r) => r.readAt !== null)
              .map((r) => (
                <li key={r.person.id} className="faint">
                  {r.person.name} · {r.unit.name} · {timeText(r.readAt!)}
                </li>
              ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function columnsOf(words: ReturnType<typeof useWords>): Column<ContactChangeShown>[] {
  const w = words.contacts
  return [
    {
      key: 'about',
      title: w.about,
      width: '24%',
      cell: (row) => (
        <>
          {row.about}
          <div className="faint">
            {row.unit.name} · {row.what.map((what) => w.what[what]).join(words.common.listComma)}
          </div>
        </>
      ),
    },
    {
      key: 'at',
      title: w.at,
      width: '20%',
      cell: (row) => (
        <>
          <div className="nowrap">{timeText(row.at)}</div>
          <div className="faint">{row.by.name}</div>
        </>
      ),
    },
    {
      key: 'state',
      title: words.common.state,
      width: '18%',
      cell: (row) => (
        <>
          <StateTag tone={tones[row.state]}>{w.state[row.state]}</StateTag>
          <div className="faint">{w.count(row.confirmed, row.told)}</div>
        </>
      ),
    },
    { key: 'receipts', title: w.who, cell: (row) => <Receipts change={row} /> },
  ]
}
