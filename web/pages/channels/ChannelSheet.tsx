/** Form of one way out: its kind once, then what the kind needs. Secrets are typed, never shown again. */
import { useQuery } from '@tanstack/react-query'
import { Input, InputNumber, Radio, Select } from 'antd'
import { useState } from 'react'
import type { ChannelShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, LabelledGroup, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

type Kind = ChannelShown['kind']
type FieldShown = { name: string; secret?: true; optional?: true; long?: true; options?: readonly string[] }
/** In the order in which a person is asked; what each needs is checked by the server, which names the field. */
const fields: Record<Kind, readonly FieldShown[]> = {
  email: [
    { name: 'host' },
    { name: 'port' },
    { name: 'security', options: ['tls', 'starttls', 'plain'] },
    { name: 'from' },
    { name: 'user', optional: true },
    { name: 'password', secret: true, optional: true },
  ],
  sms: [
    { name: 'url' },
    { name: 'contentType', options: ['json', 'form'] },
    { name: 'body', long: true },
    { name: 'header', secret: true, optional: true },
    { name: 'okField', optional: true },
    { name: 'okValue', optional: true },
    { name: 'signature', optional: true },
  ],
  wecom: [{ name: 'url', secret: true }],
  dingtalk: [
    { name: 'url', secret: true },
    { name: 'secret', secret: true, optional: true },
  ],
  feishu: [
    { name: 'url', secret: true },
    { name: 'secret', secret: true, optional: true },
  ],
  webhook: [{ name: 'url' }, { name: 'secret', secret: true }],
}
const kinds = Object.keys(fields) as Kind[]
const first: Partial<Record<Kind, Record<string, string>>> = {
  email: { port: '465', security: 'tls' },
  sms: { contentType: 'json', body: '{"mobile":"{phone}","content":"{text}","id":"{id}"}' },
}

export function ChannelSheet({
  channel,
  hosts,
  onClose,
}: {
  channel: ChannelShown | null
  hosts: readonly string[]
  onClose: () => void
}) {
  const words = useWords()
  const t = words.channels
  const { act, busy, error } = useAct(true)
  const units = useQuery(questions.units())
  const [kind, setKind] = useState<Kind>(channel?.kind ?? 'email')
  const [name, setName] = useState(channel?.name ?? '')
  const [rank, setRank] = useState(channel?.rank ?? 0)
  const personal = kind === 'email' || kind === 'sms'
  const choice = (units.data?.items ?? []).filter((u) =>
    personal ? u.parentId === null : u.level !== 'division' && u.endedAt === null,
  )
  const [unitId, setUnitId] = useState<string | null>(null)
  const [settings, setSettings] = useState<Record<string, string>>(() =>
    channel
      ? Object.fromEntries(Object.entries(channel.settings).map(([k, v]) => [k, String(v)]))
      : (first.email ?? {}),
  )
  const chosen = unitId ?? choice[0]?.id ?? ''
  const given = Object.fromEntries(fields[kind].map(({ name: key }) => [key, settings[key] ?? '']))
  const submit = async () => {
    const body = { name: name.trim(), rank, settings: given }
    const done = await act(
      () =>
        channel ? commands.changeChannel(channel.id, body) : commands.makeChannel({ ...body, kind, unitId: chosen }),
      { done: words.common.saved, renew: ['channels'] },
    )
    if (done) onClose()
  }
  return (
    <Sheet
      title={channel ? t.change : t.make}
      verb={words.common.save}
      consequence={t.hosts(hosts.join('、'))}
      busy={busy}
      error={error}
      ready={name.trim().length >= 2 && (channel !== null || chosen !== '')}
      width={640}
      onDo={() => void submit()}
      onClose={onClose}
    >
      {!channel && (
        <LabelledGroup label={t.kind} hint={t.kindHints[kind]}>
          <Radio.Group
            optionType="button"
            value={kind}
            options={kinds.map((value) => ({ value, label: t.kinds[value] }))}
            onChange={(event) => {
              setKind(event.target.value)
              setUnitId(null)
              setSettings(first[event.target.value as Kind] ?? {})
            }}
          />
        </LabelledGroup>
      )}
      <Labelled label={t.name} required>
        <Input value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
      </Labelled>
      {!channel && (
        <Labelled label={t.unit} hint={personal ? t.unitPersonal : t.unitGroup} required>
          <Select
            value={chosen || undefined}
            loading={units.isPending}
            options={choice.map((u) => ({ value: u.id, label: u.name }))}
            onChange={setUnitId}
          />
        </Labelled>
      )}
      <Labelled label={t.rank} hint={t.rankHint}>
        <InputNumber min={0} max={1000} value={rank} onChange={(value) => setRank(value ?? 0)} />
      </Labelled>
      {fields[kind].map((field) => (
        <Field
          key={field.name}
          field={field}
          kept={channel !== null && field.secret === true}
          value={settings[field.name] ?? ''}
          onChange={(value) => setSettings((now) => ({ ...now, [field.name]: value }))}
        />
      ))}
    </Sheet>
  )
}

function Field({
  field,
  kept,
  value,
  onChange,
}: {
  field: FieldShown
  /** A secret that is saved already: left empty it stays. */
  kept: boolean
  value: string
  onChange: (value: string) => void
}) {
  const words = useWords()
  const t = words.channels
  const hints: Record<string, string> = t.hints
  const names: Record<string, string> = t.fields
  const label = names[field.name] ?? field.name
  const hint = kept ? t.kept : hints[field.name]
  const required = !field.optional && !kept
  if (field.options) {
    const options: Record<string, string> = t.options
    return (
      <LabelledGroup label={label} hint={hint} required={required}>
        <Radio.Group
          optionType="button"
          value={value}
          options={field.options.map((option) => ({ value: option, label: options[option] ?? option }))}
          onChange={(event) => onChange(event.target.value)}
        />
      </LabelledGroup>
    )
  }
  return (
    <Labelled label={label} hint={hint} required={required}>
      {field.secret ? (
        <Input.Password value={value} autoComplete="new-password" onChange={(event) => onChange(event.target.value)} />
      ) : field.long ? (
        <Input.TextArea value={value} rows={4} maxLength={4000} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <Input value={value} maxLength={2000} onChange={(event) => onChange(event.target.value)} />
      )}
    </Labelled>
  )
}
