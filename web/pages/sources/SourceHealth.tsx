/** How a source does, in words: its state, why, since when; and how often it is asked, with the reason. */
import type { SourceShown } from '../../../api/contract.ts'
import { StateTag, type Tone } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { lengthText } from '../../times.ts'
import { failureSentence, healthSentence } from './failure-text.ts'

const tones: Record<SourceShown['health'] | 'disabled', Tone> = {
  unknown: 'plain',
  ok: 'good',
  silent: 'step2',
  thin: 'step2',
  selector_broken: 'step3',
  paused: 'step1',
  failing: 'step3',
  forbidden: 'step3',
  gone: 'step4',
  disabled: 'plain',
}

export function SourceHealth({ source, brief = false }: { source: SourceShown; brief?: boolean }) {
  const words = useWords()
  const health = source.state === 'disabled' ? 'disabled' : source.health
  const why = healthSentence(source.healthReason, words) || whyFailed(source)
  function whyFailed({ lastFailure, failuresInRow }: SourceShown): string {
    if (!lastFailure) return ''
    const times = failuresInRow > 1 ? ` · ${words.sources.inRow(failuresInRow)}` : ''
    return failureSentence(lastFailure, words) + times
  }
  const isWell = health === 'ok' || health === 'disabled' || health === 'unknown'
  return (
    <div className="stack tight">
      <div className="row">
        <StateTag tone={tones[health]}>{words.states.health[health]}</StateTag>
        {!isWell && source.healthSince && (
          <span className="faint">
            <TimeText at={source.healthSince} />
          </span>
        )}
      </div>
      {!isWell && why && <span>{why}</span>}
      {!(brief && isWell) && <span className="faint">{words.sources.healthMeans[health]}</span>}
    </div>
  )
}

/** `每 5 分钟` and why just so. */
export function paceSentence(source: SourceShown, words: ReturnType<typeof useWords>): string {
  const length = (ms: number) => lengthText(ms, words.time)
  const { by, floorMs, ceilingMs } = source.pace
  return by === 'person'
    ? words.sourceList.whyFixed(length(source.intervalMs))
    : words.sourceList.whyPace(length(source.intervalMs), length(floorMs), length(ceilingMs))
}
