/** People, the seats they hold, units, the first run, and the person behind a request. */
import { z } from 'zod'
import { roles, unitLevels } from '../../domain/units.ts'
import { formatQuery, idSchema, instantSchema, page, pageQuery, unitRefSchema } from './shared.ts'

export const unitSchema = z
  .object({
    id: z.string(),
    rootId: z.string(),
    parentId: z.string().nullable(),
    level: z.enum(unitLevels),
    name: z.string(),
    aliases: z.array(z.string()),
    regionCode: z.string(),
    /** Merged into its parent since then. */
    endedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Unit' })
export type UnitShown = z.infer<typeof unitSchema>
export const unitsSchema = z.object({ items: z.array(unitSchema) })

export const seatSchema = z
  .object({ unit: unitRefSchema, role: z.enum(roles), standIn: z.boolean() })
  .meta({ id: 'Seat' })
export type SeatShown = z.infer<typeof seatSchema>

/** What the menu may offer; each page's data is checked again by its own request. */
export const areas = [
  'registry',
  'flags',
  'articles',
  'submissions',
  'duty',
  'incidents',
  'documents',
  'plans',
  'sources',
  'figures',
  'people',
  'units',
  'audit',
  'status',
] as const
export type Area = (typeof areas)[number]

export const meSchema = z
  .object({
    user: z.object({ id: z.string(), name: z.string(), username: z.string() }),
    seats: z.array(seatSchema),
    /** Seats of others whose signatures the person gives by an order (委托书), now. */
    lent: z.array(
      z.object({
        ...{ unit: unitRefSchema, role: z.enum(roles), forName: z.string(), number: z.string() },
        untilAt: instantSchema,
      }),
    ),
    /** Root bureau of the person's first seat; null without seats. */
    root: unitRefSchema.nullable(),
    areas: z.array(z.enum(areas)),
    twoFactor: z.object({ enabled: z.boolean() }),
    unreadMessages: z.number().int(),
    serverTime: instantSchema,
  })
  .meta({ id: 'Me' })
export type Me = z.infer<typeof meSchema>

export const usernameSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9._-]{1,38})[a-z0-9]$/)
export const passwordSchema = z.string().min(10).max(128)
export const personNameSchema = z.string().trim().min(1).max(60)

export const setupStateSchema = z.object({
  needed: z.boolean(),
  trees: z.array(z.object({ id: z.string(), name: z.string(), units: z.number().int() })),
})
export type SetupState = z.infer<typeof setupStateSchema>

export const setupRequest = z.object({
  /** Printed by the server when it starts; only who can read its output may set it up. */
  code: z.string().trim().min(1).max(100),
  name: personNameSchema,
  username: usernameSchema,
  password: passwordSchema,
  treeId: idSchema,
})
export type SetupRequest = z.infer<typeof setupRequest>

/** Body of POST /api/auth/sign-in/username; a person with two-factor answers `twoFactorRedirect: true` and then verifies. */
export const signInRequest = z.object({ username: z.string(), password: z.string() })
export type SignInRequest = z.infer<typeof signInRequest>

export const seatGiven = z.object({ unitId: idSchema, role: z.enum(roles), standIn: z.boolean().default(false) })
export type SeatGiven = z.input<typeof seatGiven>
const seatsGiven = z.array(seatGiven).max(20)

export const personSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    username: z.string(),
    seats: z.array(seatSchema),
    twoFactorEnabled: z.boolean(),
    createdAt: instantSchema,
    closedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Person' })
export type Person = z.infer<typeof personSchema>

export const peopleQuery = z.object({
  q: z.string().trim().max(60).optional(),
  unitId: idSchema.optional(),
  role: z.enum(roles).optional(),
  state: z.enum(['open', 'closed']).optional(),
  ...pageQuery,
  ...formatQuery,
})
export const peopleSchema = page(personSchema)

export const createPersonRequest = z.object({
  name: personNameSchema,
  username: usernameSchema,
  password: passwordSchema,
  seats: seatsGiven,
})
export type CreatePersonRequest = z.input<typeof createPersonRequest>

export const changeSeatsRequest = z.object({ seats: seatsGiven })
export type ChangeSeatsRequest = z.input<typeof changeSeatsRequest>

export const resetPasswordRequest = z.object({
  password: passwordSchema,
  /** For who lost the telephone and the backup codes. */
  removeTwoFactor: z.boolean().default(false),
})
export type ResetPasswordRequest = z.input<typeof resetPasswordRequest>
