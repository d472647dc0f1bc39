/** The forms of a hand-off's moves. */
import { Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import type { HandoffShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'

export type HandoffVerb =
  | 'classify'
  | 'hand-up'
  | 'prepare'
  | 'choose-route'
  | 'send'
  | 'accept'
  | 'return'
  | 'instruct'
  | 'execute'
  | 'close'
  | 'dismiss'

const needWords: readonly HandoffVerb[] = ['return', 'instruct', 'execute', 'dismiss']
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

export function HandoffSheet({
  verb,
  handoff,
  onClose,
}: {
  verb: HandoffVerb
  handoff: HandoffShown
  onClose: () => void
}) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [note, setNote] = useState('')
  const [originClass, setOriginClass] = useState(handoff.originClass)
  const [route, setRoute] = useState(handoff.route ?? 'publicity')
  const [recipient, setRecipient] = useState(handoff.recipient)
  const [withCoRecipient, setWithCo] = useState(handoff.coRecipients.length > 0)
  const [translation, setTranslation] = useState(handoff.content.translation)
  const [translator, setTranslator] = useState(handoff.content.translator)
  const [asked, setAsked] = useState(handoff.content.questions.join('\n'))
  const [facts, setFacts] = useState(handoff.content.facts.join('\n'))
  const [more, setMore] = useState(handoff.content.note)
  const needsNote = needWords.includes(verb) || (verb === 'classify' && originClass !== handoff.originClass)
  const ready = (!needsNote || note.trim() !== '') && (verb !== 'choose-route' || recipient.trim() !== '')
  const body = () => {
    if (verb === 'classify') return { verb, originClass, note }
    if (verb === 'choose-route') return { verb, route, recipient, withCoRecipient }
    if (verb === 'prepare')
      return {
        verb,
        content: { translation, translator, questions: linesOf(asked), facts: linesOf(facts), note: more },
      }
    return { verb, note }
  }
  const submit = async () => {
    if (
      await act(() => commands.handoff(handoff.id, body()), { done: words.common.saved, renew: ['record', 'messages'] })
    )
      onClose()
  }
  const label = words.handoffs.verb[verb]
  return (
    <Sheet
      title={label}
      verb={label}
      consequence={words.handoffs.means[verb]}
      danger={verb === 'dismiss'}
      width={verb === 'prepare' ? 760 : 560}
      busy={busy}
      error={error}
      ready={ready}
      onDo={() => void submit()}
      onClose={onClose}
    >
      {verb === 'classify' && (
        <Labelled label={words.handoffs.classLabel} required>
          <Select
            value={originClass}
            onChange={setOriginClass}
            options={(['foreign', 'hk_mo', 'tw'] as const).map((value) => ({
              value,
              label: words.handoffs.originClass[value],
            }))}
          />
        </Labelled>
      )}
      {verb === 'choose-route' && (
        <>
          <Labelled label={words.handoffs.route} required>
            <Select
              value={route}
              onChange={setRoute}
              options={(['publicity', 'national'] as const).map((value) => ({
                value,
                label: words.handoffs.routes[value],
              }))}
            />
          </Labelled>
          <Labelled label={words.handoffs.recipient} required>
            <Input value={recipient} maxLength={100} onChange={(e) => setRecipient(e.target.value)} />
          </Labelled>
          <Checkbox checked={withCoRecipient} onChange={(e) => setWithCo(e.target.checked)}>
            {words.handoffs.withCo[handoff.originClass]}
          </Checkbox>
        </>
      )}
      {verb === 'prepare' && (
        <>
          <Labelled label={words.handoffs.translation} hint={words.handoffs.translationHint}>
            <Input.TextArea
              rows={6}
              maxLength={40_000}
              value={translation}
              onChange={(e) => setTranslation(e.target.value)}
            />
          </Labelled>
          <Labelled label={words.handoffs.translator}>
            <Input value={translator} maxLength={60} onChange={(e) => setTranslator(e.target.value)} />
          </Labelled>
          <Labelled label={words.handoffs.questions} hint={words.handoffs.oneALine} required>
            <Input.TextArea rows={3} value={asked} onChange={(e) => setAsked(e.target.value)} />
          </Labelled>
          <Labelled label={words.handoffs.facts} hint={words.handoffs.oneALine}>
            <Input.TextArea rows={3} value={facts} onChange={(e) => setFacts(e.target.value)} />
          </Labelled>
          <Labelled label={words.handoffs.note}>
            <Input.TextArea rows={2} maxLength={4000} value={more} onChange={(e) => setMore(e.target.value)} />
          </Labelled>
        </>
      )}
      {verb !== 'prepare' && verb !== 'choose-route' && (
        <Labelled label={needsNote ? words.common.reason : words.handoffs.note} required={needsNote}>
          <Input.TextArea rows={3} maxLength={4000} value={note} onChange={(e) => setNote(e.target.value)} />
        </Labelled>
      )}
    </Sheet>
  )
}
