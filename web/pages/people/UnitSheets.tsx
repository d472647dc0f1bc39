/** Forms of a unit: add one, bring many, give another name, let it become part of another. */
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import type { UnitRowShown, UnitShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { ImportTable } from '../../components/ImportTable.tsx'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

const renew = ['units', 'people', 'me']
const levels = ['region', 'city', 'county', 'township', 'division'] as const

export function AddUnit({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const w = words.units
  const { act, busy, error } = useAct(true)
  const there = useThere()
  const [form, setForm] = useState({ name: '', level: '', regionCode: '', parentId: '' })
  const [aliases, setAliases] = useState<string[]>([])
  const set = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const parent = there.find((unit) => unit.id === form.parentId)
  const possible = parent ? levels.slice(levels.indexOf(parent.level) + 1) : []
  const level = possible.find((each) => each === form.level)
  const regionCode = level === 'division' ? (parent?.regionCode ?? '') : form.regionCode
  const submit = async () => {
    const body = { name: form.name, aliases, parentId: form.parentId, level, regionCode }
    if (await act(() => commands.addUnit(body), { done: w.added, renew })) onClose()
  }
  return (
    <Sheet
      title={w.add}
      verb={w.add}
      busy={busy}
      error={error}
      ready={form.name.trim() !== '' && parent !== undefined && level !== undefined && /^\d{6}$/.test(regionCode)}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <Labelled label={w.parent} required>
        <UnitChoice
          value={form.parentId}
          units={there.filter((u) => u.level !== 'division')}
          onChange={(parentId) => set({ parentId })}
        />
      </Labelled>
      <Labelled label={w.level} required>
        <Select
          value={level}
          disabled={!parent}
          onChange={(chosen) => set({ level: chosen })}
          options={possible.map((value) => ({ value, label: words.states.level[value] }))}
        />
      </Labelled>
      <NameFields name={form.name} aliases={aliases} onName={(name) => set({ name })} onAliases={setAliases} />
      {level !== 'division' && (
        <Labelled label={w.regionCode} hint={w.regionHint} required>
          <Input
            value={form.regionCode}
            maxLength={6}
            inputMode="numeric"
            onChange={(event) => set({ regionCode: event.target.value.trim() })}
          />
        </Labelled>
      )}
    </Sheet>
  )
}

export function RenameUnit({ unit, onClose }: { unit: UnitRowShown; onClose: () => void }) {
  const words = useWords()
  const w = words.units
  const { act, busy, error } = useAct(true)
  const [name, setName] = useState(unit.name)
  const [aliases, setAliases] = useState(unit.aliases)
  const [reason, setReason] = useState('')
  const submit = async () => {
    if (await act(() => commands.renameUnit(unit.id, { name, aliases, reason }), { done: words.common.saved, renew }))
      onClose()
  }
  return (
    <Sheet
      title={`${w.rename} · ${unit.name}`}
      verb={words.common.save}
      consequence={w.renameMeans}
      busy={busy}
      error={error}
      ready={name.trim() !== ''}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <NameFields name={name} aliases={aliases} onName={setName} onAliases={setAliases} />
      <Labelled label={w.reason}>
        <Input value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
      </Labelled>
    </Sheet>
  )
}

export function MergeUnit({ unit, onClose }: { unit: UnitRowShown; onClose: () => void }) {
  const words = useWords()
  const w = words.units
  const { act, busy, error } = useAct(true)
  const there = useThere()
  const [intoId, setIntoId] = useState('')
  const [order, setOrder] = useState('')
  const isDivision = unit.level === 'division'
  const choice = there.filter(
    (u) => u.id !== unit.id && u.rootId === unit.rootId && (isDivision || u.level !== 'division'),
  )
  const into = choice.find((u) => u.id === intoId)
  const submit = async () => {
    const did = await act(() => commands.mergeUnit(unit.id, { intoId, order }), {
      done: w.mergedDone,
      renew: [...renew, 'flags', 'incidents'],
    })
    if (did) onClose()
  }
  return (
    <Sheet
      title={`${w.merge} · ${unit.name}`}
      verb={w.merge}
      danger
      consequence={w.mergeMeans(unit.name, into?.name ?? w.other)}
      busy={busy}
      error={error}
      ready={intoId !== '' && order.trim().length >= 2}
      onDo={() => void submit()}
      onClose={onClose}
    >
      <Labelled label={w.into} required>
        <UnitChoice value={intoId} units={choice} onChange={setIntoId} />
      </Labelled>
      <Labelled label={w.order} hint={w.orderHint} required>
        <Input value={order} maxLength={300} onChange={(event) => setOrder(event.target.value)} />
      </Labelled>
    </Sheet>
  )
}

export function ImportUnits({ rootId, onClose }: { rootId: string; onClose: () => void }) {
  const words = useWords()
  const w = words.units
  return (
    <ImportTable
      title={w.import}
      hint={w.importHint}
      maxBytes={2 * 1_048_576}
      send={(file, dryRun) => commands.importUnits(file, { rootId, dryRun })}
      checked={({ added, known }) => w.checked(added, known)}
      isIdle={({ added }) => added === 0}
      done={words.common.saved}
      renew={renew}
      onClose={onClose}
    />
  )
}

/** Units that are there. */
function useThere(): UnitShown[] {
  const units = useQuery(questions.units())
  return (units.data?.items ?? []).filter((unit) => unit.endedAt === null)
}

function UnitChoice({ value, units, onChange }: { value: string; units: UnitShown[]; onChange: (id: string) => void }) {
  const words = useWords()
  return (
    <Select
      value={value || undefined}
      placeholder={words.common.unit}
      showSearch={{ optionFilterProp: 'label' }}
      onChange={onChange}
      options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
    />
  )
}

function NameFields(props: {
  name: string
  aliases: string[]
  onName: (name: string) => void
  onAliases: (aliases: string[]) => void
}) {
  const w = useWords().units
  return (
    <>
      <Labelled label={w.name} hint={w.nameHint} required>
        <Input value={props.name} maxLength={60} onChange={(event) => props.onName(event.target.value)} />
      </Labelled>
      <Labelled label={w.aliases} hint={w.aliasesHint}>
        <Select
          mode="tags"
          value={props.aliases}
          open={false}
          suffixIcon={null}
          tokenSeparators={['、', ';', '；']}
          onChange={props.onAliases}
        />
      </Labelled>
    </>
  )
}
