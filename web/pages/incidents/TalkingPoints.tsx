/** 口径: the versions of one incident, the one chosen with its path, words and moves, or the editor of a new one. */
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { IncidentRoom, Me } from '../../../api/contract.ts'
import { Answer, EmptyState } from '../../components/Answer.tsx'
import { MoveBar } from '../../components/MoveButton.tsx'
import { findMove } from '../../components/moves.ts'
import { MachineTag, TalkingPointsTag } from '../../components/StateTag.tsx'
import { useWords } from '../../preferences.tsx'
import { commands, questions } from '../../requests.ts'
import { emptyBody, PointsEditor } from './PointsEditor.tsx'
import { PointsDrafts } from './PointsDrafts.tsx'
import { PointsView } from './PointsView.tsx'

export function TalkingPoints({ room, me }: { room: IncidentRoom; me: Me }) {
  const words = useWords()
  const { talkingPointsId } = useParams()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const drafting = params.get('draft') === '1'
  const versions = [...room.talkingPoints].sort((a, b) => b.n - a.n)
  const current = versions.find((version) => version.id === talkingPointsId) ?? versions[0]
  const detail = useQuery({ ...questions.talkingPoints(current?.id ?? ''), enabled: current !== undefined })
  const draftMove = findMove(room.moves, 'draft-talking-points')
  const setDrafting = (on: boolean) =>
    setParams({ tab: 'talking-points', ...(on ? { draft: '1' } : {}) }, { replace: true })
  if (drafting)
    return (
      <PointsEditor
        initial={detail.data?.body ?? emptyBody}
        isMachine={detail.data?.talkingPoints.isMachine}
        verb={words.talkingPoints.saveDraft}
        storageKey={`draft-${room.incident.id}`}
        save={(body) => commands.draftTalkingPoints(room.incident.id, { body })}
        onSaved={() => {
          navigate(`/incidents/${room.incident.id}?tab=talking-points`, { replace: true })
        }}
        onCancel={() => setDrafting(false)}
      />
    )
  return (
    <div className="stack wide">
      {versions.length === 0 ? (
        <EmptyState title={words.talkingPoints.empty} next={words.talkingPoints.emptyNext} />
      ) : (
        <fieldset className="chips" aria-label={words.talkingPoints.versions}>
          {versions.map((version) => (
            <button
              type="button"
              key={version.id}
              className="chip"
              aria-pressed={version.id === current?.id}
              onClick={() => navigate(`/incidents/${room.incident.id}/${version.id}?tab=talking-points`)}
            >
              {words.talkingPoints.version(version.n)} <TalkingPointsTag state={version.state} />{' '}
              {version.isMachine && <MachineTag />}
              {version.openComments > 0 && <span className="faint">{words.comments.count(version.openComments)}</span>}
            </button>
          ))}
        </fieldset>
      )}
      {draftMove && (
        <div className="no-print">
          <MoveBar
            moves={[draftMove]}
            primaryVerb={versions.length === 0 ? undefined : null}
            choices={[
              {
                verb: 'draft-talking-points',
                label: words.moves.incident['draft-talking-points'],
                onClick: () => setDrafting(true),
              },
            ]}
          />
        </div>
      )}
      <PointsDrafts incidentId={room.incident.id} />
      {current && (
        <Answer query={detail}>{(data) => <PointsView key={data.talkingPoints.id} detail={data} me={me} />}</Answer>
      )}
    </div>
  )
}
