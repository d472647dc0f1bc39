/** Official figures and their import. */
import { z } from 'zod'
import { figureStatuses, measures, periodTypes } from '../../domain/figure.ts'
import { formatQuery, instantSchema, moveSchema, page, pageQuery } from './shared.ts'

export const figureSchema = z
  .object({
    id: z.string(),
    indicator: z.string(),
    indicatorName: z.string(),
    region: z.string(),
    regionName: z.string(),
    period: z.string(),
    periodType: z.enum(periodTypes),
    measure: z.enum(measures),
    priceBasis: z.enum(['current', 'constant']).nullable(),
    /** Exact decimal in text. */
    value: z.string(),
    unit: z.string(),
    status: z.enum(figureStatuses),
    publishedAt: instantSchema,
    supersededAt: instantSchema.nullable(),
    owner: z.string(),
    sourceUrl: z.string(),
  })
  .meta({ id: 'Figure' })
export type FigureShown = z.infer<typeof figureSchema>

export const figuresQuery = z.object({
  indicator: z.string().max(60).optional(),
  region: z.string().max(6).optional(),
  /** Words in the name of the indicator or the region, or the period. */
  q: z.string().trim().max(60).optional(),
  ...pageQuery,
  ...formatQuery,
})
/** By series, newest period first; superseded vintages are among them, with `supersededAt`. */
export const figuresSchema = page(figureSchema).extend({
  /** For the filters and the tree of indicators. */
  indicators: z.array(z.object({ code: z.string(), name: z.string(), figures: z.number().int() })),
  /** `import`: whether the person may bring new ones. */
  moves: z.array(moveSchema),
})
export type Figures = z.infer<typeof figuresSchema>

export const maxImportCharacters = 2_000_000
export const importFiguresRequest = z.object({
  csv: z.string().min(1).max(maxImportCharacters),
  /** Read and check everything, save nothing. */
  dryRun: z.boolean(),
})
export type ImportFiguresRequest = z.infer<typeof importFiguresRequest>

export const importFiguresAnswer = z.object({
  dryRun: z.boolean(),
  rows: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** Line of the file (the heading is line 1), its field and what is wrong with it; at most 200. Any error: nothing is saved. */
  errors: z.array(z.object({ line: z.number().int(), field: z.string(), code: z.string(), value: z.string() })),
})
export type ImportFiguresAnswer = z.infer<typeof importFiguresAnswer>
