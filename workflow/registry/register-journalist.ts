/** A person enters the registry: by a matter that was established, or by the accreditation to a meeting; and their facts are put right. */
import { randomUUID } from 'node:crypto'
import type { CardResult } from '../../domain/release.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Seat, Unit, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import {
  guestOf,
  insertCardCheck,
  insertJournalist,
  insertOutlet,
  type Journalist,
  lockJournalists,
  lockOutlet,
  nameGuest,
  outletNamed,
  putLink,
} from '../../store/registry.ts'
import { lockRelease } from '../../store/releases.ts'
import { agentOf, type By } from '../by.ts'
import { type Action, may, unitsVisible } from '../policy.ts'
import { isEmptyContact, openSealedContact, printOfCard, type RegistryKeys, sealContact } from './contact.ts'
import { basisMatter, datesFrom, lockAndJudgeEntry, saveEntry } from './entry.ts'
import { type GivenFacts, readFacts } from './given-facts.ts'

type Unchecked = Record<string, unknown>

/** Refuses `not-an-event` where the matter is not established, `invalid-field` by policy-registry-facts for what may not be kept. */
export async function registerJournalist(
  db: Db,
  { unitId, incidentId, facts }: { unitId: string; incidentId: string; facts: Unchecked },
  by: By,
  keys: RegistryKeys,
): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const place = await placeOf(tx, { unitId, action: 'keep-registry' }, by)
    if (!place.ok) return place
    const read = readFacts(facts)
    if (!read.ok) return read
    const basis = await basisMatter(tx, incidentId, { actor: by.actor, tree: place.value.tree })
    if (!basis.ok) return basis
    return enter(tx, { place: place.value, facts: read.value, link: { incidentId, releaseId: null } }, by, keys)
  })
}

/** Registers a guest of a meeting under the outlet they came for; the look at their card is the first check. */
export async function registerGuest(
  db: Db,
  input: { releaseId: string; guestId: string; unitId: string; facts: Unchecked },
  by: By,
  keys: RegistryKeys,
): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const release = await lockRelease(tx, input.releaseId, by.at)
    const place = await placeOf(tx, { unitId: input.unitId, action: 'register-accredited' }, by)
    if (!place.ok) return place
    const { tree, unit } = place.value
    const guest = release && (await guestOf(tx, input.guestId))
    const seen = release && unitsVisible(by.actor, 'view-incidents', tree).includes(release.facts.unitId)
    if (!seen || guest?.releaseId !== input.releaseId) return refuse('not-found', { field: 'guestId' })
    if (guest.journalistId) return refuse('already-exists', { field: 'guestId' })
    if (release.facts.incident.mode !== 'real') return refuse('wrong-state', { rule: 'policy-registry-basis' })
    const outlet =
      (await outletNamed(tx, unit.id, guest.outlet)) ??
      (await insertOutlet(tx, {
        ...{ unitId: unit.id, name: guest.outlet, mediaClass: guest.mediaClass, licence: 'none' },
        ...{ changedBy: by.actor.name, changedAt: by.at },
      }))
    const read = readFacts({ role: 'reporter', ...input.facts, name: guest.reporter, outletId: outlet?.id ?? '' })
    if (!read.ok) return read
    const link = { incidentId: release.facts.incident.id, releaseId: input.releaseId }
    const made = await enter(tx, { place: place.value, facts: read.value, link }, by, keys)
    if (!made.ok) return made
    await insertCardCheck(tx, {
      ...{ journalistId: made.value.id, result: guest.card, byName: guest.byName, at: guest.cardCheckedAt },
    })
    await nameGuest(tx, guest.id, made.value.id)
    return made
  })
}

/** All facts anew; a contact field left out keeps what is sealed, '' takes it away. Refuses `conflict` where somebody was faster. */
export async function changeJournalist(
  db: Db,
  input: { id: string; version: number; facts: Unchecked },
  by: By,
  keys: RegistryKeys,
): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeEntry(tx, { id: input.id, verb: 'change' }, by)
    if (!judged.ok) return judged
    const { row } = judged.value
    if (row.version !== input.version) return refuse('conflict')
    const before = openSealedContact(row, keys)
    // What cannot be opened now is not thrown away by a change of a name.
    if (row.contactSealed !== null && before === null) return refuse('wrong-state', { field: 'contact' })
    const read = readFacts({ phone: before?.phone ?? '', email: before?.email ?? '', ...input.facts })
    if (!read.ok) return read
    const facts = read.value
    if (facts.kind !== row.kind) return refuse('invalid-field', { field: 'kind' })
    const outlet = await outletFits(tx, facts.outletId, row.unitId)
    if (!outlet.ok) return outlet
    const { contact, cardNo, kind: _, ...kept } = facts
    const change: Partial<Journalist> = {
      ...{ ...kept, ...sealContact(contact, row.id, keys) },
      ...(cardNo === '' ? {} : { cardPrint: printOfCard(cardNo, row.unitId, keys) }),
    }
    const differs = (field: keyof typeof kept) => JSON.stringify(kept[field]) !== JSON.stringify(row[field])
    const fields: string[] = (Object.keys(kept) as (keyof typeof kept)[]).filter(differs)
    if (JSON.stringify(contact) !== JSON.stringify(before ?? { phone: '', email: '' })) fields.push('contact')
    if (cardNo !== '') fields.push('card')
    return ok(await saveEntry(tx, judged.value, { change, more: { fields } }, by))
  })
}

/** Somebody looked the card up in the public register. The number serves to find doubles and is not kept. */
export async function checkCard(
  db: Db,
  input: { id: string; result: CardResult; cardNo: string },
  by: By,
  keys: RegistryKeys,
): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeEntry(tx, { id: input.id, verb: 'check-card' }, by)
    if (!judged.ok) return judged
    const { row } = judged.value
    const cardNo = input.cardNo.trim()
    if (cardNo !== '' && !/^[A-Za-z0-9-]{4,30}$/.test(cardNo)) return refuse('invalid-field', { field: 'cardNo' })
    await insertCardCheck(tx, {
      ...{ journalistId: row.id, result: input.result, byName: by.actor.name, at: by.at },
    })
    const change = cardNo === '' ? {} : { cardPrint: printOfCard(cardNo, row.unitId, keys) }
    return ok(await saveEntry(tx, judged.value, { change, more: { result: input.result } }, by))
  })
}

/** An entry that a guest of a meeting is chosen from: seen by this person, active, and of their bureau. */
export async function chosenForMeeting(tx: Db, journalistId: string, { actor }: By): Promise<Result<Journalist>> {
  const tree = await loadUnitTree(tx)
  const [row] = await lockJournalists(tx, [journalistId])
  const isSeen = row && may(actor, 'register-accredited', { unitId: row.unitId, tree }).ok
  return isSeen && row.state === 'active' ? ok(row) : refuse('not-found', { field: 'journalistId' })
}

type Place = { unit: Unit; tree: UnitTree; seat: Seat }

async function placeOf(
  tx: Db,
  { unitId, action }: { unitId: string; action: Action },
  { actor }: By,
): Promise<Result<Place>> {
  const tree = await loadUnitTree(tx)
  const unit = tree.bureauOf(unitId)
  if (!unit) return refuse('not-found', { field: 'unitId' })
  const right = may(actor, action, { unitId: unit.id, tree })
  return right.ok ? ok({ unit, tree, seat: right.value }) : right
}

async function outletFits(tx: Db, outletId: string | null, unitId: string): Promise<Result<null>> {
  if (outletId === null) return ok(null)
  const outlet = await lockOutlet(tx, outletId)
  return outlet?.unitId === unitId ? ok(null) : refuse('not-found', { field: 'outletId' })
}

async function enter(
  tx: Db,
  more: { place: Place; facts: GivenFacts; link: { incidentId: string; releaseId: string | null } },
  { actor, at }: By,
  keys: RegistryKeys,
): Promise<Result<{ id: string }>> {
  const { place, facts, link } = more
  const outlet = await outletFits(tx, facts.outletId, place.unit.id)
  if (!outlet.ok) return outlet
  const id = randomUUID()
  const { contact, cardNo, ...kept } = facts
  const basis = link.releaseId === null ? ('incident' as const) : ('accreditation' as const)
  await insertJournalist(tx, {
    ...{ id, unitId: place.unit.id, state: 'active', ...kept, ...sealContact(contact, id, keys), basis },
    ...{ cardPrint: cardNo === '' ? null : printOfCard(cardNo, place.unit.id, keys) },
    ...{ registeredBy: actor.name, registeredAt: at, ...datesFrom(at) },
  })
  await putLink(tx, { journalistId: id, ...link, outcome: 'none', byName: actor.name, at })
  await appendAudit(tx, {
    ...{ at, by: agentOf(actor, place.seat), action: 'register-journalist', subject: { kind: 'journalist', id } },
    after: { state: 'active', kind: facts.kind, basis, ...link, hasContact: !isEmptyContact(contact) },
  })
  return ok({ id })
}
