/** The forms of what people do with a request for correction. */
import { Input, Select } from 'antd'
import { useState } from 'react'
import type { CorrectionDetail, CorrectionRequest } from '../../../api/contract.ts'
import { serverNow } from '../../clock.ts'
import { useAct } from '../../components/act.ts'
import { Labelled, Sheet } from '../../components/Sheet.tsx'
import { TimeField } from '../../components/TimeField.tsx'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'

export type CorrectionVerb = CorrectionRequest['verb']
const rungs = ['second', 'note', 'superior', 'regulator'] as const
const replies = ['acknowledged', 'promised', 'claimed', 'refused', 'other'] as const
const withReason: readonly CorrectionVerb[] = ['return', 'accept', 'close', 'retract', 'cancel']

export function CorrectionSheet({
  verb,
  one,
  onClose,
}: {
  verb: CorrectionVerb
  one: CorrectionDetail
  onClose: () => void
}) {
  const words = useWords()
  const w = words.corrections
  const { act, busy, error } = useAct(true)
  const open = one.letters.find((l) => l.n === one.revision)!.letter
  const [letter, setLetter] = useState(open)
  const [reason, setReason] = useState('')
  const [way, setWay] = useState<'email' | 'paper'>('paper')
  const [address, setAddress] = useState('')
  const isChanged = ['silently_edited', 'taken_out'].includes(one.state)
  const [rung, setRung] = useState<(typeof rungs)[number]>(isChanged ? 'note' : 'second')
  const [kind, setKind] = useState<(typeof replies)[number]>('acknowledged')
  const [at, setAt] = useState<string | null>(new Date(serverNow()).toISOString())
  const named = { revision: one.revision, hash: one.hash }
  const body = (): CorrectionRequest => {
    switch (verb) {
      case 'revise':
        return { verb, ...named, letter }
      case 'approve':
        return { verb, ...named }
      case 'return':
        return { verb, ...named, reason }
      case 'send':
        return { verb, ...named, way, address }
      case 'next-letter':
        return { verb, rung }
      case 'log-reply':
        return { verb, kind, at: at ?? '', text: reason }
      case 'add-reprints':
        return { verb }
      default:
        return { verb, reason }
    }
  }
  const ready =
    (!withReason.includes(verb) || reason.trim() !== '') &&
    (verb !== 'send' || address.trim().length > 3) &&
    (verb !== 'log-reply' || (reason.trim() !== '' && at !== null))
  const submit = async () => {
    if (
      await act(() => commands.correction(one.id, body()), { done: words.common.saved, renew: ['record', 'messages'] })
    )
      onClose()
  }
  const label = w.verb[verb]
  return (
    <Sheet
      title={label}
      verb={label}
      consequence={w.means[verb]}
      danger={['retract', 'cancel', 'close'].includes(verb)}
      width={verb === 'revise' || verb === 'approve' ? 760 : 560}
      busy={busy}
      error={error}
      ready={ready}
      onDo={() => void submit()}
      onClose={onClose}
    >
      {(verb === 'approve' || verb === 'send') && (
        <div className="panel stack tight">
          <strong>{open.title}</strong>
          <p className="pre reading">{`${open.recipient}${words.common.colon}\n${open.text}`}</p>
        </div>
      )}
      {verb === 'revise' && (
        <>
          <Labelled label={w.letterTitle} required>
            <Input
              value={letter.title}
              maxLength={120}
              onChange={(e) => setLetter({ ...letter, title: e.target.value })}
            />
          </Labelled>
          <Labelled label={w.recipient} required>
            <Input
              value={letter.recipient}
              maxLength={100}
              onChange={(e) => setLetter({ ...letter, recipient: e.target.value })}
            />
          </Labelled>
          <Labelled label={w.letterText} required>
            <Input.TextArea
              rows={10}
              maxLength={6000}
              value={letter.text}
              onChange={(e) => setLetter({ ...letter, text: e.target.value })}
            />
          </Labelled>
        </>
      )}
      {verb === 'send' && (
        <>
          <Labelled label={w.wayLabel} required>
            <Select
              value={way}
              onChange={setWay}
              options={(['paper', 'email'] as const).map((value) => ({ value, label: w.way[value] }))}
            />
          </Labelled>
          <Labelled label={w.address} hint={w.addressHint[way]} required>
            <Input value={address} maxLength={300} onChange={(e) => setAddress(e.target.value)} />
          </Labelled>
        </>
      )}
      {verb === 'next-letter' && (
        <Labelled label={w.rungLabel} required>
          <Select value={rung} onChange={setRung} options={rungs.map((value) => ({ value, label: w.rung[value] }))} />
        </Labelled>
      )}
      {verb === 'log-reply' && (
        <>
          <Labelled label={w.replyKind} required>
            <Select
              value={kind}
              onChange={setKind}
              options={replies.map((value) => ({ value, label: w.reply[value] }))}
            />
          </Labelled>
          <TimeField label={w.replyAt} value={at} onChange={setAt} />
        </>
      )}
      {(withReason.includes(verb) || verb === 'log-reply') && (
        <Labelled label={verb === 'log-reply' ? w.replyText : words.common.reason} required>
          <Input.TextArea rows={3} maxLength={2000} value={reason} onChange={(e) => setReason(e.target.value)} />
        </Labelled>
      )}
    </Sheet>
  )
}
