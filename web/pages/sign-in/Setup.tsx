/** First run: whoever can read the server's output names the unit tree and makes the first administrator. */
import { useQuery } from '@tanstack/react-query'
import { Button, Input, Radio } from 'antd'
import { type FormEvent, useState } from 'react'
import { Navigate, useNavigate } from 'react-router'
import { passwordSchema, setupRequest } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { Answer, ProblemNote } from '../../components/Answer.tsx'
import { Labelled, LabelledGroup } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { signIn } from '../../session.ts'
import { Entrance } from './SignIn.tsx'

export default function Setup() {
  const setup = useQuery(questions.setup())
  return (
    <Entrance>
      <Answer query={setup}>
        {(state) => (state.needed ? <SetupForm trees={state.trees} /> : <Navigate to="/sign-in" replace />)}
      </Answer>
    </Entrance>
  )
}

function SetupForm({ trees }: { trees: { id: string; name: string; units: number }[] }) {
  const words = useWords()
  const navigate = useNavigate()
  const { act, busy, error } = useAct(true)
  const [form, setForm] = useState({ code: '', name: '', username: '', password: '', treeId: trees[0]?.id ?? '' })
  const set = (change: Partial<typeof form>) => setForm((now) => ({ ...now, ...change }))
  const ready = setupRequest.safeParse(form).success
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await act(() => commands.setup(form), { renew: ['setup'] }))) return
    const outcome = await signIn(form.username, form.password)
    navigate(outcome.kind === 'in' ? '/' : '/sign-in', { replace: true })
  }
  return (
    <form className="stack wide" onSubmit={(event) => void submit(event)}>
      <p className="notice step1">{words.setup.intro}</p>
      <Labelled label={words.setup.code} hint={words.setup.codeHint} required>
        <Input autoFocus value={form.code} autoComplete="off" onChange={(event) => set({ code: event.target.value })} />
      </Labelled>
      <LabelledGroup label={words.setup.tree} required>
        <Radio.Group
          vertical
          value={form.treeId}
          onChange={(event) => set({ treeId: String(event.target.value) })}
          options={trees.map((tree) => ({ value: tree.id, label: `${tree.name} · ${words.setup.units(tree.units)}` }))}
        />
      </LabelledGroup>
      <Labelled label={words.people.name} required>
        <Input
          value={form.name}
          maxLength={60}
          autoComplete="name"
          onChange={(event) => set({ name: event.target.value })}
        />
      </Labelled>
      <Labelled label={words.signIn.username} hint={words.people.usernameHint} required>
        <Input
          value={form.username}
          maxLength={40}
          autoComplete="username"
          onChange={(event) => set({ username: event.target.value })}
        />
      </Labelled>
      <Labelled label={words.signIn.password} hint={words.people.passwordHint} required>
        <Input.Password
          value={form.password}
          autoComplete="new-password"
          status={form.password && !passwordSchema.safeParse(form.password).success ? 'warning' : ''}
          onChange={(event) => set({ password: event.target.value })}
        />
      </Labelled>
      <ProblemNote error={error} />
      <Button type="primary" size="large" htmlType="submit" loading={busy} disabled={!ready} block>
        {words.setup.create}
      </Button>
    </form>
  )
}
