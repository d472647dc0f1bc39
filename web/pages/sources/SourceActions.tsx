/** What is done to a source at once. Switching off and on again is each other's undo. */
import { Button } from 'antd'
import type { SourceShown } from '../../../api/contract.ts'
import { useAct } from '../../components/act.ts'
import { useWords } from '../../preferences.tsx'
import { commands } from '../../requests.ts'

export function SourceActions({ source }: { source: SourceShown }) {
  const words = useWords()
  const { act, busy } = useAct()
  const next = source.state === 'active' ? 'disabled' : 'active'
  return (
    <div className="row">
      {source.state === 'active' && (
        <Button
          size="small"
          loading={busy}
          onClick={() =>
            void act(() => commands.pollSource(source.id), { done: words.sources.polling, renew: ['sources'] })
          }
        >
          {words.sources.pollNow}
        </Button>
      )}
      <Button
        size="small"
        onClick={() =>
          void act(() => commands.setSourceState(source.id, next), {
            done: next === 'active' ? words.sources.switchedOn : words.sources.switchedOff,
            renew: ['sources'],
          })
        }
      >
        {next === 'active' ? words.sources.switchOn : words.sources.switchOff}
      </Button>
    </div>
  )
}
