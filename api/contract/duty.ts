/** The duty roster: who is on duty when, hand-overs with what was open, check-ins. */
import { z } from 'zod'
import { dutyKinds } from '../../domain/duty.ts'
import { faultSchema } from './figures.ts'
import {
  formatQuery,
  givenInstantSchema,
  idSchema,
  instantSchema,
  moveSchema,
  page,
  pageQuery,
  personRefSchema,
  reasonSchema,
  ruleSchema,
  tableQuery,
  unitRefSchema,
} from './shared.ts'

const kindSchema = z.enum(dutyKinds)
export const dutyTurnSchema = z
  .object({
    id: z.string(),
    unit: unitRefSchema,
    kind: kindSchema,
    person: personRefSchema,
    backup: personRefSchema.nullable(),
    fromAt: instantSchema,
    toAt: instantSchema,
    phone: z.string(),
    note: z.string(),
    isNow: z.boolean(),
    checkIns: z.array(
      z.object({ person: personRefSchema, at: instantSchema, enteredBy: z.string().nullable(), reason: z.string() }),
    ),
    /** Whose check-in somebody else may still enter. */
    absent: z.array(personRefSchema),
    /** Of this turn to the next one; null while it has not been given. */
    handover: z
      .object({
        id: z.string(),
        to: personRefSchema,
        givenAt: instantSchema,
        takenAt: instantSchema.nullable(),
        note: z.string(),
        /** Those whoever asks may see; the others are counted only. */
        matters: z.array(
          z.object({
            ...{ incidentId: z.string(), no: z.string(), title: z.string(), duty: z.string(), what: z.string() },
            limitAt: instantSchema,
          }),
        ),
        moreMatters: z.number().int(),
        mayTake: z.boolean(),
      })
      .nullable(),
    moves: z.array(moveSchema),
  })
  .meta({ id: 'DutyTurn' })
export type DutyTurnShown = z.infer<typeof dutyTurnSchema>

/** `from` and `before` stand in place of the period. */
export const dutyQuery = z.object({
  period: z.enum(['coming', 'past']).default('coming'),
  from: givenInstantSchema.optional(),
  before: givenInstantSchema.optional(),
  q: z.string().trim().max(100).optional(),
  unitId: idSchema.optional(),
  kind: kindSchema.optional(),
  sort: z.enum(['earliest', 'latest']).default('earliest'),
  ...pageQuery,
  ...tableQuery,
})
export const dutySchema = page(dutyTurnSchema).extend({
  /** Bureaus whose roster the person may see; `mayManage` of those they may change. */
  units: z.array(unitRefSchema.extend({ mayManage: z.boolean() })),
  rules: z.array(ruleSchema),
})
export type Duty = z.infer<typeof dutySchema>

/** Who is on duty at this moment in the bureaus of the person, for every page; `own` is the person's own turn. */
export const onDutySchema = z.object({
  items: z.array(dutyTurnSchema),
  gaps: z.array(
    z.object({ unit: unitRefSchema, kind: kindSchema, fromAt: instantSchema, toAt: instantSchema.nullable() }),
  ),
})
export type OnDuty = z.infer<typeof onDutySchema>

/** The first responsible person of each unit (第一责任人), as it is now or as it was. */
export const headSchema = z
  .object({
    unit: unitRefSchema,
    /** Null where the unit has none. */
    person: personRefSchema.nullable(),
    fromAt: instantSchema.nullable(),
    toAt: instantSchema.nullable(),
  })
  .meta({ id: 'FirstResponsible' })
export type HeadShown = z.infer<typeof headSchema>
export const headsQuery = z.object({
  q: z.string().trim().max(100).optional(),
  state: z.enum(['held', 'missing', 'past']).optional(),
  sort: z.enum(['unit', 'latest', 'earliest']).default('unit'),
  ...pageQuery,
  ...formatQuery,
})
/** `missing`: how many units the person sees have none now; `own` those of the person's own bureaus. */
export const headsSchema = page(headSchema).extend({
  missing: z.number().int(),
  own: z.array(headSchema),
  rule: ruleSchema,
})
export type Heads = z.infer<typeof headsSchema>

export const dutyCandidatesQuery = z.object({ unitId: idSchema })
export const dutyCandidatesSchema = z.object({
  items: z.array(z.object({ userId: z.string(), name: z.string(), username: z.string(), unit: unitRefSchema })),
})

const phone = z.string().trim().max(60).default('')
export const enterTurnRequest = z.object({
  ...{ unitId: idSchema, kind: kindSchema, userId: idSchema, backupId: idSchema.nullable().default(null) },
  ...{ fromAt: givenInstantSchema, toAt: givenInstantSchema, phone, note: z.string().trim().max(300).default('') },
})
export const enterPatternRequest = z.object({
  ...{ unitId: idSchema, kind: kindSchema, userIds: z.array(idSchema).min(1).max(60), phone },
  ...{ fromAt: givenInstantSchema, untilAt: givenInstantSchema, turnHours: z.number().int().min(1).max(168) },
})
export const importRosterQuery = z.object({
  ...{ unitId: idSchema, kind: kindSchema },
  dryRun: z.enum(['true', 'false']).transform((v) => v === 'true'),
})
export const importRosterAnswer = z.object({
  dryRun: z.boolean(),
  turns: z.number().int(),
  faults: z.array(faultSchema),
})
export type ImportRosterAnswer = z.infer<typeof importRosterAnswer>
export const turnsEnteredSchema = z.object({ ok: z.literal(true), turns: z.number().int() })
export const cancelTurnRequest = z.object({ reason: reasonSchema })
export const handOverRequest = z.object({ note: z.string().trim().max(2000).default('') })
export const dutyCheckInRequest = z.object({
  userId: idSchema.optional(),
  reason: z.string().trim().max(500).optional(),
})
