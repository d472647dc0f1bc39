/**
 * By which ways a message leaves the house, in which order and when. Pure. A person's own channels are tried one after the
 * other, robots and webhooks of a unit are told once for each fact. Running time limits do not know quiet hours.
 */
import { type ChannelKind, isPersonal } from '../../domain/channel.ts'
import { type DeliveryKind, urgentKinds } from '../../domain/delivery.ts'
import { addMs, minute, second, startOfShanghaiDay } from '../../domain/time.ts'
import type { Role } from '../../domain/units.ts'

type Way = { id: string; kind: ChannelKind; unitId: string; rank: number }
export type Reachable = { email: string; phone: string; quietFrom: number | null; quietTo: number | null }

/** The address of a person on a way; '' where there is none. */
export const addressOn = (kind: ChannelKind, reach: Pick<Reachable, 'email' | 'phone'> | undefined): string =>
  kind === 'email' ? (reach?.email ?? '') : kind === 'sms' ? (reach?.phone ?? '') : ''

/** Personal ways of somebody, first choice first. `roots`: trees in which the person sits; ways of other trees are not theirs. */
export const waysTo = (reach: Reachable | undefined, ways: Way[], roots: readonly string[]): Way[] =>
  ways
    .filter((w) => isPersonal(w.kind) && roots.includes(w.unitId) && addressOn(w.kind, reach) !== '')
    .sort((a, b) => a.rank - b.rank)

/** Robots and webhooks of these units. */
export const groupWays = (ways: Way[], unitIds: readonly string[]): Way[] =>
  ways.filter((w) => !isPersonal(w.kind) && unitIds.includes(w.unitId))

/** When a message may go out: at once, or when the person's quiet hours end. */
export function mayLeaveAt(kind: DeliveryKind, reach: Reachable | undefined, now: Date): Date {
  const { quietFrom: from = null, quietTo: to = null } = reach ?? {}
  if (urgentKinds.includes(kind) || from === null || to === null || from === to) return now
  const day = startOfShanghaiDay(now)
  const at = (now.getTime() - day.getTime()) / minute
  const isQuiet = from < to ? at >= from && at < to : at >= from || at < to
  if (!isQuiet) return now
  return addMs(day, (at < to ? to : to + 24 * 60) * minute)
}

/** Pauses between tries by one way, before the next way takes over: a time limit cannot wait half an hour for a mail server. */
const pauses = {
  urgent: [5 * second, 15 * second, 40 * second],
  ordinary: [minute, 5 * minute, 30 * minute],
} as const

/**
 * When to try again after the nth try failed for a passing reason; null when this way is given up. `wanted`: the patience the
 * other side asked for. `last`: no other way is left, so this one is tried for longer.
 */
export function tryAgainAt(
  { kind, sends, wantedMs = 0, last }: { kind: DeliveryKind; sends: number; wantedMs?: number; last: boolean },
  now: Date,
): Date | null {
  const urgent = urgentKinds.includes(kind)
  const steps: readonly number[] = urgent ? pauses.urgent : pauses.ordinary
  const own = steps[sends - 1] ?? (last && sends <= lastWayTries ? lastWayPause[urgent ? 'urgent' : 'ordinary'] : null)
  if (own === null) return null
  if (urgent && !last && wantedMs > steps.at(-1)!) return null
  return addMs(now, Math.max(own, wantedMs))
}

/** The last way left is not given up before about a day (urgent: two hours) has passed. */
const lastWayPause = { urgent: 2 * minute, ordinary: 30 * minute } as const
const lastWayTries = 60

type Seated = { userId: string; name: string; unitId: string; role: Role; standIn: boolean }

/**
 * The duty officers of a unit as its roster has them now: whoever is on duty in place of all who hold the seat, the backup in
 * place of the stand-ins. Where the roster names nobody for this, the seats stand: a message must not wait for a roster.
 */
export function byRoster(
  seated: readonly Seated[],
  rostered: readonly { userId: string; name: string; standIn: boolean }[],
  { unitId, standIn }: { unitId: string; standIn?: boolean | undefined },
): Seated[] {
  const onDuty = rostered.filter((r) => standIn === undefined || r.standIn === standIn)
  if (onDuty.length === 0) return [...seated]
  const duty = onDuty.map((r): Seated => ({ ...r, unitId, role: 'duty_officer' }))
  return [...duty, ...seated.filter((s) => s.role !== 'duty_officer')]
}
