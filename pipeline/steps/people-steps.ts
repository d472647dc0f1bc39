/** The machine's doors into the people's chain: clocks fire, forgotten alerts start a provisional clock, messages settle. */
import { fireClock } from '../../workflow/clock/fire-clock.ts'
import { remindContacts } from '../../workflow/contact/tell-change.ts'
import { followCorrection } from '../../workflow/correction/follow-correction.ts'
import { settleDelivery } from '../../workflow/delivery/settle-delivery.ts'
import { giveInjects } from '../../workflow/drill/give-injects.ts'
import { watchRoster } from '../../workflow/duty/watch-roster.ts'
import { settleJournalist } from '../../workflow/registry/erase-journalist.ts'
import { drawWeek } from '../../workflow/review/audit-sample.ts'
import { startProvisional } from '../../workflow/review/start-provisional.ts'
import { tellAlarms } from '../../workflow/source/tell-alarms.ts'
import { watchStanding } from '../../workflow/standing/watch-standing.ts'
import type { Machine, StepOutcome } from '../step.ts'

export async function fireClocks(machine: Machine, id: string): Promise<StepOutcome> {
  await fireClock(machine.db, id, machine.now())
  return { asWritten: true }
}

export async function giveDrillInjects(machine: Machine, id: string): Promise<StepOutcome> {
  await giveInjects(machine.db, id, machine.now())
  return { asWritten: true }
}

export async function startProvisionalClock(machine: Machine, flagId: string): Promise<StepOutcome> {
  await startProvisional(machine.db, flagId, machine.now())
  return { dueAt: null }
}

export async function settleMessages(machine: Machine, deliveryId: string): Promise<StepOutcome> {
  await settleDelivery(machine.db, deliveryId, machine.now())
  return { dueAt: null }
}

export async function tellSourceAlarms(machine: Machine): Promise<StepOutcome> {
  await tellAlarms(machine.db, machine.now())
  return { asWritten: true }
}

/** A changed number that not everybody has confirmed. */
export async function remindOfContacts(machine: Machine, changeId: string): Promise<StepOutcome> {
  return { dueAt: await remindContacts(machine.db, changeId, machine.now()) }
}

export async function watchDutyRoster(machine: Machine, watchId: string): Promise<StepOutcome> {
  return { dueAt: await watchRoster(machine.db, watchId, machine.now()) }
}

export async function watchStandingDuties(machine: Machine, watchId: string): Promise<StepOutcome> {
  return { dueAt: await watchStanding(machine.db, watchId, machine.now()) }
}

export async function followCorrections(machine: Machine, id: string): Promise<StepOutcome> {
  await followCorrection(machine.db, id, machine.now())
  return { dueAt: null }
}

export async function drawAuditSample(machine: Machine, drawId: string): Promise<StepOutcome> {
  return { dueAt: await drawWeek(machine.db, drawId, machine.now()) }
}

/** Entries of the registry whose time is over, or whose person asked for their end. */
export async function keepRegistry(machine: Machine, journalistId: string): Promise<StepOutcome> {
  return { dueAt: await settleJournalist(machine.db, journalistId, machine.now()) }
}
