/** Own addresses for calendar programs: made, shown once, taken back. */
import { useQuery } from '@tanstack/react-query'
import { App, Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useAct } from '../../components/act.ts'
import { Answer, ProblemNote } from '../../components/Answer.tsx'
import { Labelled } from '../../components/Sheet.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

export function Subscriptions({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const w = words.releaseCalendar
  const { message } = App.useApp()
  const mine = useQuery(questions.subscriptions())
  const { act, busy, error } = useAct(true)
  const [name, setName] = useState('')
  const [address, setAddress] = useState<string | null>(null)
  const make = () =>
    act(
      async () => {
        const made = await commands.subscribe(name.trim())
        setAddress(made.address)
        setName('')
      },
      { renew: ['subscriptions'] },
    )
  const copy = async () => {
    if (!address) return
    await navigator.clipboard.writeText(address)
    void message.success(w.copied)
  }
  return (
    <Modal open title={w.subscribeTitle} onCancel={onClose} width={640} footer={null}>
      <div className="stack wide">
        <p className="quiet">{w.subscribeHint}</p>
        <div className="form-row">
          <Labelled label={w.subscribeName}>
            <Input
              value={name}
              maxLength={60}
              placeholder={w.subscribeNamePlace}
              onChange={(event) => setName(event.target.value)}
            />
          </Labelled>
        </div>
        <div>
          <Button type="primary" disabled={name.trim() === ''} loading={busy} onClick={() => void make()}>
            {w.make}
          </Button>
        </div>
        <ProblemNote error={error} />
        {address && (
          <div className="notice good stack tight">
            <span>{w.once}</span>
            <span className="secret breaking">{address}</span>
            <div>
              <Button size="small" onClick={() => void copy()}>
                {w.copy}
              </Button>
            </div>
          </div>
        )}
        <h3>{w.mine}</h3>
        <Answer query={mine}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="quiet">{w.noSubscriptions}</p>
            ) : (
              <ul className="plain-list tight">
                {items.map((s) => (
                  <li key={s.id} className="row between">
                    <span>
                      {s.name}{' '}
                      <span className="faint">
                        {w.lastUsed} {s.lastUsedAt ? <TimeText at={s.lastUsedAt} /> : w.never}
                      </span>
                    </span>
                    <Button
                      size="small"
                      onClick={() =>
                        void act(() => commands.unsubscribe(s.id), { done: w.revoked, renew: ['subscriptions'] })
                      }
                    >
                      {w.revoke}
                    </Button>
                  </li>
                ))}
              </ul>
            )
          }
        </Answer>
      </div>
    </Modal>
  )
}
