/**
 * The matrix of rights tried at the real API: one person in turn in every seat, every request carried out in its transaction
 * and taken back at its end, so that the next one finds the same house.
 */
import { eq } from 'drizzle-orm'
import { type IncidentScope, incidentScopes, incidentStates, type IncidentState } from '../../domain/incident.ts'
import { addMs, day, hour } from '../../domain/time.ts'
import { type Role, roles } from '../../domain/units.ts'
import type { Db } from '../../store/open.ts'
import { activations, foundTimeChanges, incidents, seats } from '../../store/schema.ts'
import { openFlag } from '../../workflow/review/open-flag.ts'
import { openApiHouse } from './api-house.ts'
import { crew, seedArticle, seedBureaus } from './bureaus.ts'
import { openTestStore } from './db.ts'
import { matrixAllows, places } from './rights-table.ts'

const at = new Date('2026-10-01T02:00:00.000Z')
const things = ['gx', 'liuzhou', 'sanjiang'] as const
const reason = '依据研判意见办理'
const fields = {
  ...{ occurredAt: '2026-09-30', place: '柳州', kind: '不实报道', impact: '转载两家', measures: '核对数据' },
  ...{ other: '', mediaSource: '某站' },
}

type Thing = { unitId: string; scope: IncidentScope; state: IncidentState; incidentId: string; proposalId: string }
type IncidentRequest = {
  action: string
  path: string
  body: (thing: Thing) => object
  /** States in which whoever has the right gets past it; in any other the state may be in the way. */
  in: readonly IncidentState[]
}
const open: IncidentState[] = ['suspected', 'reported', 'under_study', 'active']
const onIncident: IncidentRequest[] = [
  {
    ...{ action: 'confirm-incident', path: 'confirm', in: ['suspected', 'reported', 'under_study'] },
    body: () => ({ elements: { media: true, untrue: true, serious: true, sudden: true }, reason }),
  },
  { action: 'reject-incident', path: 'reject', in: ['suspected', 'reported'], body: () => ({ reason }) },
  {
    ...{ action: 'merge-incidents', path: 'merge', in: ['suspected', 'reported', 'under_study'] },
    body: ({ unitId, scope }) => ({ intoId: `i-${unitId}-${scope}-managed_without_plan`, reason }),
  },
  { action: 'study-incident', path: 'study', in: ['reported'], body: () => ({ reason }) },
  { action: 'grade-incident', path: 'grade', in: ['under_study', 'active'], body: () => ({ grade: 'major', reason }) },
  {
    ...{ action: 'set-scope', path: 'scope', in: open },
    body: ({ unitId }) => ({ scope: 'region_wide', unitIds: [unitId], reason }),
  },
  { action: 'activate-plan', path: 'activate', in: ['under_study'], body: () => ({ reason }) },
  { action: 'activate-plan', path: 'decline', in: ['under_study'], body: () => ({ reason }) },
  { action: 'activate-plan', path: 'reopen', in: ['terminated'], body: () => ({ reason }) },
  { action: 'terminate-plan', path: 'terminate', in: ['active', 'managed_without_plan'], body: () => ({ reason }) },
  { action: 'archive-incident', path: 'archive', in: ['terminated'], body: () => ({ reason }) },
  {
    ...{ action: 'change-found-time', path: 'found-time', in: open },
    body: () => ({ foundAt: addMs(at, -2 * hour).toISOString(), reason }),
  },
  {
    ...{ action: 'confirm-found-time', path: 'confirm-found-time', in: open },
    body: ({ proposalId }) => ({ proposalId }),
  },
  {
    ...{ action: 'send-report', path: 'reports', in: open },
    body: ({ unitId }) => ({ kind: 'first', fromUnitId: unitId, recipientIds: ['gx'], fields }),
  },
  {
    ...{ action: 'propose-plan', path: 'plans', in: open },
    body: () => ({ plan: 'natural', reason }),
  },
]
/** A step whose body has named members alone: what anybody may do at it, they may by the right of the house. */
const onStep: { path: string; body?: object }[] = [
  { path: '/form' },
  { path: '', body: { verb: 'fill', fields: { area: '柳州' } } },
]
const onFlag = [
  { action: 'acknowledge-alert', path: 'acknowledge', body: () => ({}) },
  { action: 'mark-suspected-major', path: 'mark-suspected-major', body: () => ({ subject: 'region' }) },
  {
    ...{ action: 'propose-verdict', path: 'verdict' },
    body: (articleVersionId: string) => ({ verdict: 'false', reason, articleVersionId }),
  },
  { action: 'override-no-fault', path: 'override-no-fault', body: () => ({ reason: '影响重大，报组长同意后处置' }) },
]
/** What is not a thing of a unit: open to whoever has one of the rights somewhere, or at `on` where it is a thing of that tree. */
const everywhere: { actions: string[]; on?: string; path: string; body?: object }[] = [
  { actions: ['manage-people'], path: '/api/people' },
  { actions: ['manage-people'], path: '/api/status' },
  { actions: ['manage-senders'], path: '/api/senders' },
  { actions: ['manage-senders'], path: '/api/senders', body: { name: '某单位' } },
  { actions: ['manage-channels'], path: '/api/channels' },
  { actions: ['manage-channels'], path: '/api/dispatches' },
  { actions: ['manage-sources'], path: '/api/sources' },
  { actions: ['manage-sources'], path: '/api/quarantine' },
  { actions: ['manage-sources'], path: '/api/hosts' },
  { actions: ['view-flags'], path: '/api/flags' },
  // What was handed in is an article before anybody judged it: read by whoever reads those that were judged.
  { actions: ['submit-article', 'view-flags', 'view-incidents'], path: '/api/submissions' },
  { actions: ['import-figures'], path: '/api/figures/imports' },
  { actions: ['read-audit'], path: '/api/audit' },
  { actions: ['read-audit'], path: '/api/audit?format=csv' },
  { actions: ['read-audit'], path: '/api/audit/verify' },
  { actions: ['adopt-plan'], on: 'gx', path: '/api/plans/natural/adopt', body: { rootId: 'gx' } },
]

export type RightsTold = { tried: number; allowed: number; refused: number; wrong: string[] }

/** Tries every `nth` combination, from `first` on; of those that are allowed, which are few, twelve times as many. */
export async function tryRights({ nth = 1, first = 0 }: { nth?: number; first?: number }): Promise<RightsTold> {
  const store = await openTestStore()
  await seedBureaus(store.db, addMs(at, -day))
  const house = await openApiHouse({ store, db: takenBack(store.db) })
  const told: RightsTold = { tried: 0, allowed: 0, refused: 0, wrong: [] }
  try {
    const userId = await house.person('everybody', [])
    const cookie = await house.cookie('everybody')
    const sitAs = async (role: Role, unitId: string) => {
      await store.db.delete(seats).where(eq(seats.userId, userId))
      await store.db.insert(seats).values({ userId, unitId, role, standIn: false, fromAt: addMs(at, -hour) })
    }
    const made = await makeThings(store.db)
    let n = 0
    const isDue = (wanted: boolean) => {
      const step = wanted ? Math.ceil(nth / 12) : nth
      return n++ % step === first % step
    }
    /** `sure`: nothing but the right can be in the way. What is not allowed is refused by the right, whatever the state. */
    const judge = (what: string, status: number, { wanted, sure }: { wanted: boolean; sure: boolean }) => {
      told.tried++
      const byRight = status === 403 || status === 404
      const isWrong = status >= 500 || status === 429 || (wanted ? sure && byRight : !byRight)
      if (wanted) told.allowed++
      else told.refused++
      if (isWrong) told.wrong.push(`${what}: ${status}, by the matrix ${wanted ? 'allowed' : 'refused'}`)
    }
    for (const role of roles)
      for (const place of Object.keys(places)) {
        let sits = false
        const ask = async (path: string, body?: object) => {
          if (!sits) await sitAs(role, place)
          sits = true
          return (await house.ask(path, { cookie, ...(body ? { body } : {}) })).status
        }
        for (const thing of made.incidents)
          for (const request of onIncident) {
            const { unitId, scope, state, incidentId } = thing
            const wanted = matrixAllows({ action: request.action, role, at: place, on: unitId, scope })
            if (!isDue(wanted)) continue
            const status = await ask(`/api/incidents/${incidentId}/${request.path}`, request.body(thing))
            const sure = request.in.includes(state)
            judge(`${role} at ${place}, ${request.path} on ${unitId} ${scope} ${state}`, status, { wanted, sure })
          }
        for (const { unitId, scope, state, incidentId } of made.incidents)
          for (const { path, body } of state === 'active' ? onStep : []) {
            const wanted = matrixAllows({ action: 'record-steps', role, at: place, on: unitId, scope })
            if (!isDue(wanted)) continue
            const status = await ask(`/api/activations/r-${incidentId}/steps/DQ6${path}`, body)
            judge(`${role} at ${place}, step${path} on ${unitId} ${scope}`, status, { wanted, sure: true })
          }
        for (const { unitId, flagId, articleVersionId } of made.flags)
          for (const { action, path, body } of onFlag) {
            const wanted = matrixAllows({ action, role, at: place, on: unitId, scope: 'city_only' })
            if (!isDue(wanted)) continue
            const status = await ask(`/api/flags/${flagId}/${path}`, body(articleVersionId))
            judge(`${role} at ${place}, ${path} on a flag of ${unitId}`, status, { wanted, sure: true })
          }
        for (const { actions, on, path, body } of everywhere) {
          const wanted = (on ? [on] : Object.keys(places)).some((unit) =>
            actions.some((action) => matrixAllows({ action, role, at: place, on: unit, scope: 'region_wide' })),
          )
          if (!isDue(wanted)) continue
          const status = await ask(path, body)
          judge(`${role} at ${place}, ${body ? 'POST' : 'GET'} ${path}`, status, { wanted, sure: true })
        }
      }
    return told
  } finally {
    await house.close()
    await store.close()
  }
}

/** The same database, whose transactions are carried out and then taken back. */
function takenBack(db: Db): Db {
  const back = new Error('taken back')
  const transaction = async (work: (tx: Db) => Promise<unknown>) => {
    let value: unknown
    try {
      await db.transaction(async (tx) => {
        value = await work(tx)
        throw back
      })
    } catch (e) {
      if (e !== back) throw e
    }
    return value
  }
  return new Proxy(db, {
    get: (own, key) => {
      if (key === 'transaction') return transaction
      const value = Reflect.get(own, key) as unknown
      return typeof value === 'function' ? value.bind(own) : value
    },
  })
}

async function makeThings(db: Db) {
  const rows: Thing[] = things.flatMap((unitId) =>
    incidentScopes.flatMap((scope) =>
      incidentStates.map((state) => ({
        ...{ unitId, scope, state, incidentId: `i-${unitId}-${scope}-${state}` },
        proposalId: `p-${unitId}-${scope}-${state}`,
      })),
    ),
  )
  await db.insert(incidents).values(
    rows.map(({ incidentId, unitId, scope, state }) => ({
      ...{ id: incidentId, no: incidentId, rootId: 'gx', title: '某事', unitId, state, scope, unitIds: [unitId] },
      ...{ openedAt: addMs(at, -hour), humanFoundAt: addMs(at, -hour) },
    })),
  )
  await db.insert(activations).values(
    rows
      .filter(({ state }) => state === 'active')
      .map(({ incidentId }) => ({
        ...{ id: `r-${incidentId}`, incidentId, plan: 'earthquake', planVersion: '1', mode: 'destructive' },
        state: 'running' as const,
      })),
  )
  await db.insert(foundTimeChanges).values(
    rows.map(({ incidentId, proposalId, unitId }) => ({
      ...{ id: proposalId, incidentId, unitId, fromAt: addMs(at, -hour), toAt: addMs(at, -2 * hour), reason },
      ...{ byUserId: crew.lzDuty.userId, byName: crew.lzDuty.name, at: addMs(at, -hour) },
    })),
  )
  const flags: { unitId: string; flagId: string; articleVersionId: string }[] = []
  for (const unitId of things) {
    const article = await seedArticle(db, { title: '某文', at: addMs(at, -hour) })
    const input = { ...article, unitId, types: ['M12'], level: 'critical' as const, score: 0.9, reasons: [] }
    const { flagId } = await openFlag(db, input, addMs(at, -60_000))
    flags.push({ unitId, flagId, articleVersionId: article.articleVersionId })
  }
  return { incidents: rows, flags }
}
