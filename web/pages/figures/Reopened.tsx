/** 修订影响: what of ours used a figure that was revised, what stands, and what somebody has to do. */
import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ReopenedShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { MoveButton } from '../../components/MoveButton.tsx'
import { findMove } from '../../components/moves.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { IndicatorName, PlaceName } from '../../components/Names.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { amountText } from '../../times.ts'
import { FigureTabs } from './FigureTabs.tsx'

const tones: Record<ReopenedShown['state'], Tone> = { open: 'step3', kept: 'plain', settled: 'good' }

export default function Reopened() {
  const words = useWords()
  const w = words.reopened
  const { query, set } = useFilters()
  const [settling, setSettling] = useState<ReopenedShown | null>(null)
  const answer = useQuery(questions.reopened(query))
  const columns: Column<ReopenedShown>[] = [
    {
      key: 'matter',
      title: w.matter,
      width: '28%',
      cell: (row) => (
        <>
          <StateTag tone="plain">{w.kind[row.kind]}</StateTag> <Matter row={row} />
          <div className="faint">{row.unit?.name}</div>
        </>
      ),
    },
    {
      key: 'why',
      title: w.why,
      width: '28%',
      cell: ({ revision: r }) => (
        <>
          <PlaceName of={r} /> {r.period} <IndicatorName of={r} />
          <div>
            <del>
              {amountText(r.oldValue)} {r.oldUnit}
            </del>{' '}
            → <strong>{amountText(r.newValue)}</strong> {r.newUnit}
          </div>
          <div className="faint">{w.cause[r.cause]}</div>
        </>
      ),
    },
    {
      key: 'what',
      title: w.what,
      cell: (row) => (row.kind === 'verdict' && row.state === 'kept' ? w.means.verdictKept : w.means[row.kind]),
    },
    {
      key: 'state',
      title: words.figureImport.result,
      width: '16%',
      cell: (row) => {
        const move = findMove(row.moves, 'settle')
        return (
          <>
            <StateTag tone={tones[row.state]}>{w.state[row.state]}</StateTag>
            {row.settledBy && row.kind !== 'claim' && <div className="faint">{w.settledBy(row.settledBy)}</div>}
            {row.settledNote && <div className="faint">{row.settledNote}</div>}
            {move && <MoveButton move={move} label={w.settle} onClick={() => setSettling(row)} />}
          </>
        )
      },
    },
    { key: 'at', title: w.at, cell: (row) => <TimeText at={row.at} /> },
  ]
  return (
    <>
      <ListPage
        title={words.dataTabs.reopened}
        path="/api/figures/reopened"
        query={query}
        set={set}
        answer={answer}
        columns={columns}
        keyOf={(row) => row.id}
        tabs={<FigureTabs />}
        chips={[
          {
            name: 'state',
            label: words.common.show,
            options: [
              { value: '', label: words.common.all },
              { value: 'open', label: w.state.open, ...(answer.data ? { count: answer.data.open } : {}) },
              { value: 'settled', label: w.state.settled },
              { value: 'kept', label: w.state.kept },
            ],
          },
          {
            name: 'kind',
            label: w.matter,
            options: [
              { value: '', label: words.common.all },
              ...Object.entries(w.kind).map(([value, label]) => ({ value, label })),
            ],
          },
        ]}
        beside={<p className="quiet">{w.intro}</p>}
        empty={{ title: w.empty, next: w.emptyNext }}
      />
      {settling && <Settle row={settling} onClose={() => setSettling(null)} />}
    </>
  )
}

function Matter({ row }: { row: ReopenedShown }) {
  const words = useWords()
  const { title = '', no = '', n, seq } = row.facts
  const more =
    row.kind === 'talking_points'
      ? words.reopened.version(Number(n))
      : row.kind === 'report'
        ? words.reopened.reportNo(Number(seq))
        : ''
  const text = [no, title, more].filter(Boolean).join(' ')
  const to =
    row.kind === 'verdict'
      ? `/review/${row.subjectId}`
      : row.kind === 'claim'
        ? `/articles/${row.subjectId}`
        : row.kind === 'talking_points'
          ? `/incidents/${row.incidentId}/${row.subjectId}?tab=talking-points`
          : row.kind === 'release'
            ? `/releases/${row.subjectId}`
            : `/incidents/${row.incidentId}?tab=reports`
  return <Link to={to}>{text}</Link>
}

function Settle({ row, onClose }: { row: ReopenedShown; onClose: () => void }) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [note, setNote] = useState('')
  const settle = async () => {
    if (await act(() => commands.settleReopened(row.id, note.trim()), { renew: ['record'] })) onClose()
  }
  return (
    <Sheet
      title={words.reopened.settle}
      verb={words.reopened.settle}
      consequence={words.reopened.settleMeans}
      busy={busy}
      error={error}
      ready={note.trim() !== ''}
      onDo={() => void settle()}
      onClose={onClose}
    >
      <Labelled label={words.reopened.note} required>
        <Input.TextArea rows={3} maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
      </Labelled>
    </Sheet>
  )
}
