/** Outlets of a bureau's registry: class of medium, licence, and what a look into the public register said. */
import { type LicenceKind, licenceKinds } from '../../domain/registry.ts'
import type { CardResult, MediaClass } from '../../domain/release.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { insertOutlet, lockOutlet, type RegistryOutlet, saveOutletRow } from '../../store/registry.ts'
import { agentOf, type By } from '../by.ts'
import { may } from '../policy.ts'
import { readText } from '../text.ts'

export type GivenOutlet = { name: string; mediaClass: MediaClass; licence: LicenceKind; licenceNo: string }

export async function addOutlet(
  db: Db,
  { unitId, ...given }: GivenOutlet & { unitId: string },
  by: By,
): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const read = readOutlet(given)
    if (!read.ok) return read
    const tree = await loadUnitTree(tx)
    const bureau = tree.bureauOf(unitId)
    if (!bureau) return refuse('not-found', { field: 'unitId' })
    const right = may(by.actor, 'keep-registry', { unitId: bureau.id, tree })
    if (!right.ok) return right
    const { actor, at } = by
    const made = await insertOutlet(tx, { unitId: bureau.id, ...read.value, changedBy: actor.name, changedAt: at })
    if (!made) return refuse('already-exists', { field: 'name' })
    await appendAudit(tx, {
      ...{ at, by: agentOf(actor, right.value), action: 'add-outlet' },
      ...{ subject: { kind: 'registry_outlet', id: made.id }, after: read.value },
    })
    return ok({ id: made.id })
  })
}

/** Puts its facts right. Refuses `conflict` where somebody changed it since `version`. */
export async function changeOutlet(
  db: Db,
  { id, version, ...given }: GivenOutlet & { id: string; version: number },
  by: By,
): Promise<Result<{ id: string }>> {
  return onOutlet(db, { id, action: 'change-outlet' }, by, (row) => {
    if (row.version !== version) return refuse('conflict')
    const read = readOutlet(given)
    if (!read.ok) return read
    // What was found of one licence says nothing of another.
    const isOther = read.value.licence !== row.licence || read.value.licenceNo !== row.licenceNo
    return ok({
      ...read.value,
      ...(isOther ? { licenceResult: null, licenceCheckedAt: null, licenceCheckedBy: null } : {}),
    })
  })
}

/** Somebody looked the licence up in its public register. */
export async function checkLicence(
  db: Db,
  { id, result }: { id: string; result: CardResult },
  by: By,
): Promise<Result<{ id: string }>> {
  return onOutlet(db, { id, action: 'check-licence' }, by, (row) =>
    row.licence === 'none'
      ? refuse('missing-field', { field: 'licence' })
      : ok({ licenceResult: result, licenceCheckedAt: by.at, licenceCheckedBy: by.actor.name }),
  )
}

async function onOutlet(
  db: Db,
  { id, action }: { id: string; action: string },
  { actor, at }: By,
  changeOf: (row: RegistryOutlet) => Result<Partial<RegistryOutlet>>,
): Promise<Result<{ id: string }>> {
  return db.transaction(async (tx) => {
    const row = await lockOutlet(tx, id)
    const tree = await loadUnitTree(tx)
    if (!row || !may(actor, 'view-registry', { unitId: row.unitId, tree }).ok) return refuse('not-found')
    const right = may(actor, 'keep-registry', { unitId: row.unitId, tree })
    if (!right.ok) return right
    const change = changeOf(row)
    if (!change.ok) return change
    await saveOutletRow(tx, id, { ...change.value, version: row.version + 1, changedBy: actor.name, changedAt: at })
    await appendAudit(tx, {
      ...{ at, by: agentOf(actor, right.value), action, subject: { kind: 'registry_outlet', id } },
      ...{ before: { licence: row.licence, licenceResult: row.licenceResult }, after: change.value },
    })
    return ok({ id })
  })
}

function readOutlet({ name, mediaClass, licence, licenceNo }: GivenOutlet): Result<GivenOutlet> {
  const named = readText(name, { field: 'name', min: 1, max: 100 })
  if (!named.ok) return named
  const no = readText(licenceNo, { field: 'licenceNo', min: 0, max: 60 })
  if (!no.ok) return no
  if (!licenceKinds.includes(licence)) return refuse('invalid-field', { field: 'licence' })
  if (licence === 'none' && no.value !== '') return refuse('invalid-field', { field: 'licenceNo' })
  return ok({ name: named.value, mediaClass, licence, licenceNo: no.value })
}
