/** Beside the room: the articles it is about and the people on duty in each body. */
import { Link } from 'react-router'
import type { IncidentRoom } from '../../../api/contract.ts'
import { FlagTag, RiskBadge } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { WhyLink } from '../../components/Why.tsx'
import { useWords } from '../../preferences.tsx'
import { timeText } from '../../times.ts'

export function RoomAside({ room }: { room: IncidentRoom }) {
  const words = useWords()
  return (
    <aside className="stack wide room-aside">
      {(room.incident.family === 'media' || room.flags.length + room.articles.length > 0) && (
        <section className="panel">
          <h2>{words.incidents.articles}</h2>
          {room.flags.length + room.articles.length === 0 && <p className="quiet">{words.incidents.noArticles}</p>}
          <ul className="plain-list">
            {room.flags.map((flag) => (
              <li key={flag.flagId} className="stack">
                <Link to={`/review/${flag.flagId}`}>{flag.article.title}</Link>
                <div className="row">
                  <WhyLink articleId={flag.article.id}>
                    <RiskBadge level={flag.level} />
                  </WhyLink>
                  <FlagTag state={flag.state} verdict={flag.verdict} />
                </div>
                <p className="faint">
                  {flag.article.outlet.name} · {flag.unit.name}
                  <br />
                  <TimeText at={flag.article.publishedAt ?? flag.article.firstSeenAt} />
                </p>
              </li>
            ))}
            {room.articles.map((article) => (
              <li key={article.id} className="stack">
                <Link to={`/articles/${article.id}`}>{article.title}</Link>
                <p className="faint">
                  {article.outlet.name}
                  <br />
                  <TimeText at={article.publishedAt ?? article.firstSeenAt} />
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="panel">
        <h2>{words.incidents.bodies}</h2>
        {room.bodies.length === 0 && <p className="quiet">{words.incidents.noBodies}</p>}
        {room.bodies.map((body) => (
          <div key={body.unit.id} className="stack">
            <h3>{body.unit.name}</h3>
            {!body.responsible && <p className="notice step3">{words.heads.ownMissing(body.unit.name)}</p>}
            {body.onDuty.map((turn) => (
              <p key={turn.id} className="notice step1">
                <strong>
                  {words.incidents.onDuty}
                  {words.common.colon}
                  {turn.name}
                </strong>{' '}
                {turn.phone && <a href={`tel:${turn.phone.replace(/[^\d+]/g, '')}`}>{turn.phone}</a>}
                <br />
                <span className="faint">
                  {turn.backup !== null && `${words.incidents.backup(turn.backup)} · `}
                  {words.incidents.until(timeText(turn.until))}
                </span>
              </p>
            ))}
            <ul className="plain-list tight">
              {[...body.people]
                .sort((a, b) => rank(a.role) - rank(b.role))
                .map((person) => (
                  <li key={`${person.id}-${person.role}`} className="row between">
                    <span>{person.name}</span>
                    <span className="faint">
                      {words.states.role[person.role]}
                      {person.standIn && words.people.standInMark}
                    </span>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </section>
    </aside>
  )
}

/** Whoever answers for it stands first, then who may have to act soonest. */
const order = [
  'unit_head',
  'duty_officer',
  'office_director',
  'office_staff',
  'leading_group',
  'subject_division',
  'spokesperson',
]
const rank = (role: string): number => (order.includes(role) ? order.indexOf(role) : order.length)
