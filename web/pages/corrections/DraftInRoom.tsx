/** In the room of an incident: what people found wrong and no outlet is asked about yet, each with the way to a request. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CorrectionShown, IncidentRoom } from '../../../api/contract.ts'
import { MoveButton } from '../../components/MoveButton.tsx'
import { findMove } from '../../components/moves.ts'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'
import { DraftSheet, isWrong } from './DraftCorrection.tsx'

/** Flags of the room that wait for a request. */
export const toBeAsked = (room: IncidentRoom, asked: readonly CorrectionShown[]): IncidentRoom['flags'] =>
  room.flags.filter((flag) => isWrong(flag.verdict) && !asked.some((row) => row.article.id === flag.article.id))

/** Nothing for who may not draft: the rule stands on the flag's page. */
export function DraftInRoom({ flag }: { flag: IncidentRoom['flags'][number] }) {
  const w = useWords().corrections
  const [open, setOpen] = useState(false)
  const detail = useQuery(questions.flag(flag.flagId)).data
  const move = detail && findMove(detail.moves, 'draft-correction')
  if (!detail || !move) return null
  return (
    <div className="row between no-print">
      <span>
        {flag.article.outlet.name} <span className="faint">{flag.article.title}</span>
      </span>
      <MoveButton move={move} label={w.draft} onClick={() => setOpen(true)} />
      {open && <DraftSheet detail={detail} onClose={() => setOpen(false)} />}
    </div>
  )
}
