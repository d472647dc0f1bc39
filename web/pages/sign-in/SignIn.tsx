/** Signing in: user name and password, then the six digits where the person has a second factor. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, type ReactNode, useState } from 'react'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { Labelled } from '../../components/Sheet.tsx'
import { usePreferences, useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { safeNext } from './safe-next.ts'
import { type SignInFailure, signIn, verifySecondStep } from '../../session.ts'

export default function SignIn() {
  const setup = useQuery(questions.setup())
  const [second, setSecond] = useState(false)
  const [params] = useSearchParams()
  const navigate = useNavigate()
  const client = useQueryClient()
  const enter = async () => {
    client.clear()
    navigate(safeNext(params.get('next')), { replace: true })
  }
  if (setup.data?.needed) return <Navigate to="/setup" replace />
  return (
    <Entrance>
      {second ? (
        <SecondStep onIn={enter} onBack={() => setSecond(false)} />
      ) : (
        <FirstStep onIn={enter} onSecond={() => setSecond(true)} />
      )}
    </Entrance>
  )
}

export function Entrance({ children }: { children: ReactNode }) {
  const { words, language, choose } = usePreferences()
  return (
    <main className="entrance">
      <div className="panel stack wide">
        <header className="row between top nowrap-row">
          <div>
            <h1>{words.nav.product}</h1>
            <p className="quiet">{words.signIn.subtitle}</p>
          </div>
          <Button type="text" onClick={() => choose({ language: language === 'en' ? 'zh-CN' : 'en' })}>
            {language === 'en' ? '中文' : 'English'}
          </Button>
        </header>
        {children}
      </div>
    </main>
  )
}

function FirstStep({ onIn, onSecond }: { onIn: () => void; onSecond: () => void }) {
  const words = useWords()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<SignInFailure | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const outcome = await signIn(username, password)
    setBusy(false)
    if (outcome.kind === 'in') onIn()
    else if (outcome.kind === 'second-step') onSecond()
    else setWrong(outcome.code)
  }
  return (
    <form className="stack wide" onSubmit={(event) => void submit(event)}>
      <Labelled label={words.signIn.username}>
        <Input
          name="username"
          autoComplete="username"
          autoFocus
          size="large"
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
      </Labelled>
      <Labelled label={words.signIn.password}>
        <Input.Password
          name="password"
          autoComplete="current-password"
          size="large"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Labelled>
      <Wrong code={wrong} at="sign-in" />
      <Button type="primary" size="large" htmlType="submit" loading={busy} disabled={!username || !password} block>
        {words.signIn.signIn}
      </Button>
      <p className="faint">{words.signIn.forgotten}</p>
    </form>
  )
}

function SecondStep({ onIn, onBack }: { onIn: () => void; onBack: () => void }) {
  const words = useWords()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<SignInFailure | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const outcome = await verifySecondStep(code)
    setBusy(false)
    if (outcome === null) onIn()
    else setWrong(outcome)
  }
  return (
    <form className="stack wide" onSubmit={(event) => void submit(event)}>
      <Labelled label={words.signIn.code} hint={words.signIn.codeHint}>
        <Input
          name="code"
          autoComplete="one-time-code"
          inputMode="text"
          autoFocus
          size="large"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </Labelled>
      <Wrong code={wrong} at="second-step" />
      <Button type="primary" size="large" htmlType="submit" loading={busy} disabled={code.trim().length < 6} block>
        {words.signIn.verify}
      </Button>
      <Button onClick={onBack} block>
        {words.signIn.back}
      </Button>
    </form>
  )
}

/** At sign-in it stays open which of the two was wrong, and a wrong code is one of the authenticator. */
export function Wrong({ code, at }: { code: SignInFailure | null; at: 'sign-in' | 'second-step' | 'account' }) {
  const words = useWords()
  if (code === null) return null
  const sentence =
    at === 'sign-in' && (code === 'wrong-password' || code === 'not-found')
      ? words.signIn.wrongBoth
      : at === 'second-step' && (code === 'wrong-code' || code === 'signed-out')
        ? words.signIn.wrongCode
        : words.refusals.codes[code]
  return (
    <p className="notice step4" role="alert">
      {sentence}
    </p>
  )
}
