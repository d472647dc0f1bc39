/** Making and changing topics: checked, saved as the next version, on the record; the last days are looked through anew. */
import { checkTopic } from '../../analyzer/topic.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { TopicReview, TopicRules } from '../../domain/topic.ts'
import type { Agent, Role } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { countTopics, insertTopic, isTopicNameTaken, lockTopic, saveTopic, type Topic } from '../../store/topics.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'
import { readText } from '../text.ts'

export type TopicInput = { name: string; rules: TopicRules; active: boolean; review: TopicReview; tell: Role[] }
const mostOfUnit = 200

/** The unit must be a bureau the person may edit topics for. */
export async function makeTopic(
  db: Db,
  input: TopicInput & { unitId: string },
  by: By,
): Promise<Result<{ id: string }>> {
  const read = readTopic(input)
  if (!read.ok) return read
  return db.transaction(async (tx) => {
    const right = await mayEdit(tx, input.unitId, by)
    if (!right.ok) return right
    const { unitId, agent } = right.value
    if ((await countTopics(tx, unitId)) >= mostOfUnit) return refuse('too-large', { detail: { max: mostOfUnit } })
    const row = { ...read.value, unitId, changedAt: by.at, ...lookBack(read.value.active, by.at) }
    const made = await insertTopic(tx, row, by.actor.userId)
    if (!made) return refuse('already-exists', { field: 'name' })
    await record(tx, { action: 'make-topic', before: null, after: made, by: agent }, by.at)
    return ok({ id: made.id })
  })
}

/** `n`: the version that was changed; another one meanwhile is a conflict. Slow patterns are tried again. */
export async function changeTopic(
  db: Db,
  input: TopicInput & { id: string; n: number },
  by: By,
): Promise<Result<{ id: string }>> {
  const read = readTopic(input)
  if (!read.ok) return read
  return db.transaction(async (tx) => {
    const topic = await lockTopic(tx, input.id)
    const right = topic ? await mayEdit(tx, topic.unitId, by) : refuse('not-found')
    if (!topic || !right.ok) return right.ok ? refuse('not-found') : right
    if (topic.n !== input.n) return refuse('conflict')
    if (await isTopicNameTaken(tx, { unitId: topic.unitId, name: read.value.name, id: topic.id }))
      return refuse('already-exists', { field: 'name' })
    const change = { ...read.value, patternsOff: [], changedAt: by.at, ...lookBack(read.value.active, by.at) }
    const saved = await saveTopic(tx, topic, change, by.actor.userId)
    await record(tx, { action: 'change-topic', before: topic, after: saved, by: right.value.agent }, by.at)
    return ok({ id: topic.id })
  })
}

/**
 * Door: a pattern took longer than it may. It is asked no more until somebody changes the topic; the page and the record say
 * so. Nothing when the topic was changed meanwhile.
 */
export async function switchPatternOff(
  db: Db,
  { topicId, n, pattern }: { topicId: string; n: number; pattern: string },
  at: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const topic = await lockTopic(tx, topicId)
    if (topic?.n !== n || topic.patternsOff.includes(pattern)) return
    const patternsOff = [...topic.patternsOff, pattern]
    const saved = await saveTopic(tx, topic, { patternsOff, changedAt: at }, null)
    const by: Agent = { kind: 'machine', name: 'topics' }
    await record(tx, { action: 'switch-pattern-off', before: topic, after: saved, by }, at)
  })
}

/** Whether the person may edit topics of this unit, and in which seat. */
async function mayEdit(tx: Db, unitId: string, { actor }: By): Promise<Result<{ unitId: string; agent: Agent }>> {
  const tree = await loadUnitTree(tx)
  const bureau = tree.bureauOf(unitId)
  if (!bureau) return refuse('not-found')
  const seat = may(actor, 'edit-topics', { unitId: bureau.id, tree })
  return seat.ok ? ok({ unitId: bureau.id, agent: agentOf(actor, seat.value) }) : seat
}

function readTopic(input: TopicInput): Result<TopicInput> {
  const name = readText(input.name, { field: 'name', min: 2, max: 40 })
  if (!name.ok) return name
  const rules = { ...input.rules }
  for (const field of ['must', 'any', 'exclude', 'patterns'] as const) {
    const read = rules[field].map((text) => readText(text, { field: `rules.${field}`, min: 1, max: 2_000 }))
    for (const each of read) if (!each.ok) return each
    rules[field] = [...new Set(read.flatMap((each) => (each.ok ? [each.value] : [])))]
  }
  const [fault] = checkTopic(rules)
  if (fault) {
    const { problem, field, at, ...facts } = fault
    return refuse('invalid-field', { field: `rules.${field}.${at}`, detail: { problem, at, ...facts } })
  }
  return ok({ name: name.value, rules, active: input.active, review: input.review, tell: [...new Set(input.tell)] })
}

const lookBack = (active: boolean, at: Date) => ({
  ...{ dueAt: active ? at : null, tries: 0, scannedToAt: null, scannedToId: null },
  ...{ scanned: 0, scanTotal: 0, scanStartedAt: null, scanEndedAt: null },
})

const recorded = ({ n, name, unitId, rules, active, patternsOff, review, tell }: Topic) => ({
  ...{ n, name, unitId, rules, active, patternsOff, review, tell },
})

async function record(
  tx: Db,
  { action, before, after, by }: { action: string; before: Topic | null; after: Topic; by: Agent },
  at: Date,
): Promise<void> {
  const subject = { kind: 'topic', id: after.id }
  await appendAudit(tx, { at, by, action, subject, before: before && recorded(before), after: recorded(after) })
}
