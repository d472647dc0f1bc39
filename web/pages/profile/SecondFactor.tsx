/** The second factor: password, then the secret for the authenticator as text, then a first code proves that it works. */
import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import type { Me } from '../../../api/contract.ts'
import { Labelled } from '../../components/Sheet.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { useWords } from '../../preferences.tsx'
import { disableTotp, enableTotp, type SignInFailure, type TotpSetup, verifySecondStep } from '../../session.ts'
import { Wrong } from '../sign-in/SignIn.tsx'

export function SecondFactor({ me }: { me: Me }) {
  const words = useWords()
  const client = useQueryClient()
  const [password, setPassword] = useState('')
  const [setup, setSetup] = useState<TotpSetup | null>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<SignInFailure | null>(null)
  const { enabled } = me.twoFactor
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    setWrong(null)
    if (enabled) setWrong(await disableTotp(password))
    else {
      const outcome = await enableTotp(password)
      if (typeof outcome === 'string') setWrong(outcome)
      else setSetup(outcome)
    }
    setPassword('')
    setBusy(false)
    if (enabled) await client.invalidateQueries({ queryKey: ['me'] })
  }
  return (
    <section className="panel stack">
      <div className="row between">
        <h2>{words.profile.secondFactor}</h2>
        <StateTag tone={enabled ? 'good' : 'plain'}>{enabled ? words.people.on : words.people.off}</StateTag>
      </div>
      <p className="quiet">{words.profile.secondFactorMeans}</p>
      {setup && !enabled ? (
        <FirstCode
          setup={setup}
          onDone={() => {
            setSetup(null)
            void client.invalidateQueries({ queryKey: ['me'] })
          }}
        />
      ) : (
        <form className="stack" onSubmit={(event) => void submit(event)}>
          <Labelled label={words.profile.currentPassword}>
            <Input.Password
              value={password}
              autoComplete="current-password"
              onChange={(event) => setPassword(event.target.value)}
            />
          </Labelled>
          <Wrong code={wrong} at="account" />
          <div>
            <Button htmlType="submit" danger={enabled} loading={busy} disabled={password === ''}>
              {enabled ? words.profile.switchOff : words.profile.switchOn}
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}

function FirstCode({ setup, onDone }: { setup: TotpSetup; onDone: () => void }) {
  const words = useWords()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<SignInFailure | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const outcome = await verifySecondStep(code)
    setBusy(false)
    setWrong(outcome)
    if (outcome === null) onDone()
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <p>{words.profile.enterSecret}</p>
      <p className="mono secret">{setup.secret.replace(/(.{4})/g, '$1 ').trim()}</p>
      <p className="faint">
        <a href={setup.address}>{words.profile.openAuthenticator}</a>
      </p>
      {setup.spareCodes.length > 0 && (
        <div className="notice step2">
          <strong>{words.profile.spareCodes}</strong>
          <p className="mono row">
            {setup.spareCodes.map((code) => (
              <span key={code} className="nowrap">
                {code}
              </span>
            ))}
          </p>
        </div>
      )}
      <Labelled label={words.signIn.code}>
        <Input
          value={code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          onChange={(event) => setCode(event.target.value)}
        />
      </Labelled>
      <Wrong code={wrong} at="second-step" />
      <div>
        <Button type="primary" htmlType="submit" loading={busy} disabled={!/^\s*\d{3}\s*\d{3}\s*$/.test(code)}>
          {words.profile.prove}
        </Button>
      </div>
    </form>
  )
}
