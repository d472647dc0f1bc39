/** 委托代签: who signs for whom, by which order, until when; recording an order and revoking it. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { DelegationShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { isAllowed } from '../../components/moves.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { timeText } from '../../times.ts'
import { DutyTabs } from './DutyTabs.tsx'
import { RecordDelegation } from './RecordDelegation.tsx'
import { UnitFilter } from './UnitFilter.tsx'

const states = ['planned', 'in_force', 'over', 'revoked'] as const
const sorts = ['latest', 'earliest', 'ending'] as const
const tones: Record<DelegationShown['state'], Tone> = {
  planned: 'step1',
  in_force: 'good',
  over: 'plain',
  revoked: 'step2',
}

export default function Delegations() {
  const words = useWords()
  const w = words.delegations
  const { query, set } = useFilters({ sort: 'latest' })
  const answer = useQuery(questions.delegations(query))
  const [sheet, setSheet] = useState<'record' | DelegationShown | null>(null)
  const close = () => setSheet(null)
  return (
    <>
      <ListPage
        title={w.title}
        tabs={<DutyTabs />}
        path="/api/delegations"
        query={query}
        set={set}
        answer={answer}
        search={w.search}
        columns={columnsOf(words, setSheet)}
        keyOf={(row: DelegationShown) => row.id}
        actions={
          answer.data?.mayRecord && (
            <Button type="primary" onClick={() => setSheet('record')}>
              {w.record}
            </Button>
          )
        }
        chips={[
          {
            name: 'state',
            label: words.common.state,
            options: [
              { value: '', label: words.common.all },
              ...states.map((value) => ({ value, label: words.states.delegation[value] })),
            ],
          },
          { name: 'sort', label: words.common.sort, options: sorts.map((value) => ({ value, label: w.sort[value] })) },
        ]}
        moreFilters={
          <UnitFilter units={answer.data?.units ?? []} value={query.unitId} onChange={(unitId) => set({ unitId })} />
        }
        beside={
          answer.data && (
            <p className="faint">
              {answer.data.rule.text}——{answer.data.rule.citation}
            </p>
          )
        }
        empty={{ title: w.empty, next: w.emptyNext }}
      />
      {sheet === 'record' && <RecordDelegation onClose={close} />}
      {typeof sheet === 'object' && sheet !== null && <RevokeSheet order={sheet} onClose={close} />}
    </>
  )
}

function RevokeSheet({ order, onClose }: { order: DelegationShown; onClose: () => void }) {
  const words = useWords()
  const w = words.delegations
  const { act, busy, error } = useAct(true)
  const [reason, setReason] = useState('')
  return (
    <Sheet
      title={w.revoke}
      verb={w.revoke}
      danger
      consequence={w.revokeMeans(order.acting.name, order.absent.name)}
      busy={busy}
      error={error}
      ready={reason.trim() !== ''}
      onDo={async () => {
        const run = () => commands.revokeDelegation(order.id, { reason })
        if (await act(run, { done: w.revoked, renew: ['record', 'me'] })) onClose()
      }}
      onClose={onClose}
    >
      <Labelled label={words.fields.reason} required>
        <Input.TextArea value={reason} maxLength={500} rows={3} onChange={(e) => setReason(e.target.value)} />
      </Labelled>
    </Sheet>
  )
}

function columnsOf(
  words: ReturnType<typeof useWords>,
  onRevoke: (row: DelegationShown) => void,
): Column<DelegationShown>[] {
  const w = words.delegations
  return [
    {
      key: 'who',
      title: w.who,
      width: '22%',
      cell: (row) => (
        <>
          {w.signsFor(row.acting.name, row.absent.name)}
          <div className="faint">
            {row.unit.name} · {words.states.role[row.role]}
          </div>
        </>
      ),
    },
    {
      key: 'powers',
      title: w.powers,
      width: '22%',
      cell: (row) => (
        <>
          {row.powers.map((power) => words.states.power[power]).join(words.common.listComma)}
          {row.compartment && <div className="faint">{w.compartment}</div>}
        </>
      ),
    },
    {
      key: 'order',
      title: w.order,
      width: '20%',
      cell: (row) => (
        <>
          {row.number}
          <div className="faint">
            {row.signedOn} · {row.reason}
          </div>
          <div className="faint">{w.recordedBy(row.recordedBy, timeText(row.recordedAt))}</div>
        </>
      ),
    },
    {
      key: 'span',
      title: w.span,
      width: '18%',
      cell: (row) => (
        <>
          <div className="nowrap">{timeText(row.fromAt)}</div>
          <div className="nowrap">{timeText(row.untilAt)}</div>
        </>
      ),
    },
    {
      key: 'state',
      title: words.common.state,
      cell: (row) => (
        <div className="row">
          <StateTag tone={tones[row.state]}>{words.states.delegation[row.state]}</StateTag>
          {row.revoked && (
            <span className="faint">{w.revokedBy(row.revoked.by, timeText(row.revoked.at), row.revoked.reason)}</span>
          )}
          {isAllowed(row.moves, 'revoke') && (
            <Button size="small" onClick={() => onRevoke(row)}>
              {w.revoke}
            </Button>
          )}
        </div>
      ),
    },
  ]
}
