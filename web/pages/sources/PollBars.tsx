/** The last polls as bars: height is the number of new items, a notch below the line is a failure. Said in words as well. */
import type { PollShown } from '../../../api/contract.ts'
import { useWords } from '../../preferences.tsx'

const width = 5
const height = 24

export function PollBars({ polls }: { polls: PollShown[] }) {
  const words = useWords()
  if (polls.length === 0) return <span className="faint">—</span>
  const most = Math.max(1, ...polls.map((poll) => poll.fresh))
  const failed = polls.filter((poll) => poll.outcome === 'failed').length
  const fresh = polls.reduce((sum, poll) => sum + poll.fresh, 0)
  const label = words.sources.pollsSpoken(polls.length, fresh, failed)
  return (
    <svg
      className="poll-bars"
      viewBox={`0 0 ${polls.length * width} ${height + 6}`}
      width={polls.length * width}
      height={height + 6}
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {polls.map((poll, at) => {
        const tall = poll.outcome === 'failed' ? 0 : Math.max(1.5, (poll.fresh / most) * height)
        return poll.outcome === 'failed' ? (
          <rect key={poll.at} className="poll-failed" x={at * width} y={height} width={width - 1} height={6} />
        ) : (
          <rect key={poll.at} className="poll-ok" x={at * width} y={height - tall} width={width - 1} height={tall} />
        )
      })}
    </svg>
  )
}
