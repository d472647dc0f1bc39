/** The section of an incident room: what went out or is on its way, and the news centre. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { IncidentReleases as Data, IncidentRoom } from '../../../api/contract.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { MoveBar } from '../../components/MoveButton.tsx'
import { StateTag } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { type CentreVerb, CentreSheet } from './CentreSheet.tsx'
import { emptyRelease, ReleaseEditor } from './ReleaseEditor.tsx'
import { ReleaseTag } from './release-tag.tsx'

export function IncidentReleases({ room }: { room: IncidentRoom }) {
  const answer = useQuery(questions.incidentReleases(room.incident.id))
  return <Answer query={answer}>{(data) => <Section data={data} incidentId={room.incident.id} />}</Answer>
}

function Section({ data, incidentId }: { data: Data; incidentId: string }) {
  const words = useWords()
  const navigate = useNavigate()
  const [drafting, setDrafting] = useState(false)
  const [sheet, setSheet] = useState<CentreVerb | null>(null)
  const open = data.centres.find((centre) => centre.state === 'open') ?? null
  if (drafting)
    return (
      <ReleaseEditor
        title={words.releases.newTitle}
        initial={emptyRelease}
        kinds={open ? undefined : 'no-update'}
        storageKey={`release-${incidentId}`}
        save={async (kind, body) => {
          const made = await commands.draftRelease(incidentId, { kind, body })
          if (made.id) void navigate(`/releases/${made.id}`)
        }}
        onSaved={() => setDrafting(false)}
        onCancel={() => setDrafting(false)}
      />
    )
  return (
    <div className="stack wide">
      <MoveBar
        moves={data.moves}
        primaryVerb="draft-release"
        choices={[
          {
            verb: 'draft-release',
            label: words.releases.verb['draft-release'],
            onClick: () => setDrafting(true),
          },
          ...(['open-centre', 'change-centre', 'close-centre'] as const).map((verb) => ({
            verb,
            label: words.releases.verb[verb],
            onClick: () => setSheet(verb),
            danger: verb === 'close-centre',
          })),
        ]}
      />
      {data.items.length === 0 ? (
        <EmptyState title={words.releases.emptyIncident} next={words.releases.emptyIncidentNext} />
      ) : (
        <ul className="plain-list stack">
          {data.items.map((row) => (
            <li key={row.id} className="row between">
              <span>
                <Link to={`/releases/${row.id}`}>{row.title}</Link>
                <span className="faint">
                  {' '}
                  {words.releases.numbered(row.n)} · {words.releases.kind[row.kind]}
                </span>
              </span>
              <span className="row">
                <ReleaseTag state={row.state} />
                <TimeText at={row.liveAt ?? row.openedAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {data.centres.map((centre) => (
        <section key={centre.id} className="stack">
          <h3 className="row">
            {words.releases.centre}
            <StateTag tone={centre.state === 'open' ? 'step2' : 'plain'}>
              {centre.state === 'open' ? words.releases.centreOpen : words.releases.centreClosed}
            </StateTag>
            <span className="faint">
              {centre.unit.name} · <TimeText at={centre.openedAt} relative={false} />
              {centre.closedAt && (
                <>
                  {' — '}
                  <TimeText at={centre.closedAt} relative={false} />
                </>
              )}
            </span>
          </h3>
          <dl className="fact-row">
            <div>
              <dt>{words.releases.cadence}</dt>
              <dd>{cadenceText(centre.everyMs, words)}</dd>
            </div>
            {centre.nextAt && (
              <div>
                <dt>{words.releases.nextAt}</dt>
                <dd>
                  <TimeText at={centre.nextAt} />
                </dd>
              </div>
            )}
          </dl>
          {centre.services && (
            <p className="pre">
              {words.releases.services}
              {words.common.colon}
              {centre.services}
            </p>
          )}
          {centre.strategy && (
            <p className="pre">
              {words.releases.strategy}
              {words.common.colon}
              {centre.strategy}
            </p>
          )}
        </section>
      ))}
      {sheet && <CentreSheet verb={sheet} incidentId={incidentId} centre={open} onClose={() => setSheet(null)} />}
    </div>
  )
}

function cadenceText(everyMs: number, words: ReturnType<typeof useWords>): string {
  if (everyMs === 0) return words.releases.cadenceNone
  const minutes = everyMs / 60_000
  return minutes % 60 === 0 ? words.releases.cadenceHours(minutes / 60) : words.releases.cadenceMinutes(minutes)
}
