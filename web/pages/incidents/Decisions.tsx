/** 决定: the four elements, grade, scope, activation and termination, each with decider, reason and article. */
import type { IncidentRoom } from '../../../api/contract.ts'
import { EmptyState } from '../../components/Answer.tsx'
import { MoveBar } from '../../components/MoveButton.tsx'
import { StateTag, wordOf } from '../../components/StateTag.tsx'
import { TimeText } from '../../components/TimeText.tsx'
import { useWords } from '../../preferences.tsx'
import type { SheetVerb } from './next-verb.ts'

const verbs = [
  'confirm',
  'study',
  'grade',
  'scope',
  'activate',
  'decline',
  'reject',
  'terminate',
  'reopen',
  'archive',
] as const
const elementNames = ['media', 'untrue', 'serious', 'sudden'] as const

export function Decisions({ room, onMove }: { room: IncidentRoom; onMove: (verb: SheetVerb) => void }) {
  const words = useWords()
  const { fourElements, family } = room.incident
  const isMedia = family === 'media'
  // Elsewhere the plans say what is decided, by their own rules; of these only what is the person's stands here.
  const moves = isMedia ? room.moves : room.moves.filter((move) => move.allowed)
  return (
    <div className="stack wide">
      {moves.length > 0 && (
        <div className="no-print">
          <MoveBar
            moves={moves}
            primaryVerb={null}
            choices={verbs.map((verb) => ({
              verb,
              label: words.moves.incident[verb],
              onClick: () => onMove(verb),
              danger: verb === 'reject' || verb === 'terminate',
            }))}
          />
        </div>
      )}
      {isMedia && (
        <section className="stack">
          <h3>{words.incidents.fourElements}</h3>
          {fourElements === null ? (
            <p className="quiet">{words.incidents.notJudged}</p>
          ) : (
            <ul className="plain-list">
              {elementNames.map((name) => (
                <li key={name} className="row">
                  <StateTag tone={fourElements[name] ? 'good' : 'plain'}>
                    {fourElements[name] ? words.incidents.present : words.incidents.absent}
                  </StateTag>
                  {words.incidents.element[name]}
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      {room.decisions.length === 0 ? (
        <EmptyState title={words.incidents.noDecisions} next={words.incidents.noDecisionsNext} />
      ) : (
        <ol className="plain-list">
          {[...room.decisions].reverse().map((decision) => (
            <li key={decision.id} className="stack">
              <div className="row between">
                <strong>
                  {decision.what ?? words.states.decision[decision.kind]}
                  {decision.what === null
                    ? outcomeWord(decision.outcome, words)
                    : `${words.common.colon}${decision.outcome}`}
                </strong>
                <TimeText at={decision.at} />
              </div>
              <p>{decision.reason}</p>
              <p className="faint">
                {decision.by.name} {decision.unit?.name}
                {decision.rule && ` · ${decision.rule.citation}`}
              </p>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}

/** `: 重大` where the outcome is a grade or a scope; nothing where the kind says it all. */
function outcomeWord(outcome: string, words: ReturnType<typeof useWords>): string {
  const known = wordOf({ ...words.states.grade, ...words.states.scope }, outcome, '')
  return known === '' || known === '—' ? '' : `${words.common.colon}${known}`
}
