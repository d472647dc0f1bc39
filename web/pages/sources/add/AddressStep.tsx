/** An address, and the wait while the program looks at the site. */
import { Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import type { DetectionShown } from '../../../../api/contract.ts'
import { useAct } from '../../../components/act.ts'
import { LoadingState, ProblemNote } from '../../../components/Answer.tsx'
import { useWords } from '../../../preferences.tsx'
import { commands } from '../../../requests.ts'
import { FailureNote } from '../FailureNote.tsx'

type Failure = Extract<DetectionShown, { ok: false }>['failure']

export function AddressStep({
  address,
  lookAtOnce,
  onLook,
  onFound,
}: {
  address: string
  /** The address comes from a list, not from a hand: nobody has to press a button to go on. */
  lookAtOnce: boolean
  /** What was found before is of another look. */
  onLook: () => void
  onFound: (found: Extract<DetectionShown, { ok: true }>) => void
}) {
  const words = useWords()
  const { act, busy, error } = useAct(true)
  const [url, setUrl] = useState(address)
  const [failure, setFailure] = useState<Failure | null>(null)
  const given = withScheme(url)
  const look = () => {
    onLook()
    if (!isWebAddress(given)) return setFailure({ class: 'hard', code: 'bad_url' })
    setFailure(null)
    void act(
      async () => {
        const answer = await commands.detectSource(given)
        if (answer.ok) onFound(answer)
        else setFailure(answer.failure)
      },
      { renew: [] },
    )
  }
  const looked = useRef(false)
  useEffect(() => {
    if (!lookAtOnce || looked.current) return
    looked.current = true
    look()
  })
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (given !== '' && !busy) look()
      }}
    >
      <div className="row nowrap-row">
        <Input
          aria-label={words.wizard.address}
          className="grow"
          value={url}
          type="text"
          inputMode="url"
          maxLength={2000}
          placeholder="https://"
          autoFocus={address === ''}
          onChange={(event) => setUrl(event.target.value)}
        />
        <Button type="primary" htmlType="submit" loading={busy} disabled={given === ''}>
          {words.wizard.detect}
        </Button>
      </div>
      <p className="faint">
        {words.wizard.addressHint} <Link to="/sources/catalogue">{words.wizard.fromCatalogue}</Link>
      </p>
      {busy && <LoadingState text={words.wizard.detecting} />}
      {failure && <FailureNote failure={failure} />}
      <ProblemNote error={error} />
    </form>
  )
}

const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)

/** People paste `www.example.cn`: https is meant. */
const withScheme = (text: string): string => {
  const address = text.trim()
  return address === '' || /^[a-z][a-z\d+.-]*:/i.test(address) ? address : `https://${address}`
}
