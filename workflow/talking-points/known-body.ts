/** Reads a body and looks its figures up: one that does not exist cannot even be drafted; one superseded cannot be submitted. */
import { type Result, refuse } from '../../domain/result.ts'
import type { TalkingPointsBody } from '../../domain/talking-points.ts'
import type { Db } from '../../store/open.ts'
import { badFiguresOf } from '../../store/talking-points.ts'
import { readBody } from './body.ts'

export async function readKnownBody(tx: Db, given: TalkingPointsBody, at: Date): Promise<Result<TalkingPointsBody>> {
  const body = readBody(given)
  if (!body.ok) return body
  const named = body.value.facts.flatMap((f) => f.figureId ?? [])
  const unknown = (await badFiguresOf(tx, named, at)).find((f) => f.why === 'unknown')
  if (!unknown) return body
  const index = body.value.facts.findIndex((f) => f.figureId === unknown.figureId)
  return refuse('invalid-field', { field: `facts.${index}.figureId`, detail: { figureId: unknown.figureId } })
}
