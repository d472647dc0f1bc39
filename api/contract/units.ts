/** The units of a tree as its administrators and its office keep them. */
import { z } from 'zod'
import { unitLevels } from '../../domain/units.ts'
import { faultSchema } from './figures.ts'
import { unitSchema } from './people.ts'
import { idSchema, page, pageQuery, reasonSchema, tableQuery, unitRefSchema } from './shared.ts'

export const unitRowSchema = unitSchema
  .extend({
    /** The unit above; of a merged one, that which it went into. */
    parent: unitRefSchema.nullable(),
    /** Who sits there now. */
    people: z.number().int(),
    mayManage: z.boolean(),
    mayMerge: z.boolean(),
  })
  .meta({ id: 'UnitRow' })
export type UnitRowShown = z.infer<typeof unitRowSchema>

export const unitListQuery = z.object({
  q: z.string().trim().max(60).optional(),
  level: z.enum(unitLevels).optional(),
  state: z.enum(['there', 'ended']).optional(),
  sort: z.enum(['place', 'name']).default('place'),
  ...pageQuery,
  ...tableQuery,
})
export const unitListSchema = page(unitRowSchema)

const names = {
  name: z.string().trim().min(1).max(200),
  aliases: z.array(z.string().trim().min(1).max(200)).max(100),
}
export const addUnitRequest = z.object({
  ...names,
  parentId: idSchema,
  level: z.enum(unitLevels),
  regionCode: z.string().regex(/^\d{6}$/),
})
export const renameUnitRequest = z.object({ ...names, reason: z.string().trim().max(300).default('') })
export const mergeUnitRequest = z.object({ intoId: idSchema, order: reasonSchema })
export const mergedUnitSchema = z.object({
  id: z.string(),
  intoId: z.string(),
  /** What went over: running time limits, people, flags. */
  ...{ clocks: z.number().int(), people: z.number().int(), flags: z.number().int() },
})
export const importUnitsQuery = z.object({
  rootId: idSchema,
  dryRun: z.enum(['true', 'false']).transform((v) => v === 'true'),
})
export const importUnitsAnswer = z.object({
  dryRun: z.boolean(),
  added: z.number().int(),
  known: z.number().int(),
  faults: z.array(faultSchema),
})
export type ImportUnitsAnswer = z.infer<typeof importUnitsAnswer>
