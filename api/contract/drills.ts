/** Drills: scripts that may be run, the console of one, its sheet, and how drills went. */
import { z } from 'zod'
import { roles } from '../../domain/units.ts'
import {
  formatQuery,
  idSchema,
  instantSchema,
  moveSchema,
  page,
  pageQuery,
  ruleSchema,
  tableQuery,
  unitRefSchema,
} from './shared.ts'

const rolesSchema = z.array(z.enum(roles))

/** `unscripted`: an incident opened as a drill by hand, in real time. */
export const drillStates = ['running', 'stopped', 'finished', 'broken_off', 'unscripted'] as const
export const resultStates = ['ahead', 'open', 'done', 'late', 'overdue', 'missed'] as const
export const drillVias = ['phone', 'media', 'superior', 'subordinate', 'system', 'site', 'outside'] as const

/** The drill's time: `drillAt` at the real instant `realAt`, `speed` times as fast from there; 0 stands still. */
export const paceSchema = z.object({ realAt: instantSchema, drillAt: instantSchema, speed: z.number().int() })
export type PaceShown = z.infer<typeof paceSchema>

export const drillTallySchema = z.object({
  ...{ expected: z.number().int(), inTime: z.number().int(), late: z.number().int(), missed: z.number().int() },
})
export type DrillTallyShown = z.infer<typeof drillTallySchema>

export const scenarioSchema = z
  .object({
    ...{ scenario: z.string(), version: z.string(), plan: z.string(), planTitle: z.string(), title: z.string() },
    ...{ aim: z.string(), rule: ruleSchema, restricted: z.boolean(), injects: z.number().int() },
    ...{ expected: z.number().int(), lengthMs: z.number().int() },
    /** Bureaus of the person at which it can be run. */
    units: z.array(unitRefSchema),
  })
  .meta({ id: 'Scenario' })
export type ScenarioShown = z.infer<typeof scenarioSchema>
export const scenariosSchema = z.object({ items: z.array(scenarioSchema) })

export const drillRowSchema = z
  .object({
    ...{ incidentId: z.string(), no: z.string(), title: z.string(), unit: unitRefSchema, plan: z.string().nullable() },
    ...{ planTitle: z.string(), restricted: z.boolean(), state: z.enum(drillStates) },
    ...{ startedAt: instantSchema, startedBy: z.string(), endedAt: instantSchema.nullable() },
    tally: drillTallySchema.nullable(),
  })
  .meta({ id: 'DrillRow' })
export type DrillRow = z.infer<typeof drillRowSchema>
export const drillsQuery = z.object({
  state: z.enum(['running', 'finished', 'broken_off']).optional(),
  plan: idSchema.optional(),
  q: z.string().trim().max(60).optional(),
  sort: z.enum(['-startedAt', 'startedAt']).default('-startedAt'),
  ...pageQuery,
  ...formatQuery,
})
export const drillsSchema = page(drillRowSchema).extend({ mayRun: z.boolean() })
export const startDrillRequest = z.object({
  ...{ scenario: idSchema, unitId: idSchema, speed: z.number().int().min(1).max(600).default(1) },
})
export const drillStartedSchema = z.object({ ok: z.literal(true), id: z.string(), no: z.string() })

export const drillResultSchema = z
  .object({
    ...{ name: z.string(), inject: z.string(), act: z.string(), text: z.string(), by: rolesSchema },
    rule: ruleSchema.nullable(),
    ...{ dueAt: instantSchema.nullable(), doneAt: instantSchema.nullable(), doneBy: z.string().nullable() },
    /** Done minus due; negative is early. */
    differenceMs: z.number().int().nullable(),
    state: z.enum(resultStates),
  })
  .meta({ id: 'DrillResult' })
export type DrillResultShown = z.infer<typeof drillResultSchema>

export const injectSchema = z.object({
  ...{ inject: z.string(), n: z.number().int(), at: instantSchema, given: z.boolean(), via: z.enum(drillVias) },
  ...{ from: z.string(), text: z.string(), to: rolesSchema },
})
export type InjectShown = z.infer<typeof injectSchema>

export const drillConsoleSchema = z
  .object({
    ...{ drill: drillRowSchema, aim: z.string(), rule: ruleSchema, pace: paceSchema, nextAt: instantSchema.nullable() },
    /** All injects for whoever runs the drill, those given for everybody else; `coming` counts the rest. */
    injects: z.array(injectSchema),
    coming: z.number().int(),
    results: z.array(drillResultSchema),
    /** Whoever the script addresses, and how often each has acted; nobody has to wait for them to begin. */
    people: z.array(z.object({ name: z.string(), roles: rolesSchema, acts: z.number().int() })),
    moves: z.array(moveSchema),
    serverTime: instantSchema,
  })
  .meta({ id: 'DrillConsole' })
export type DrillConsole = z.infer<typeof drillConsoleSchema>

export const steerDrillRequest = z.discriminatedUnion('verb', [
  z.object({ verb: z.enum(['speed', 'resume']), speed: z.number().int().min(1).max(600).optional() }),
  z.object({ verb: z.enum(['stop', 'jump']) }),
  z.object({ verb: z.literal('observe'), name: idSchema, note: z.string().trim().min(1).max(1000) }),
  z.object({ verb: z.literal('end'), reason: z.string().trim().min(1).max(2000) }),
])
export type SteerDrill = z.infer<typeof steerDrillRequest>

export const drillStatisticsSchema = z.object({
  since: instantSchema,
  finished: z.number().int(),
  brokenOff: z.number().int(),
  tally: drillTallySchema,
  byPlan: z.array(
    z.object({
      ...{ plan: z.string(), planTitle: z.string(), drills: z.number().int(), brokenOff: z.number().int() },
      tally: drillTallySchema,
    }),
  ),
})
export type DrillStatistics = z.infer<typeof drillStatisticsSchema>

export const drillSheetQuery = z.object(tableQuery)
export const drillSheetSchema = z.object({ items: z.array(drillResultSchema) })
