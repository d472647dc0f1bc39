/** A new password; all other sessions of the person end. */
import { App, Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { passwordSchema } from '../../../api/contract.ts'
import { Labelled } from '../../components/Sheet.tsx'
import { useWords } from '../../preferences.tsx'
import { changePassword, type SignInFailure } from '../../session.ts'
import { Wrong } from '../sign-in/SignIn.tsx'

export function PasswordForm() {
  const words = useWords()
  const { message } = App.useApp()
  const [before, setBefore] = useState('')
  const [after, setAfter] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<SignInFailure | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const outcome = await changePassword(before, after)
    setBusy(false)
    setWrong(outcome)
    if (outcome !== null) return
    setBefore('')
    setAfter('')
    void message.success(words.profile.passwordChanged)
  }
  return (
    <section className="panel stack">
      <h2>{words.profile.password}</h2>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <Labelled label={words.profile.currentPassword}>
          <Input.Password
            value={before}
            autoComplete="current-password"
            onChange={(event) => setBefore(event.target.value)}
          />
        </Labelled>
        <Labelled label={words.people.newPassword} hint={words.people.passwordHint}>
          <Input.Password
            value={after}
            autoComplete="new-password"
            onChange={(event) => setAfter(event.target.value)}
          />
        </Labelled>
        <Wrong code={wrong} at="account" />
        <div>
          <Button htmlType="submit" loading={busy} disabled={before === '' || !passwordSchema.safeParse(after).success}>
            {words.profile.changePassword}
          </Button>
        </div>
      </form>
    </section>
  )
}
