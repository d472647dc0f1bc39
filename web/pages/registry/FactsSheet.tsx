/** The facts of a person: registering one, and putting them right. There is no field for a remark. */
import { useQuery } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import type { JournalistShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

type Props = { onClose: () => void } & (
  | { units: { id: string; name: string }[]; entry?: never }
  | { entry: JournalistShown; units?: never }
)

export function FactsSheet({ units, entry, onClose }: Props) {
  const words = useWords()
  const w = words.registry
  const { act, busy, error } = useAct(true)
  const [unitId, setUnitId] = useState(entry?.unit.id ?? units?.[0]?.id ?? '')
  const [incidentId, setIncidentId] = useState<string>()
  const [kind, setKind] = useState<JournalistShown['kind']>(entry?.kind ?? 'press')
  const [role, setRole] = useState<string>(entry?.role ?? 'reporter')
  const [outletId, setOutletId] = useState(entry?.outletId ?? undefined)
  const [text, setText] = useState<Record<string, string>>({
    ...{ name: entry?.name ?? '', penNames: (entry?.penNames ?? []).join('，'), url: entry?.url ?? '' },
    ...{ phone: '', email: '', cardNo: '' },
  })
  const outlets = useQuery(questions.registryOutlets({ pageSize: 100 }))
  const incidents = useQuery({ ...questions.incidents({ pageSize: 100 }), enabled: !entry })
  const isPress = kind === 'press'
  const given = (name: string) => (text[name] ?? '').trim()
  const penNames = given('penNames')
    .split(/[,，、]/)
    .map((one) => one.trim())
    .filter(Boolean)
  const filled = Object.fromEntries(
    ['phone', 'email', 'cardNo'].flatMap((name) => (given(name) === '' ? [] : [[name, given(name)]])),
  )
  const facts = isPress
    ? { kind, name: given('name'), penNames, role, outletId, ...filled }
    : { kind, name: given('name'), url: given('url') }
  const ready =
    given('name') !== '' && (isPress ? outletId !== undefined : given('url') !== '') && (!!entry || !!incidentId)
  const submit = async () => {
    const run = () =>
      entry
        ? commands.journalist(entry.id, 'facts', { version: entry.version, facts })
        : commands.registerJournalist({ unitId, incidentId, facts })
    if (await act(run, { done: words.common.saved, renew: ['record'] })) onClose()
  }
  const field = (name: string, label: string, more: { hint?: string; required?: boolean } = {}) => (
    <Labelled label={label} {...more}>
      <Input value={text[name]} maxLength={400} onChange={(e) => setText({ ...text, [name]: e.target.value })} />
    </Labelled>
  )
  const options = (from: Record<string, string>) => Object.entries(from).map(([value, label]) => ({ value, label }))
  return (
    <Sheet
      title={entry ? w.verb.change : w.add}
      verb={entry ? w.verb.change : w.add}
      consequence={
        <>
          {entry ? w.means.change : w.addMeans} {w.factsOnly}
        </>
      }
      busy={busy}
      error={error}
      ready={ready}
      onDo={() => void submit()}
      onClose={onClose}
    >
      {!entry && (
        <>
          <Labelled label={w.unit} required>
            <Select
              value={unitId}
              onChange={setUnitId}
              options={(units ?? []).map((u) => ({ value: u.id, label: u.name }))}
            />
          </Labelled>
          <Labelled label={w.incident} required>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              value={incidentId}
              onChange={setIncidentId}
              options={(incidents.data?.items ?? []).map((i) => ({ value: i.id, label: `${i.no} ${i.title}` }))}
            />
          </Labelled>
          <Labelled label={w.kind} hint={isPress ? undefined : w.citizenHint}>
            <Select value={kind} onChange={setKind} options={options(w.kinds) as never} />
          </Labelled>
        </>
      )}
      {field('name', isPress ? w.name : w.handle, { required: true })}
      {isPress ? (
        <>
          {field('penNames', w.penNames, { hint: w.penNamesHint })}
          <Labelled label={w.outlet} required>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              value={outletId}
              onChange={setOutletId}
              options={(outlets.data?.items ?? [])
                .filter((o) => o.unit.id === unitId)
                .map((o) => ({ value: o.id, label: o.name }))}
            />
          </Labelled>
          <Labelled label={w.role} required>
            <Select value={role} onChange={setRole} options={options(w.roles)} />
          </Labelled>
          {field('phone', w.phone, entry?.hasContact ? { hint: w.keepContact } : {})}
          {field('email', w.email)}
          {field('cardNo', w.cardNo, { hint: w.cardNoHint })}
        </>
      ) : (
        field('url', w.url, { required: true })
      )}
    </Sheet>
  )
}
