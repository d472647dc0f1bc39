/** The registry of outlets and people of the press. Facts of a person come loose: what may not be kept is refused by its rule. */
import { z } from 'zod'
import {
  duplicateReasons,
  erasures,
  interactionKinds,
  journalistKinds,
  journalistRoles,
  journalistStates,
  licenceKinds,
  linkOutcomes,
  publicRegisters,
  restrictions,
} from '../../domain/registry.ts'
import { cardResults, mediaClasses } from '../../domain/release.ts'
import {
  fileLanguageQuery,
  formatQuery,
  givenInstantSchema,
  idSchema,
  instantSchema,
  moveSchema,
  page,
  pageQuery,
  unitRefSchema,
} from './shared.ts'

/** Where a card or a licence is looked up, by a person. */
export const registersShown = publicRegisters

const q = z.string().trim().max(100).optional()

export const journalistRowSchema = z
  .object({
    id: z.string(),
    unit: unitRefSchema,
    state: z.enum(journalistStates),
    kind: z.enum(journalistKinds),
    /** '' after erasure. */
    name: z.string(),
    penNames: z.array(z.string()),
    outletId: z.string().nullable(),
    outletName: z.string(),
    mediaClass: z.enum(mediaClasses).nullable(),
    role: z.enum(journalistRoles).nullable(),
    url: z.string(),
    basis: z.enum(['incident', 'accreditation']),
    card: z.object({ result: z.string(), at: instantSchema }).nullable(),
    restriction: z.enum(restrictions).nullable(),
    hasContact: z.boolean(),
    registeredAt: instantSchema,
    reviewAt: instantSchema,
    keepUntil: instantSchema,
    erasedAt: instantSchema.nullable(),
    erasure: z.enum(erasures).nullable(),
  })
  .meta({ id: 'JournalistRow' })
export type JournalistRow = z.infer<typeof journalistRowSchema>

export const journalistsQuery = z.object({
  ...pageQuery,
  ...formatQuery,
  q,
  unitId: idSchema.optional(),
  state: z.enum([...journalistStates, 'review_due']).optional(),
  outletId: idSchema.optional(),
  sort: z.enum(['name', 'registered', 'review']).default('registered'),
})
/** `units`: where the person may see the registry, and may keep it. */
export const journalistsSchema = page(journalistRowSchema).extend({
  units: z.array(
    unitRefSchema.extend({ mayKeep: z.boolean(), mayReadLog: z.boolean(), mayRegisterGuests: z.boolean() }),
  ),
})

export const journalistSchema = journalistRowSchema
  .extend({
    version: z.number().int(),
    registeredBy: z.string(),
    restrictedAt: instantSchema.nullable(),
    mergedIntoId: z.string().nullable(),
    openMatters: z.number().int(),
    links: z.array(
      z.object({
        incidentId: z.string(),
        incidentNo: z.string(),
        incidentTitle: z.string(),
        incidentState: z.string(),
        releaseId: z.string().nullable(),
        outcome: z.enum(linkOutcomes),
        byName: z.string(),
        at: instantSchema,
      }),
    ),
    checks: z.array(z.object({ result: z.enum(cardResults), byName: z.string(), at: instantSchema })),
    interactions: z.array(
      z.object({
        kind: z.enum(interactionKinds),
        at: instantSchema,
        byName: z.string(),
        incidentId: z.string().nullable(),
        incidentNo: z.string().nullable(),
        releaseId: z.string().nullable(),
      }),
    ),
    merged: z.array(
      z.object({ id: z.string(), name: z.string(), penNames: z.array(z.string()), moves: z.array(moveSchema) }),
    ),
    merges: z.array(
      z.object({
        keptId: z.string(),
        goneId: z.string(),
        reason: z.enum(duplicateReasons),
        byName: z.string(),
        at: instantSchema,
        undoneBy: z.string().nullable(),
        undoneAt: instantSchema.nullable(),
      }),
    ),
    /** Null for who may not know. */
    reads: z.array(z.object({ byName: z.string(), action: z.string(), at: instantSchema })).nullable(),
    moves: z.array(moveSchema),
  })
  .meta({ id: 'Journalist' })
export type JournalistShown = z.infer<typeof journalistSchema>

const facts = z.record(z.string(), z.unknown())
export const registerJournalistRequest = z.object({ unitId: idSchema, incidentId: idSchema, facts })
export const registerGuestRequest = z.object({ guestId: idSchema, unitId: idSchema, facts: facts.default({}) })
export const changeJournalistRequest = z.object({ version: z.number().int(), facts })
export const checkCardRequest = z.object({
  result: z.enum(cardResults),
  /** For finding doubles; not kept. */
  cardNo: z.string().trim().max(40).default(''),
})
export const journalistActRequest = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('link-incident'), incidentId: idSchema, outcome: z.enum(linkOutcomes) }),
  z.object({
    verb: z.literal('log-interaction'),
    kind: z.enum(interactionKinds),
    happenedAt: givenInstantSchema,
    incidentId: idSchema.nullable().default(null),
  }),
  z.object({ verb: z.literal('restrict'), restriction: z.enum(['objection', 'accuracy_disputed']) }),
  z.object({ verb: z.enum(['review', 'lift', 'ask-erasure', 'erase-wrong']) }),
])
export const mergeRequest = z.object({ goneId: idSchema, reason: z.enum(duplicateReasons) })
export const contactSchema = z.object({ phone: z.string(), email: z.string() }).meta({ id: 'ContactData' })
export const exportQuery = z.object({ format: z.enum(['json', 'xlsx']).default('xlsx'), ...fileLanguageQuery })

const likeness = z.object({ id: z.string(), name: z.string(), penNames: z.array(z.string()), outletName: z.string() })
export const duplicatesSchema = z.object({
  items: z.array(z.object({ one: likeness, other: likeness, reason: z.enum(duplicateReasons), mayMerge: z.boolean() })),
})
export type DuplicateShown = z.infer<typeof duplicatesSchema>['items'][number]

export const readsQuery = z.object({ ...pageQuery, ...formatQuery, q })
export const readsSchema = page(
  z.object({
    seq: z.number().int(),
    at: instantSchema,
    byName: z.string(),
    action: z.string(),
    journalistId: z.string(),
    name: z.string(),
  }),
)
export type ReadShown = z.infer<typeof readsSchema>['items'][number]

export const registryOutletSchema = z
  .object({
    id: z.string(),
    unit: unitRefSchema,
    name: z.string(),
    mediaClass: z.enum(mediaClasses),
    licence: z.enum(licenceKinds),
    licenceNo: z.string(),
    licenceResult: z.enum(cardResults).nullable(),
    licenceCheckedAt: instantSchema.nullable(),
    licenceCheckedBy: z.string().nullable(),
    people: z.number().int(),
    version: z.number().int(),
    changedBy: z.string(),
    changedAt: instantSchema,
    mayKeep: z.boolean(),
  })
  .meta({ id: 'RegistryOutlet' })
export type RegistryOutletShown = z.infer<typeof registryOutletSchema>
export const registryOutletsQuery = z.object({
  ...pageQuery,
  ...formatQuery,
  q,
  mediaClass: z.enum(mediaClasses).optional(),
})
export const registryOutletsSchema = page(registryOutletSchema)
const outlet = {
  name: z.string().trim().min(1).max(200),
  mediaClass: z.enum(mediaClasses),
  licence: z.enum(licenceKinds),
  licenceNo: z.string().trim().max(120).default(''),
}
export const addRegistryOutletRequest = z.object({ unitId: idSchema, ...outlet })
export const changeRegistryOutletRequest = z.object({ version: z.number().int(), ...outlet })
export const checkLicenceRequest = z.object({ result: z.enum(cardResults) })
