/** Running duties. The page counts down from `limitAt` with the server's time offset; it never decides that one is overdue. */
import { z } from 'zod'
import { clockStates, lateBirths } from '../../domain/incident.ts'
import { instantSchema, ruleSchema, unitRefSchema } from './shared.ts'

export const ladderStepSchema = z.object({
  step: z.string(),
  plannedAt: instantSchema,
  /** Null while it lies ahead. */
  firedAt: instantSchema.nullable(),
  /** How late it was sent, in ms; 0 when in time. */
  lateMs: z.number().int(),
})
export type LadderStep = z.infer<typeof ladderStepSchema>

export const clockSchema = z
  .object({
    id: z.string(),
    incidentId: z.string(),
    duty: z.string(),
    rule: ruleSchema,
    /** What is owed, in the words of the plan, and the body that owes it; both '' where the duty's key says it. */
    what: z.string(),
    body: z.string(),
    kind: z.enum(['hard', 'soft', 'recurring']),
    activationId: z.string().nullable(),
    /** Overdue when it was made, and why: no failure of the unit. */
    overdueOnCreation: z.enum(lateBirths).nullable(),
    /** The clock of the same unit that the same delivery meets, and that ends first; null where it leads itself. */
    ledBy: z.string().nullable(),
    unit: unitRefSchema,
    recipients: z.array(unitRefSchema),
    startEvent: z.string(),
    startAt: instantSchema,
    /** The start as first recorded, when two persons moved it since. */
    originalStartAt: instantSchema.nullable(),
    limitMs: z.number().int(),
    limitAt: instantSchema,
    provisional: z.boolean(),
    state: z.enum(clockStates),
    /** Until `limitAt` at `serverTime`, in ms; negative when past; null once the clock has ended. */
    remainingMs: z.number().int().nullable(),
    overdueAt: instantSchema.nullable(),
    metAt: instantSchema.nullable(),
    /** limitAt − metAt in ms where it was met in time. */
    marginMs: z.number().int().nullable(),
    /** How late it was met, in ms, counted from the earlier of two starts. */
    delayMs: z.number().int().nullable(),
    /** How it stands under the earlier of two starts, where the start was moved later. */
    worstCase: z.object({ state: z.enum(clockStates), limitAt: instantSchema }).nullable(),
    reportId: z.string().nullable(),
    voidReason: z.string().nullable(),
    ladder: z.array(ladderStepSchema),
  })
  .meta({ id: 'Clock' })
export type ClockShown = z.infer<typeof clockSchema>

/** The clock that runs out next among those the person may see, for the top bar. */
export const nearestClockSchema = z.object({
  clock: clockSchema.nullable(),
  incident: z.object({ id: z.string(), no: z.string(), title: z.string() }).nullable(),
  /** Running or overdue clocks in all. */
  running: z.number().int(),
  overdue: z.number().int(),
  serverTime: instantSchema,
})
export type NearestClock = z.infer<typeof nearestClockSchema>
