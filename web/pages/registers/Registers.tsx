/** 台账: the registers that the adopted plans ask for, with their own columns. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { RegisterRowShown, RegisterShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import type { Column } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { ListPage, useFilters } from '../../components/ListPage.tsx'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { timeText } from '../../times.ts'
import { ExtractButton } from '../documents/ExtractSheet.tsx'
import { DutyTabs } from '../duty/DutyTabs.tsx'
import { ImportRows } from './ImportRows.tsx'

export type Unit = { id: string; name: string }

export default function Registers() {
  const words = useWords()
  const registers = useQuery(questions.registers())
  const { query, set } = useFilters()
  return (
    <Answer query={registers}>
      {(data) => {
        const chosen = data.items.find((r) => keyOf(r) === query.register) ?? data.items[0]
        if (!chosen) return <EmptyState title={words.registers.none} next={words.registers.noneNext} />
        const choices = data.items.map((r) => ({ value: keyOf(r), label: `${r.title} · ${r.planTitle}` }))
        return (
          <RegisterPage
            key={keyOf(chosen)}
            register={chosen}
            kept={chosen.keptFor}
            query={query}
            set={set}
            choice={
              <Select
                aria-label={words.registers.title}
                className="wide-select"
                value={keyOf(chosen)}
                onChange={(register) => set({ register, q: null })}
                options={choices}
              />
            }
          />
        )
      }}
    </Answer>
  )
}

const keyOf = ({ plan, register }: RegisterShown): string => `${plan}/${register}`

function RegisterPage(props: {
  register: RegisterShown
  kept: Unit[]
  query: Record<string, string>
  set: (change: Record<string, string | null>) => void
  choice: React.ReactNode
}) {
  const words = useWords()
  const w = words.registers
  const { register, kept, set } = props
  const { register: _, ...query } = props.query
  const path = `/api/registers/${register.plan}/${register.register}`
  const answer = useQuery(questions.registerRows(register.plan, register.register, query))
  const [sheet, setSheet] = useState<'add' | 'import' | { row: RegisterRowShown; verb: 'change' | 'remove' } | null>(
    null,
  )
  const close = () => setSheet(null)
  return (
    <>
      <ListPage
        title={w.title}
        tabs={<DutyTabs />}
        path={path}
        query={query}
        set={set}
        answer={answer}
        search={w.search}
        moreFilters={props.choice}
        columns={columnsOf(register, words, (row, verb) => setSheet({ row, verb }))}
        keyOf={(row: RegisterRowShown) => row.id}
        actions={
          <>
            {kept.length > 0 && (
              <>
                <Button type="primary" onClick={() => setSheet('add')}>
                  {w.add}
                </Button>
                <Button onClick={() => setSheet('import')}>{w.import}</Button>
              </>
            )}
            <ExtractButton
              part={{ of: 'register', plan: register.plan, register: register.register, q: query.q ?? '' }}
              audience={register.reserved ? 'conduct' : 'usual'}
            />
            <ExportButton path={path} query={query} format="xlsx" />
          </>
        }
        empty={{ title: w.empty, next: w.emptyNext }}
      />
      {sheet === 'add' && <RowSheet register={register} units={kept} onClose={close} />}
      {sheet === 'import' && <ImportRows register={register} units={kept} onClose={close} />}
      {typeof sheet === 'object' && sheet?.verb === 'change' && (
        <RowSheet register={register} units={[sheet.row.unit]} row={sheet.row} onClose={close} />
      )}
      {typeof sheet === 'object' && sheet?.verb === 'remove' && <RemoveSheet row={sheet.row} onClose={close} />}
    </>
  )
}

function columnsOf(
  register: RegisterShown,
  words: ReturnType<typeof useWords>,
  onChange: (row: RegisterRowShown, verb: 'change' | 'remove') => void,
): Column<RegisterRowShown>[] {
  const w = words.registers
  return [
    { key: 'unit', title: words.common.unit, cell: (r) => r.unit.name },
    ...register.columns.map((name) => ({
      key: name,
      title: name,
      cell: (r: RegisterRowShown) => <span className="breaking">{r.cells[name]}</span>,
    })),
    {
      key: 'changed',
      title: w.changed,
      cell: (r) => (
        <span className="faint">
          {r.changedBy} {timeText(r.changedAt)}
        </span>
      ),
    },
    {
      key: 'moves',
      title: words.common.actions,
      cell: (r) =>
        r.mayKeep && (
          <div className="row">
            <Button size="small" onClick={() => onChange(r, 'change')}>
              {w.change}
            </Button>
            <Button size="small" onClick={() => onChange(r, 'remove')}>
              {w.remove}
            </Button>
          </div>
        ),
    },
  ]
}

function RowSheet(props: { register: RegisterShown; units: Unit[]; row?: RegisterRowShown; onClose: () => void }) {
  const words = useWords()
  const w = words.registers
  const { register, units, row, onClose } = props
  const { act, busy, error } = useAct(true)
  const [unitId, setUnitId] = useState(units[0]?.id ?? '')
  const [cells, setCells] = useState<Record<string, string>>(row?.cells ?? {})
  const [first] = register.columns
  const run = () =>
    row
      ? commands.changeRow(row.id, { version: row.version, cells })
      : commands.addRow(register.plan, register.register, { unitId, cells })
  return (
    <Sheet
      title={register.title}
      verb={row ? w.change : w.add}
      busy={busy}
      error={error}
      ready={(cells[first ?? ''] ?? '').trim() !== ''}
      onDo={async () => {
        if (await act(run, { done: words.common.saved, renew: ['record'] })) onClose()
      }}
      onClose={onClose}
    >
      {!row && units.length > 1 && (
        <Labelled label={words.common.unit} required>
          <Select value={unitId} onChange={setUnitId} options={units.map((u) => ({ value: u.id, label: u.name }))} />
        </Labelled>
      )}
      {register.columns.map((name) => (
        <Labelled key={name} label={name} required={name === first}>
          <Input
            value={cells[name] ?? ''}
            maxLength={500}
            onChange={(e) => setCells({ ...cells, [name]: e.target.value })}
          />
        </Labelled>
      ))}
    </Sheet>
  )
}

function RemoveSheet({ row, onClose }: { row: RegisterRowShown; onClose: () => void }) {
  const words = useWords()
  const w = words.registers
  const { act, busy, error } = useAct(true)
  const [reason, setReason] = useState('')
  return (
    <Sheet
      title={Object.values(row.cells)[0] ?? ''}
      verb={w.remove}
      consequence={w.removeMeans}
      danger
      busy={busy}
      error={error}
      ready={reason.trim() !== ''}
      onDo={async () => {
        const run = () => commands.removeRow(row.id, { version: row.version, reason })
        if (await act(run, { done: words.common.saved, renew: ['record'] })) onClose()
      }}
      onClose={onClose}
    >
      <Labelled label={words.common.reason} required>
        <Input.TextArea rows={3} maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />
      </Labelled>
    </Sheet>
  )
}
