/** The forms of a release's moves: what will happen, what is needed, one verb. Every act on a text names its revision and hash. */
import { useQuery } from '@tanstack/react-query'
import { Input, Select, Switch } from 'antd'
import { useState } from 'react'
import type { Me, ReleaseDetail } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

const judging = ['check-facts', 'check-secrecy', 'check-publicity', 'return', 'approve', 'return-approval'] as const
const ending = ['follow-up', 'evaluate', 'archive', 'withdraw', 'cancel', 'keep'] as const
export type ReleaseAct =
  | (typeof judging)[number]
  | (typeof ending)[number]
  | 'publish'
  | 'schedule'
  | 'add-address'
  | 'admit-guest'
  | 'log-question'

const needReason: readonly string[] = ['return', 'return-approval', 'withdraw', 'cancel', 'evaluate', 'keep']
const isJudging = (act: ReleaseAct): act is (typeof judging)[number] => (judging as readonly string[]).includes(act)
const isEnding = (act: ReleaseAct): act is (typeof ending)[number] => (ending as readonly string[]).includes(act)

type Form = Record<string, string>

export function ReleaseSheet({
  act: verb,
  detail,
  me,
  onClose,
}: {
  act: ReleaseAct
  detail: ReleaseDetail
  me: Me
  onClose: () => void
}) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [form, setForm] = useState<Form>({ mediaClass: 'domestic', card: 'valid' })
  const [admitted, setAdmitted] = useState(true)
  const { id, revision, hash, n } = detail.release
  const named = `${words.releases.numbered(n)} · ${words.releases.revision(revision)}`
  const given = (name: string) => (form[name] ?? '').trim()
  const set = (change: Form) => setForm((now) => ({ ...now, ...change }))
  const text = fieldsOf(verb)
  const missing = text.filter((f) => f.required && given(f.name) === '').length > 0 || (verb === 'schedule' && !form.at)
  const run = () => {
    const one = { revision, hash }
    if (isJudging(verb)) return commands.release(id, 'judge', { ...one, verb, comment: given('comment') })
    if (isEnding(verb)) return commands.release(id, 'end', { verb, reason: given('comment') })
    if (verb === 'publish') return commands.release(id, 'publish', one)
    if (verb === 'schedule') return commands.release(id, 'schedule', { ...one, goesOutAt: form.at })
    if (verb === 'add-address')
      return commands.release(id, 'addresses', { url: given('url'), place: given('place'), publishedAt: form.at })
    if (verb === 'admit-guest')
      return commands.release(id, 'guests', {
        ...{ reporter: given('reporter'), outlet: given('outlet'), note: given('note') },
        ...{ mediaClass: form.mediaClass, card: form.card, admitted, journalistId: form.journalistId || null },
      })
    const { reporter, outlet, question, answer, speaker, deviation } = {
      ...{ reporter: given('reporter'), outlet: given('outlet'), question: given('question') },
      ...{ answer: given('answer'), speaker: given('speaker'), deviation: given('deviation') },
    }
    return commands.release(id, 'questions', { reporter, outlet, question, answer, speaker, deviation })
  }
  const submit = async () => {
    if (await act(run, { done: words.common.saved, renew: ['record', 'messages'] })) onClose()
  }
  const label = words.releases.verb[verb]
  const means = meansOf(verb, { words, named, name: me.user.name })
  return (
    <Sheet
      title={label}
      verb={label}
      {...(means ? { consequence: means } : {})}
      danger={verb === 'withdraw' || verb === 'cancel'}
      busy={busy}
      error={error}
      ready={!missing && (verb !== 'add-address' || Boolean(form.at))}
      onDo={() => void submit()}
      onClose={onClose}
    >
      {verb === 'admit-guest' && me.areas.includes('registry') && <FromRegistry value={form.journalistId} set={set} />}
      {text.map(({ name, label: of, required, rows, hint }) => (
        <Labelled
          key={name}
          label={of(words)}
          {...(required ? { required } : {})}
          {...(hint ? { hint: hint(words) } : {})}
        >
          {rows === 1 ? (
            <Input value={form[name] ?? ''} maxLength={2000} onChange={(e) => set({ [name]: e.target.value })} />
          ) : (
            <Input.TextArea
              rows={rows}
              value={form[name] ?? ''}
              maxLength={4000}
              onChange={(e) => set({ [name]: e.target.value })}
            />
          )}
        </Labelled>
      ))}
      {verb === 'admit-guest' && (
        <>
          <Labelled label={words.releases.mediaClass} required>
            <Select
              value={form.mediaClass}
              onChange={(mediaClass) => set({ mediaClass })}
              options={(['domestic', 'foreign', 'hk_mo', 'tw'] as const).map((value) => ({
                value,
                label: words.releases.mediaClasses[value],
              }))}
            />
          </Labelled>
          <Labelled label={words.releases.card} hint={words.releases.cardHint} required>
            <Select
              value={form.card}
              onChange={(card) => set({ card })}
              options={(['valid', 'not_shown', 'expired', 'not_found'] as const).map((value) => ({
                value,
                label: words.releases.cards[value],
              }))}
            />
          </Labelled>
          <Labelled label={words.releases.admitted}>
            <Switch checked={admitted} onChange={setAdmitted} />
          </Labelled>
        </>
      )}
      {(verb === 'schedule' || verb === 'add-address') && (
        <TimeField
          label={verb === 'schedule' ? words.releases.goesOutAt : words.releases.publishedAt}
          value={form.at ?? null}
          onChange={(at) => set({ at: at ?? '' })}
          required
        />
      )}
    </Sheet>
  )
}

type Words = ReturnType<typeof useWords>
type Field = {
  name: string
  label: (words: Words) => string
  required?: boolean
  rows: number
  hint?: (words: Words) => string
}

const comment = (verb: ReleaseAct): Field => ({
  name: 'comment',
  label: (w) =>
    verb === 'evaluate' ? w.releases.evaluation : needReason.includes(verb) ? w.common.reason : w.releases.note,
  required: needReason.includes(verb),
  rows: 3,
})
const reporterAndOutlet: Field[] = [
  { name: 'outlet', label: (w) => w.releases.outlet, required: true, rows: 1 },
  { name: 'reporter', label: (w) => w.releases.reporter, required: true, rows: 1 },
]

function fieldsOf(verb: ReleaseAct): Field[] {
  if (verb === 'publish' || verb === 'schedule' || verb === 'archive' || verb === 'follow-up') return []
  if (verb === 'add-address')
    return [
      { name: 'url', label: (w) => w.releases.url, required: true, rows: 1 },
      { name: 'place', label: (w) => w.releases.place, required: true, rows: 1 },
    ]
  if (verb === 'admit-guest') return [...reporterAndOutlet, { name: 'note', label: (w) => w.releases.note, rows: 1 }]
  if (verb === 'log-question')
    return [
      ...reporterAndOutlet,
      { name: 'question', label: (w) => w.releases.question, required: true, rows: 2 },
      { name: 'answer', label: (w) => w.releases.answer, required: true, rows: 4 },
      { name: 'speaker', label: (w) => w.releases.speaker, required: true, rows: 1 },
      { name: 'deviation', label: (w) => w.releases.deviation, rows: 1, hint: (w) => w.releases.deviationHint },
    ]
  return [comment(verb)]
}

function meansOf(
  verb: ReleaseAct,
  { words, named, name }: { words: Words; named: string; name: string },
): string | null {
  const { means } = words.releases
  if (verb === 'return' || verb === 'return-approval') return means.back
  if (verb === 'approve') return means.approve(named, name)
  if (isJudging(verb)) return means.check(named, name)
  if (verb === 'publish') return means.publish(named)
  if (verb === 'schedule') return means.schedule(named)
  if (verb === 'withdraw') return means.withdraw
  return verb === 'cancel' ? means.cancel : null
}

/** A journalist of the registry instead of a typed name; what the card says today is entered anew. */
function FromRegistry({ value, set }: { value: string | undefined; set: (change: Form) => void }) {
  const words = useWords()
  const known = useQuery(questions.journalists({ state: 'active', sort: 'name', pageSize: 100 }))
  const people = (known.data?.items ?? []).filter((j) => j.kind === 'press')
  if (people.length === 0) return null
  const choose = (id: string | undefined) => {
    const one = people.find((j) => j.id === id)
    if (!one) return set({ journalistId: '' })
    const mediaClass = one.mediaClass ?? 'domestic'
    set({ journalistId: one.id, reporter: one.name, outlet: one.outletName, mediaClass })
  }
  return (
    <Labelled label={words.registry.fromRegistry} hint={words.registry.fromRegistryHint}>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={value || undefined}
        onChange={choose}
        options={people.map((j) => ({ value: j.id, label: `${j.outletName} ${j.name}` }))}
      />
    </Labelled>
  )
}
