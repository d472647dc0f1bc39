/** Orders by which somebody signs for another who travels (委托书). */
import { z } from 'zod'
import { delegationStates, powers } from '../../domain/delegation.ts'
import { roles } from '../../domain/units.ts'
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
  unitRefSchema,
} from './shared.ts'

const powersSchema = z.array(z.enum(powers))

export const delegationSchema = z
  .object({
    id: z.string(),
    number: z.string(),
    /** Day on the order, in Shanghai. */
    signedOn: z.string(),
    unit: unitRefSchema,
    role: z.enum(roles),
    absent: personRefSchema,
    acting: personRefSchema,
    powers: powersSchema,
    compartment: z.boolean(),
    reason: z.string(),
    fromAt: instantSchema,
    untilAt: instantSchema,
    state: z.enum(delegationStates),
    recordedBy: z.string(),
    recordedAt: instantSchema,
    revoked: z.object({ at: instantSchema, by: z.string(), reason: z.string() }).nullable(),
    moves: z.array(moveSchema),
  })
  .meta({ id: 'Delegation' })
export type DelegationShown = z.infer<typeof delegationSchema>

export const delegationsQuery = z.object({
  q: z.string().trim().max(100).optional(),
  state: z.enum(delegationStates).optional(),
  unitId: idSchema.optional(),
  sort: z.enum(['latest', 'earliest', 'ending']).default('latest'),
  ...pageQuery,
  ...formatQuery,
})
export const delegationsSchema = page(delegationSchema).extend({
  units: z.array(unitRefSchema),
  mayRecord: z.boolean(),
  rule: ruleSchema,
})
export type Delegations = z.infer<typeof delegationsSchema>

/** Seats that whoever asks may lend or write down an order for, each with who may act in it. */
export const delegationChoicesSchema = z.object({
  seats: z.array(
    z.object({
      person: personRefSchema,
      unit: unitRefSchema,
      role: z.enum(roles),
      powers: powersSchema,
      acting: z.array(personRefSchema),
    }),
  ),
})

export const recordDelegationRequest = z.object({
  ...{ forUserId: idSchema, userId: idSchema, unitId: idSchema, role: z.enum(roles) },
  ...{ powers: powersSchema.min(1).max(powers.length), compartment: z.boolean().default(false) },
  ...{ number: z.string().trim().min(1).max(60), signedOn: z.iso.date(), reason: reasonSchema.max(500) },
  ...{ fromAt: givenInstantSchema, untilAt: givenInstantSchema },
})
export const revokeDelegationRequest = z.object({ reason: reasonSchema.max(500) })
