/** An address, and the wait while the program looks at the site. */
import { Button, Input } from 'antd'
import { useState } from 'react'
import type { DetectionShown } from '../../../../api/contract.ts'
import { useAct } from '../../../components/act.ts'
import { LoadingState, ProblemNote } from '../../../components/Answer.tsx'
import { useWords } from '../../../preferences.tsx'
import { commands } from '../../../requests.ts'
import { failureSentence } from '../failure-text.ts'

type Failure = Extract<DetectionShown, { ok: false }>['failure']

export function AddressStep({
  address,
  onLook,
  onFound,
}: {
  address: string
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
    setFailure(null)
    onLook()
    void act(
      async () => {
        const answer = await commands.detectSource(given)
        if (answer.ok) onFound(answer)
        else setFailure(answer.failure)
      },
      { renew: [] },
    )
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (URL.canParse(given) && !busy) look()
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
        <Button type="primary" htmlType="submit" loading={busy} disabled={!URL.canParse(given)}>
          {words.wizard.detect}
        </Button>
      </div>
      <p className="faint">{words.wizard.addressHint}</p>
      {busy && <LoadingState text={words.wizard.detecting} />}
      {failure && (
        <div className="notice step3" role="alert">
          {failureSentence(failure, words)}
        </div>
      )}
      <ProblemNote error={error} />
    </form>
  )
}

/** People paste `www.example.cn`: https is meant. */
const withScheme = (text: string): string => {
  const address = text.trim()
  return address === '' || /^[a-z][a-z\d+.-]*:/i.test(address) ? address : `https://${address}`
}
