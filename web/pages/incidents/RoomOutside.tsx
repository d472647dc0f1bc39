/** What of one matter lies with others: requests to outlets for correction, overseas reports handed off. */
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { CorrectionShown, HandoffShown, IncidentRoom } from '../../../api/contract.ts'
import type { Query } from '../../client.ts'
import { Answer } from '../../components/Answer.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { CorrectionTag, remedied } from '../corrections/correction-tag.tsx'
import { DraftInRoom, toBeAsked } from '../corrections/DraftInRoom.tsx'
import { handoffTone } from '../handoffs/Handoffs.tsx'

const shownAtMost = 100
/** The question for all of one incident. */
export const ofIncident = <T,>(question: (query: Query) => T, incidentId: string): T =>
  question({ incidentId, pageSize: shownAtMost })

type Listed<T> = UseQueryResult<{ items: T[] }>

export function RoomCorrections({ room, answer }: { room: IncidentRoom; answer: Listed<CorrectionShown> }) {
  const words = useWords()
  const w = words.corrections
  return (
    <Answer query={answer}>
      {({ items }) => (
        <ul className="plain-list stack">
          {toBeAsked(room, items).map((flag) => (
            <li key={flag.flagId}>
              <DraftInRoom flag={flag} />
            </li>
          ))}
          {items.map((row) => (
            <li key={row.id} className="stack tight">
              <p className="row between">
                <Link to={`/corrections/${row.id}`}>{row.outletName}</Link>
                <span className="row">
                  <CorrectionTag state={row.state} />
                  <TimeText at={row.sentAt ?? row.draftedAt} />
                </span>
              </p>
              <p className="faint">{row.quote}</p>
              {row.coverage && row.coverage.reprints > 0 && (
                <p>{w.coverageText(remedied(row.coverage), row.coverage.reprints)}</p>
              )}
            </li>
          ))}
        </ul>
      )}
    </Answer>
  )
}

export function RoomHandoffs({ answer }: { answer: Listed<HandoffShown> }) {
  const words = useWords()
  const w = words.handoffs
  return (
    <Answer query={answer}>
      {({ items }) => (
        <div className="stack">
          <p className="notice step2">
            {w.blocked} <span className="faint">{w.rule}</span>
          </p>
          <ul className="plain-list stack">
            {items.map((row) => (
              <li key={row.id} className="stack tight">
                <p className="row between">
                  <span className="row">
                    <Link to={`/handoffs/${row.id}`}>{row.outletName}</Link>
                    <StateTag tone="plain">{w.originClass[row.originClass]}</StateTag>
                  </span>
                  <span className="row">
                    <StateTag tone={handoffTone(row.state)}>{w.state[row.state]}</StateTag>
                    <TimeText at={row.detectedAt} />
                  </span>
                </p>
                <p className="faint">
                  {row.article.title} · {w.unit}
                  {words.common.colon}
                  {row.unit.name}
                  {row.route && ` · ${w.routes[row.route]}`}
                </p>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Answer>
  )
}
