/** A time as people on duty write it, with how long ago beside it, never instead of it. */
import { useMinute } from '../clock.ts'
import { useWords } from '../preferences.tsx'
import { empty, relativeText, timeText } from '../times.ts'

export function TimeText({ at, relative = true }: { at: string | null | undefined; relative?: boolean }) {
  const words = useWords()
  const now = useMinute()
  const text = timeText(at)
  if (!at || text === empty) return <span className="faint">{empty}</span>
  return (
    <time dateTime={at} className="time">
      <span className="nowrap">{text}</span>
      {relative && <span className="faint nowrap"> {relativeText(at, now, words.time)}</span>}
    </time>
  )
}
