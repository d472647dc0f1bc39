/** Who hears of what happens to a release: the next judge, its drafters, everybody who speaks for the matter. */
import type { DeliveryKind } from '../../domain/delivery.ts'
import type { ReleaseFacts, ReleaseState } from '../../domain/release.ts'
import { releaseChecks } from '../../domain/release.ts'
import type { Refusal } from '../../domain/result.ts'
import type { Role, UnitTree } from '../../domain/units.ts'
import type { Db } from '../../store/open.ts'
import { type Person, peopleOf } from '../../store/people.ts'
import { notify } from '../delivery/notify.ts'
import { type Action, rolesFor } from '../policy.ts'
import { approvalAction } from './release.ts'

type About = { facts: ReleaseFacts; tree: UnitTree; at: Date }

/** Those who speak to the press and those who must see to it that one voice is kept. */
const speakers: Role[] = ['spokesperson', 'news_centre', 'office_staff', 'office_director']
const checkActions: Record<(typeof releaseChecks)[number], Action> = {
  facts: 'check-facts',
  secrecy: 'check-secrecy',
  publicity: 'check-publicity',
}

/** Tells whoever takes the next step of a release that has come to `to`. A draft waits for the checks that are still open. */
export async function noticeReleaseNext(tx: Db, about: About, to: ReleaseState): Promise<void> {
  const { facts } = about
  const actions: Action[] =
    to === 'draft'
      ? releaseChecks
          .filter((c) => !facts.steps.some((s) => s.step === c && s.hash === facts.hash && s.approved))
          .map((c) => checkActions[c])
      : to === 'checked'
        ? [approvalAction(facts)]
        : to === 'approved'
          ? ['publish-release']
          : []
  const roles = [...new Set(actions.flatMap(rolesFor))]
  if (roles.length > 0) await tell(tx, about, { kind: 'release_wanted', roles, more: { state: to } })
}

export async function noticeReleaseReturned(tx: Db, about: About, comment: string, byName: string): Promise<void> {
  const named = await drafters(tx, about)
  await tell(tx, about, { kind: 'release_returned', roles: officesOnly, named, more: { comment, byName } })
}

/** It went out, or with `withdrawn`: it was taken back, and why. */
export async function noticeReleaseOut(tx: Db, about: About, withdrawn?: string): Promise<void> {
  const more: Record<string, string> = withdrawn === undefined ? {} : { withdrawn: withdrawn.slice(0, 300) }
  await tell(tx, about, { kind: 'release_out', roles: speakers, more })
}

export async function noticeReleaseBlocked(tx: Db, about: About, refusal: Refusal): Promise<void> {
  const named = await drafters(tx, about)
  await tell(tx, about, { kind: 'release_blocked', roles: speakers, named, more: { code: refusal.code } })
}

/** What it stands on in public fell. */
export async function noticeCorrectionWanted(tx: Db, about: About): Promise<void> {
  const named = await drafters(tx, about)
  await tell(tx, about, { kind: 'release_blocked', roles: speakers, named, more: { code: 'wants-correction' } })
}

const officesOnly: Role[] = ['office_staff', 'office_director']

async function drafters(tx: Db, { facts, at }: About): Promise<Person[]> {
  const wrote = new Set(facts.drafters.map((d) => d.userId))
  const units = [...new Set(facts.drafters.map((d) => d.unitId))]
  if (units.length === 0) return []
  const people = await peopleOf(tx, { unitIds: units, roles: rolesFor('draft-release') }, at)
  return people.filter((p) => wrote.has(p.userId))
}

async function tell(
  tx: Db,
  { facts, tree, at }: About,
  { kind, roles, named, more }: { kind: DeliveryKind; roles: Role[]; named?: Person[]; more: Record<string, string> },
): Promise<void> {
  const { id, n, revision, incident, unitId, steps } = facts
  await notify(
    tx,
    {
      // The same text that comes the same way again asks again.
      key: `${kind}/${id}/${revision}/${steps.length}/${Object.values(more)[0] ?? ''}`.slice(0, 300),
      ...{ kind, incidentId: incident.id, heldFromUnitId: incident.heldFromUnitId },
      to: [{ unitId, roles }, ...(named && named.length > 0 ? [{ unitId, roles: [], named }] : [])],
      facts: { releaseId: id, no: incident.no, title: incident.title, n, revision, ...more },
    },
    tree,
    at,
  )
}
