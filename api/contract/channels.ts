/** Ways out of the house, the ledger of what went by them, and where the person who asks can be reached. */
import { z } from 'zod'
import { channelKinds, dispatchStates, sendFailures } from '../../domain/channel.ts'
import { deliveryKinds } from '../../domain/delivery.ts'
import { formatQuery, idSchema, instantSchema, moveSchema, page, pageQuery, unitRefSchema } from './shared.ts'

const failureSchema = z.enum([...sendFailures, 'unsure'])
const settingsSchema = z.record(z.string().max(50), z.union([z.string().max(4_000), z.number()]))

export const channelSchema = z
  .object({
    id: z.string(),
    kind: z.enum(channelKinds),
    name: z.string(),
    unit: unitRefSchema.nullable(),
    /** Smaller ones are tried first. */
    rank: z.number().int(),
    /** Without its secrets. */
    settings: settingsSchema,
    createdAt: instantSchema,
    closedAt: instantSchema.nullable(),
    lastSentAt: instantSchema.nullable(),
    lastFailedAt: instantSchema.nullable(),
    lastFailure: failureSchema.nullable(),
    /** What the other side said. */
    lastDetail: z.string(),
    alarmSince: instantSchema.nullable(),
  })
  .meta({ id: 'Channel' })
export type ChannelShown = z.infer<typeof channelSchema>
/** `hosts`: where the operator lets messages go. */
export const channelsSchema = z.object({
  items: z.array(channelSchema),
  hosts: z.array(z.string()),
  moves: z.array(moveSchema),
})

const name = z.string().trim().min(2).max(60)
const rank = z.number().int().min(0).max(1000)
export const makeChannelRequest = z.object({
  kind: z.enum(channelKinds),
  name,
  unitId: idSchema,
  rank: rank.default(0),
  settings: settingsSchema,
})
/** A secret left empty stays as it is. */
export const changeChannelRequest = z.object({ name, rank, settings: settingsSchema })

export const dispatchSchema = z
  .object({
    id: z.string(),
    kind: z.enum(deliveryKinds),
    unit: unitRefSchema.nullable(),
    channel: z.object({ id: z.string(), name: z.string(), kind: z.enum(channelKinds) }),
    /** Null: a group. */
    person: z.string().nullable(),
    state: z.enum(dispatchStates),
    failure: failureSchema.nullable(),
    detail: z.string(),
    sends: z.number().int(),
    createdAt: instantSchema,
    startedAt: instantSchema.nullable(),
    settledAt: instantSchema.nullable(),
    nextAt: instantSchema.nullable(),
  })
  .meta({ id: 'Dispatch' })
export type DispatchShown = z.infer<typeof dispatchSchema>
export const dispatchesQuery = z.object({
  channelId: idSchema.optional(),
  state: z.enum(dispatchStates).optional(),
  ...pageQuery,
  ...formatQuery,
})
export const dispatchesSchema = page(dispatchSchema)

const minuteOfDay = z.number().int().min(0).max(1439).nullable()
export const reachSchema = z
  .object({
    email: z.string().max(320),
    phone: z.string().max(20),
    /** Minutes of the Shanghai day; both or neither. */
    quietFrom: minuteOfDay,
    quietTo: minuteOfDay,
  })
  .meta({ id: 'Reach' })
export type ReachShown = z.infer<typeof reachSchema>
