/** What somebody might try with reports upward: send, log and confirm calls, revise, receive, release. */
import { addMs, minute, second } from '../../domain/time.ts'
import { reportFields } from '../journeys/steps.ts'
import type { Incident } from '../../store/incidents.ts'
import type { Report } from '../../store/reports.ts'
import { above, somebody, tree, whoMay } from './random-cast.ts'
import type { Possible, Scene, Try } from './random-tries.ts'

export function reportTries(scene: Scene, incident: Incident): Possible[] {
  const { rows, dice, straight } = scene
  const fromUnitId = dice.pick(incident.unitIds)
  const own = rows.reports.filter((r) => r.incidentId === incident.id)
  const owed = !own.some((r) => r.fromUnitId === fromUnitId && r.countsAt)
  const tries: Possible[] = [
    { weight: owed ? (straight ? 7 : 3) : 0.7, make: () => sending(scene, { incident, fromUnitId, first: owed }) },
    { weight: owed ? 1 : 0.3, make: () => logging(scene, { incident, fromUnitId, first: owed }) },
  ]
  const report = own.length > 0 ? dice.pick(own) : null
  if (report) tries.push(...triesOn(scene, report))
  const held = incident.heldFromUnitId
  const heldReport =
    held && rows.receipts.find((r) => r.heldAt && !r.deliveredAt && own.some((o) => o.id === r.reportId))
  if (held && heldReport) tries.push({ weight: 3, make: () => releasing(scene, heldReport.reportId, held) })
  return tries
}

type Sending = { incident: Incident; fromUnitId: string; first: boolean }

/** Mostly the kind that is due. */
const kindOf = ({ dice }: Scene, first: boolean) =>
  dice.chance(0.9) ? (first ? 'first' : dice.pick(['follow_up', 'final'])) : dice.pick(['first', 'follow_up', 'final'])

function sending(scene: Scene, { incident, fromUnitId, first }: Sending): Try {
  const { dice } = scene
  const superiors = above(fromUnitId)
  const recipientIds = dice.chance(0.9)
    ? [dice.pick(superiors)]
    : dice.some(['gx', 'gx-liuzhou', 'gx-guilin', 'xm'], 0.4)
  const channel = dice.weighted([
    { of: 'system', weight: 6 },
    { of: 'phone', weight: 2 },
    { of: 'written', weight: 1 },
    { of: 'fax', weight: 1 },
  ]).of
  const page = `/api/incidents/${incident.id}`
  return {
    ...{ verb: 'report', path: `${page}/reports`, page, button: 'report', sound: false },
    who: somebody(dice, whoMay('send-report', fromUnitId)),
    body: {
      ...{ kind: kindOf(scene, first), channel, fromUnitId, recipientIds },
      fields: dice.chance(0.95) ? reportFields : { ...reportFields, impact: '' },
      ...(dice.chance(0.15) ? { otherRecipients: ['县委宣传部'] } : {}),
      ...(channel === 'phone' || dice.chance(0.3) ? { claimedSentAt: typedTime(scene) } : {}),
      ...(dice.chance(0.2) ? { claimedFoundAt: typedTime(scene) } : {}),
      ...(fromUnitId === 'gx-sanjiang' && dice.chance(0.2) ? { parentIsSubject: true } : {}),
    },
  }
}

function logging(scene: Scene, { incident, fromUnitId, first }: Sending): Try {
  const { dice } = scene
  const toUnitId = dice.pick(above(fromUnitId))
  const page = `/api/incidents/${incident.id}`
  return {
    ...{ verb: 'log-phone', path: `${page}/phone-reports`, page, button: 'log-phone', sound: false },
    who: somebody(dice, whoMay('receive-report', toUnitId)),
    body: {
      ...{
        fromUnitId,
        toUnitId,
        callAt: typedTime(scene),
        caller: '值班员',
        kind: kindOf(scene, first),
        fields: reportFields,
      },
    },
  }
}

function triesOn(scene: Scene, report: Report): Possible[] {
  const { rows, dice } = scene
  const page = `/api/reports/${report.id}`
  const receipts = rows.receipts.filter((r) => r.reportId === report.id)
  const receipt = receipts.find((r) => r.deliveredAt && !r.acknowledgedAt) ?? receipts[0]
  const receiver = receipt?.unitId ?? 'gx'
  const receiving = { who: somebody(dice, whoMay('receive-report', receiver)), page }
  const bureauId = tree.bureauOf(report.fromUnitId)?.id ?? report.fromUnitId
  const revised = { ...reportFields, measures: `已核实情况,第${dice.between(1, 4)}次补充` }
  return [
    {
      weight: 1,
      make: () => ({
        ...{ verb: 'revise-report', path: `${page}/revisions`, page, button: 'revise', sound: false },
        who: somebody(dice, whoMay('send-report', bureauId)),
        body: { fields: revised },
      }),
    },
    {
      weight: receipt && !receipt.acknowledgedAt ? 2 : 0.3,
      make: () => ({
        ...receiving,
        ...{ verb: 'acknowledge-report', path: `${page}/acknowledge`, button: 'acknowledge', sound: false },
        body: { unitId: receiver },
      }),
    },
    {
      weight: report.channel === 'phone' && !report.countsAt ? 5 : 0.2,
      make: () => ({
        ...receiving,
        ...{ verb: 'confirm-phone', path: `${page}/confirm-phone`, button: 'confirm-phone', sound: false },
        body: { unitId: receiver, callAt: typedTime(scene) },
      }),
    },
  ]
}

function releasing({ dice }: Scene, reportId: string, unitId: string): Try {
  const page = `/api/reports/${reportId}`
  return {
    ...{ verb: 'release-held', path: `${page}/release-held`, page, button: 'release-held', sound: true },
    who: somebody(dice, whoMay('release-held-copy', 'gx')),
    body: { unitId, reason: '已核实,转其知悉' },
  }
}

/** A time as people type it: somewhat in the past, now and then ahead. */
const typedTime = ({ now, dice }: Pick<Scene, 'now' | 'dice'>): string =>
  addMs(now, dice.chance(0.85) ? -dice.between(0, 50 * minute) : dice.between(0, 5 * minute) + second).toISOString()
