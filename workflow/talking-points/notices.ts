/**
 * Who hears of what happens to talking points: the next judge, the drafters of a returned text, everybody who speaks when
 * a text comes in force, and the same people when it must not be used any more. Written in the transaction of the move.
 */
import type { DeliveryKind } from '../../domain/delivery.ts'
import { realTime } from '../../domain/drill-time.ts'
import type { TalkingPointsFacts, TalkingPointsState } from '../../domain/talking-points.ts'
import type { Role, UnitTree } from '../../domain/units.ts'
import { addDeliveries, toldOf } from '../../store/deliveries.ts'
import { actingFor } from '../../store/delegations.ts'
import type { Db } from '../../store/open.ts'
import { type Person, peopleOf } from '../../store/people.ts'
import { queueOutside } from '../delivery/queue-outside.ts'
import { type Action, rolesFor } from '../policy.ts'

type Recipient = { userId: string; unitId: string }
type Notice = {
  key: string
  kind: DeliveryKind
  incidentId: string
  facts: Record<string, string | number>
  at: Date
}
type About = { facts: TalkingPointsFacts; tree: UnitTree; at: Date }

/** Those who speak to the press and those who must see to it that one voice is kept. */
const speakers: Role[] = ['spokesperson', 'news_centre', 'office_staff', 'office_director']

const nextAct: Partial<Record<TalkingPointsState, Action>> = {
  fact_check: 'check-facts',
  office_approval: 'approve-as-office',
  pending_leading_group: 'approve-as-leading-group',
  approved: 'publish-talking-points',
}

/** Tells the people who take the next step of a version that has come to `to`; those who drafted it may not judge it. */
export async function noticeNextStep(tx: Db, { facts, tree, at }: About, to: TalkingPointsState): Promise<void> {
  const action = nextAct[to]
  if (!action) return
  const except = to === 'approved' ? [] : facts.drafters.map((d) => d.userId)
  const people = await peopleOfBureau(tx, { bureauId: facts.unitId, roles: rolesFor(action), except }, { tree, at })
  // A text that came back and goes the way again asks again.
  const key = `approval_wanted/${facts.id}/${facts.revision}/${to}/${facts.approvals.length}`
  const notice = { ...noticeOf(facts, at), key, kind: 'approval_wanted' as const }
  // Whoever signs for somebody of them by an order is asked too.
  const signers = (await actingFor(tx, people, at)).filter((p) => !except.includes(p.userId))
  await putNotices(tx, { ...notice, facts: { ...notice.facts, state: to } }, [...people, ...signers], tree)
}

/** Tells the people of the divisions that are asked to check the facts, but for those who drafted them. */
export async function noticeAsked(tx: Db, { facts, tree, at }: About, unitIds: string[]): Promise<void> {
  const drafted = new Set(facts.drafters.map((d) => d.userId))
  const people = await peopleOf(tx, { unitIds, roles: ['subject_division'] }, at)
  const key = `approval_wanted/${facts.id}/${facts.revision}/fact_check/${facts.approvals.length}`
  const notice = { ...noticeOf(facts, at), key, kind: 'approval_wanted' as const }
  const to = people.filter((p) => !drafted.has(p.userId))
  await putNotices(tx, { ...notice, facts: { ...notice.facts, state: 'fact_check' } }, to, tree)
}

/** Tells the drafters that their text came back, or that a division objects while others go on; and why. */
export async function noticeReturned(
  tx: Db,
  { facts, tree, at }: About,
  { comment, byName, asked }: { comment: string; byName: string; asked: boolean },
): Promise<void> {
  const kind = asked ? ('facts_objected' as const) : ('talking_points_returned' as const)
  const key = `${kind}/${facts.id}/${facts.revision}/${facts.approvals.length}`
  const notice = { ...noticeOf(facts, at), key, kind }
  await putNotices(tx, { ...notice, facts: { ...notice.facts, comment, byName } }, facts.drafters, tree)
}

/** Hands the text to its holders; a county's text also goes to the parent city for information (policy-county-only). */
export async function noticeInForce(tx: Db, about: About): Promise<void> {
  const notice = { ...noticeOf(about.facts, about.at), key: inForceKey(about.facts.id) }
  await putNotices(tx, { ...notice, kind: 'talking_points_in_force' }, await holders(tx, about), about.tree)
}

/** Its holders hear that it will end, so that the next one is in time. */
export async function noticeExpiring(tx: Db, about: About, until: Date): Promise<void> {
  const notice = { ...noticeOf(about.facts, about.at), key: `expiring/${about.facts.id}` }
  const facts = { ...notice.facts, limitAt: until.toISOString() }
  await putNotices(tx, { ...notice, kind: 'talking_points_expiring', facts }, await holders(tx, about), about.tree)
}

/**
 * Orders the holders of a text not to use it any more: those concerned now, and those who were handed it when their unit
 * still was. `newN` names the version that stands in its place, if any.
 */
export async function noticeStopUsing(
  tx: Db,
  about: About,
  why: { cause: 'recalled' | 'superseded' | 'expired' | 'invalid_scope'; reason?: string; newN?: number },
): Promise<void> {
  const notice = { ...noticeOf(about.facts, about.at), key: stopKey(about.facts.id) }
  const facts = { ...notice.facts, ...why }
  const handed = await toldOf(tx, inForceKey(about.facts.id))
  await putNotices(tx, { ...notice, kind: 'stop_using', facts }, [...(await holders(tx, about)), ...handed], about.tree)
}

/** Keys of the messages that hand a text out, and that order to stop using it. */
export const handedKey = (talkingPointsId: string) => inForceKey(talkingPointsId)
export const stopKey = (talkingPointsId: string) => `stop_using/${talkingPointsId}`

const inForceKey = (talkingPointsId: string) => `in_force/${talkingPointsId}`

/** Speakers and offices of the bureaus concerned, and of the parent city of a county's matter unless it is held from it. */
async function holders(tx: Db, { facts, tree, at }: About): Promise<Recipient[]> {
  const { incident, unitId, scope } = facts
  const bureaus = [unitId, incident.unitId, ...incident.unitIds].flatMap((id) => tree.bureauOf(id)?.id ?? [])
  const parent = scope === 'county_only' ? tree.parentOf(unitId)?.id : undefined
  const all = new Set(parent ? [...bureaus, parent] : bureaus)
  if (incident.heldFromUnitId) all.delete(incident.heldFromUnitId)
  const people: Recipient[] = []
  for (const bureauId of all) people.push(...(await peopleOfBureau(tx, { bureauId, roles: speakers }, { tree, at })))
  return people
}

/** People of a bureau and its divisions; the bureau's head where nobody else is left, so that no order vanishes in an empty seat. */
async function peopleOfBureau(
  tx: Db,
  { bureauId, roles, except = [] }: { bureauId: string; roles: Role[]; except?: string[] },
  { tree, at }: Pick<About, 'tree' | 'at'>,
): Promise<Person[]> {
  const unitIds = tree.all.filter((u) => tree.bureauOf(u.id)?.id === bureauId).map((u) => u.id)
  const people = (await peopleOf(tx, { unitIds, roles }, at)).filter((p) => !except.includes(p.userId))
  return people.length > 0 ? people : peopleOf(tx, { unitIds: [bureauId], roles: ['unit_head'] }, at)
}

/** One message a person, whatever number of seats they hold; it leaves the house to them alone, a text is for nobody's group. */
async function putNotices(tx: Db, { at: now, ...notice }: Notice, to: Recipient[], tree: UnitTree): Promise<void> {
  const at = realTime(now)
  const people = new Map(to.map((p) => [p.userId, p.unitId]))
  const rows = [...people].map(([userId, unitId]) => ({ ...notice, userId, unitId, createdAt: at, deliveredAt: at }))
  const deliveries = await addDeliveries(tx, rows)
  await queueOutside(tx, { deliveries, unitIds: [] }, tree, at)
}

const noticeOf = ({ id, n, revision, incident }: TalkingPointsFacts, at: Date): Omit<Notice, 'key' | 'kind'> => ({
  incidentId: incident.id,
  facts: { talkingPointsId: id, no: incident.no, title: incident.title, n, revision },
  at,
})
