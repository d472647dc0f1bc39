/**
 * Buttons from what the server says is possible. A refused one stays visible and focusable, disabled, with the rule's
 * sentence in the tooltip and in the text below; moves that only come later are folded away.
 */
import { Button, Tooltip } from 'antd'
import type { Move } from '../../api/contract.ts'
import { useWords } from '../preferences.tsx'
import { findMove } from './moves.ts'
import { refusalText } from './problem-text.ts'

type Props = {
  move: Move
  label: string
  onClick: () => void
  primary?: boolean
  danger?: boolean
  busy?: boolean
  shortcut?: string
}

export function MoveButton({ move, label, onClick, primary = false, danger = false, busy = false, shortcut }: Props) {
  const words = useWords()
  const type = primary && move.allowed ? 'primary' : 'default'
  if (move.allowed)
    return (
      <Button type={type} danger={danger} loading={busy} onClick={onClick} aria-keyshortcuts={shortcut}>
        {label}
        {shortcut && <kbd>{shortcut}</kbd>}
      </Button>
    )
  return (
    <Tooltip title={refusalText(move, words)} trigger={['hover', 'focus', 'click']}>
      <Button className="refused" aria-disabled="true" aria-description={refusalText(move, words)} htmlType="button">
        {label}
      </Button>
    </Tooltip>
  )
}

export type MoveChoice = {
  verb: string
  label: string
  onClick: () => void
  danger?: boolean
  shortcut?: string
}

/** All moves of one thing: the first allowed one is the primary; refused ones say why; those of another state fold away. */
export function MoveBar({
  moves,
  choices,
  busy = false,
  primaryVerb,
}: {
  moves: readonly Move[]
  choices: MoveChoice[]
  busy?: boolean
  /** The one next action; by default the first allowed choice that can be taken back or goes forward. */
  primaryVerb?: string | null
}) {
  const words = useWords()
  const offered = choices.flatMap((choice) => {
    const move = findMove(moves, choice.verb)
    return move ? [{ choice, move }] : []
  })
  const later = offered.filter(({ move }) => isLater(move))
  const shown = offered.filter(({ move }) => !isLater(move))
  const primary =
    primaryVerb === undefined
      ? shown.find(({ move, choice }) => move.allowed && !choice.danger)?.choice.verb
      : primaryVerb
  const refused = distinct(shown.filter(({ move }) => !move.allowed).map(({ move }) => refusalText(move, words)))
  return (
    <div className="stack">
      <div className="row moves">
        {shown.map(({ choice, move }) => (
          <MoveButton
            key={choice.label}
            move={move}
            label={choice.label}
            onClick={choice.onClick}
            primary={choice.verb === primary}
            danger={choice.danger ?? false}
            busy={busy && choice.verb === primary}
            {...(choice.shortcut ? { shortcut: choice.shortcut } : {})}
          />
        ))}
      </div>
      {refused.map((reason) => (
        <p className="faint" key={reason}>
          {refusedLabels(shown, reason, words)}
          {words.common.colon}
          {reason}
        </p>
      ))}
      {later.length > 0 && (
        <details className="faint">
          <summary>{words.common.notNow(later.length)}</summary>
          <div className="row moves">
            {later.map(({ choice, move }) => (
              <MoveButton key={choice.label} move={move} label={choice.label} onClick={choice.onClick} />
            ))}
          </div>
        </details>
      )}
    </div>
  )
}

/** The state does not allow it now, or it is under way already, whoever asks: no rule to teach, only a later time. */
const isLater = ({ allowed, refusal }: Move): boolean =>
  !allowed && (refusal?.code === 'wrong-state' || refusal?.code === 'already-exists')

const distinct = (texts: string[]): string[] => [...new Set(texts)]

function refusedLabels(
  shown: { choice: MoveChoice; move: Move }[],
  reason: string,
  words: ReturnType<typeof useWords>,
): string {
  return shown
    .filter(({ move }) => !move.allowed && refusalText(move, words) === reason)
    .map(({ choice }) => choice.label)
    .join(words.common.listComma)
}
