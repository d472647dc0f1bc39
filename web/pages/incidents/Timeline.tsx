/**
 * 经过: every change in order, by whom, with the reason given. Newest first on screen, oldest first in the record. The record is dated
 * by the real time, also in a drill; the drill's own stands beside it.
 */
import { useState } from 'react'
import { Button } from 'antd'
import type { IncidentRoom } from '../../../api/contract.ts'
import { Pace } from '../../clock.ts'
import { EmptyState } from '../../components/Answer.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { actionSentence } from '../../components/action-words.ts'
import { useWords } from '../../preferences.tsx'
import { timeText } from '../../times.ts'

export function Timeline({ entries }: { entries: IncidentRoom['timeline'] }) {
  const words = useWords()
  const [newestFirst, setNewestFirst] = useState(true)
  if (entries.length === 0) return <EmptyState title={words.incidents.noTimeline} />
  const sorted = [...entries].sort((a, b) => (newestFirst ? b.seq - a.seq : a.seq - b.seq))
  return (
    <div className="stack">
      <div className="row no-print">
        <Button size="small" onClick={() => setNewestFirst(!newestFirst)}>
          {newestFirst ? words.incidents.oldestFirst : words.incidents.newestFirst}
        </Button>
      </div>
      <ol className="timeline">
        {sorted.map((entry) => (
          <li key={entry.seq}>
            <p className="timeline-time">
              <Pace value={null}>
                <TimeText at={entry.at} />
              </Pace>
              {typeof entry.after?.drillAt === 'string' && (
                <span className="faint">
                  {' · '}
                  {words.drills.clock} {timeText(entry.after.drillAt)}
                </span>
              )}
            </p>
            <p>
              <strong>{actionSentence(entry, words, entry.about)}</strong>
            </p>
            <p className="faint">
              {entry.by.kind === 'machine' ? words.incidents.machine : entry.by.name}
              {entry.by.unit && ` · ${entry.by.unit.name}`}
            </p>
            {entry.reason && <p>{entry.reason}</p>}
          </li>
        ))}
      </ol>
    </div>
  )
}
