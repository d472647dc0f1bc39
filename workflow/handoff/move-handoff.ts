/** What people do with a hand-off: say what it is, hand it up, prepare it, choose the route, send it, and record what came of it. */
import { createHash } from 'node:crypto'
import {
  coRecipientOf,
  type HandoffPackage,
  type HandoffRoute,
  type HandoffState,
  type OverseasClass,
} from '../../domain/handoff.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { appendAudit, canonical } from '../../store/audit.ts'
import { type FullHandoff, type Handoff, lockHandoff, saveHandoff } from '../../store/handoffs.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { readText } from '../text.ts'
import { tellOffice } from './detect-handoffs.ts'
import { type HandoffVerb, moveHandoff } from './handoff.ts'

export const handoffLimits = {
  translation: 40_000,
  translator: 60,
  line: 1000,
  lines: 30,
  note: 4000,
  words: 4000,
} as const

export type HandoffInput =
  | { id: string; verb: 'classify'; originClass: OverseasClass; note: string }
  | { id: string; verb: 'hand-up'; note: string }
  | { id: string; verb: 'prepare'; content: HandoffPackage }
  | { id: string; verb: 'choose-route'; route: HandoffRoute; recipient: string; withCoRecipient: boolean }
  | { id: string; verb: 'send'; note: string }
  | { id: string; verb: 'accept' | 'return' | 'instruct' | 'execute' | 'close' | 'dismiss'; note: string }

export type HandoffStanding = { id: string; n: number; state: HandoffState }

/** Verbs whose words say what happened: they must not be empty. */
const needWords: readonly HandoffVerb[] = ['return', 'instruct', 'execute', 'dismiss']

export async function actOnHandoff(db: Db, input: HandoffInput, by: By): Promise<Result<HandoffStanding>> {
  return db.transaction(async (tx) => {
    const handoff = await lockHandoff(tx, input.id)
    if (!handoff) return refuse('not-found', { field: 'handoff' })
    const tree = await loadUnitTree(tx)
    const moved = moveHandoff(handoff.facts, input.verb, { actor: by.actor, tree })
    if (!moved.ok) return moved
    const note = 'note' in input ? input.note : ''
    const words = readText(note, {
      field: 'note',
      min: needWords.includes(input.verb) ? 1 : 0,
      max: handoffLimits.words,
    })
    if (!words.ok) return words
    const change = changeOf(handoff, input, { words: words.value, at: by.at })
    if (!change.ok) return change
    const { to, seat } = moved.value
    await saveHandoff(tx, input.id, { ...change.value, state: to })
    const { n, state, originClass, incident } = handoff.facts
    await appendAudit(tx, {
      ...{ at: by.at, by: agentOf(by.actor, seat), action: input.verb, subject: { kind: 'handoff', id: input.id } },
      incidentId: incident.id,
      before: { state, originClass },
      after: { n, state: to, role: seat.role, ...recordOf(change.value) },
      reason: words.value || null,
    })
    if (input.verb === 'hand-up')
      await tellOffice(
        tx,
        {
          ...{ incident: handoff.incident, unitId: handoff.facts.rootId, key: `handoff-up/${input.id}` },
          ...{ outletName: handoff.row.outletName, originClass },
        },
        { tree, at: by.at },
      )
    return ok({ id: input.id, n, state: to })
  })
}

function changeOf(
  { row, facts }: FullHandoff,
  input: HandoffInput,
  { words, at }: { words: string; at: Date },
): Result<Partial<Handoff>> {
  switch (input.verb) {
    case 'classify':
      // Another class than the one found is said why.
      if (input.originClass !== facts.originClass && words === '') return refuse('missing-field', { field: 'note' })
      return ok({ originClass: input.originClass, route: null })
    case 'hand-up':
      return ok({ unitId: facts.rootId })
    case 'prepare': {
      const content = readPackage(input.content)
      return content.ok ? ok({ content: content.value }) : content
    }
    case 'choose-route': {
      const recipient = readText(input.recipient, { field: 'recipient', min: 1, max: 100 })
      if (!recipient.ok) return recipient
      const coRecipients = input.withCoRecipient ? [coRecipientOf[facts.originClass]] : []
      return ok({ route: input.route, recipient: recipient.value, coRecipients })
    }
    case 'send':
      return ok({
        sentAt: at,
        sentHash: createHash('sha256').update(canonical(row.content)).digest('hex'),
        repliedAt: null,
      })
    case 'accept':
      return ok({ repliedAt: at, reason: '' })
    case 'return':
      return ok({ repliedAt: at, reason: words })
    case 'instruct':
      return ok({ instructions: words })
    case 'execute':
      return ok({ executed: words })
    case 'close':
      return ok({ endedAt: at })
    case 'dismiss':
      return ok({ endedAt: at, reason: words })
  }
}

/** Of the record: everything but the long texts of the package. */
function recordOf({ content, ...change }: Partial<Handoff>): Record<string, unknown> {
  const texts = content ? { prepared: createHash('sha256').update(canonical(content)).digest('hex') } : {}
  const sentAt = change.sentAt ? { sentAt: change.sentAt.toISOString() } : {}
  const { route, recipient, coRecipients, originClass, unitId, sentHash } = change
  const told = { route, recipient, coRecipients, originClass, unitId, sentHash, ...sentAt, ...texts }
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
}

function readPackage(given: HandoffPackage): Result<HandoffPackage> {
  const lists = { questions: given.questions, facts: given.facts }
  const read: Record<'questions' | 'facts', string[]> = { questions: [], facts: [] }
  for (const name of ['questions', 'facts'] as const) {
    if (lists[name].length > handoffLimits.lines)
      return refuse('too-large', { field: name, detail: { max: handoffLimits.lines } })
    for (const [n, line] of lists[name].entries()) {
      const text = readText(line, { field: `${name}.${n}`, min: 1, max: handoffLimits.line })
      if (!text.ok) return text
      read[name].push(text.value)
    }
  }
  const translation = readText(given.translation, { field: 'translation', min: 0, max: handoffLimits.translation })
  if (!translation.ok) return translation
  const translator = readText(given.translator, { field: 'translator', min: 0, max: handoffLimits.translator })
  if (!translator.ok) return translator
  const note = readText(given.note, { field: 'note', min: 0, max: handoffLimits.note })
  if (!note.ok) return note
  return ok({ ...read, translation: translation.value, translator: translator.value, note: note.value })
}
