/** Where the person is reached outside the product, and the hours in which only running time limits may. */
import { useQuery } from '@tanstack/react-query'
import { App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { ReachShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Answer, ProblemNote } from '../../components/Answer.tsx'
import { Labelled } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'

export function ReachForm() {
  const words = useWords()
  const answer = useQuery(questions.reach())
  return (
    <section className="panel stack">
      <h2>{words.reach.title}</h2>
      <p className="faint">{words.reach.intro}</p>
      <Answer query={answer}>{(reach) => <Form reach={reach} />}</Answer>
    </section>
  )
}

const clockOf = (minute: number | null): string =>
  minute === null ? '' : `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const minuteOf = (clock: string): number | null => {
  const [h, m] = clock.split(':').map(Number)
  return h === undefined || m === undefined || Number.isNaN(h + m) ? null : h * 60 + m
}

function Form({ reach }: { reach: ReachShown }) {
  const words = useWords()
  const t = words.reach
  const { act, busy, error } = useAct(true)
  const { message } = App.useApp()
  const [form, setForm] = useState({
    email: reach.email,
    phone: reach.phone,
    from: clockOf(reach.quietFrom),
    to: clockOf(reach.quietTo),
  })
  const set = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = { email: form.email, phone: form.phone, quietFrom: minuteOf(form.from), quietTo: minuteOf(form.to) }
    void act(
      async () => {
        const { told } = await commands.setReach(body)
        void message.success(words.contacts.told(told), 6)
      },
      { renew: ['reach'] },
    )
  }
  return (
    <form className="stack" onSubmit={submit}>
      <Labelled label={t.email}>
        <Input
          type="email"
          value={form.email}
          maxLength={320}
          autoComplete="email"
          onChange={(event) => set({ email: event.target.value })}
        />
      </Labelled>
      <Labelled label={t.phone} hint={t.phoneHint}>
        <Input
          value={form.phone}
          maxLength={20}
          inputMode="tel"
          autoComplete="tel"
          onChange={(event) => set({ phone: event.target.value })}
        />
      </Labelled>
      <div className="row">
        <Labelled label={t.quietFrom}>
          <Input type="time" value={form.from} onChange={(event) => set({ from: event.target.value })} />
        </Labelled>
        <Labelled label={t.quietTo}>
          <Input type="time" value={form.to} onChange={(event) => set({ to: event.target.value })} />
        </Labelled>
      </div>
      <p className="faint">{t.quietHint}</p>
      <ProblemNote error={error} />
      <div>
        <Button htmlType="submit" loading={busy}>
          {words.common.save}
        </Button>
      </div>
    </form>
  )
}
