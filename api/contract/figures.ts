/** Official figures: lists, series, the catalogue of indicators, their import, and what a revision opened again. */
import { z } from 'zod'
import { importKinds, importStates, reopenedKinds, reopenedStates, revisionCauses } from '../../domain/figure-import.ts'
import { figureScopes, figureStatuses, measures, periodTypes } from '../../domain/figure.ts'
import {
  formatQuery,
  givenInstantSchema,
  idSchema,
  instantSchema,
  moveSchema,
  page,
  pageQuery,
  reasonSchema,
  ruleSchema,
  unitRefSchema,
} from './shared.ts'

export const figureSchema = z
  .object({
    id: z.string(),
    indicator: z.string(),
    indicatorName: z.string(),
    indicatorEnglish: z.string(),
    region: z.string(),
    regionName: z.string(),
    regionEnglish: z.string(),
    /** Which part of the region: all of it, its urban districts, its counties. */
    scope: z.enum(figureScopes),
    period: z.string(),
    periodType: z.enum(periodTypes),
    measure: z.enum(measures),
    priceBasis: z.enum(['current', 'constant']).nullable(),
    /** Exact decimal in text; its digits are its rounding unit. */
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

/** `xlsx` and `csv` give the whole filtered list (at most 100 000 rows) as a file that the import reads again. */
const tableFormat = { format: z.enum(['json', 'csv', 'xlsx']).default('json') }

export const figuresQuery = z.object({
  indicator: z.string().max(60).optional(),
  region: z.string().max(6).optional(),
  measure: z.enum(measures).optional(),
  periodType: z.enum(periodTypes).optional(),
  scope: z.enum(figureScopes).optional(),
  status: z.enum(figureStatuses).optional(),
  /** `current`: without superseded vintages. */
  vintages: z.enum(['all', 'current']).default('all'),
  sort: z.enum(['series', 'published', 'value']).default('series'),
  /** Words in the name (or an alias) of the indicator, the region, or the period; all of them. */
  q: z.string().trim().max(60).optional(),
  ...pageQuery,
  ...tableFormat,
})
/** By series, newest period first; superseded vintages are among them, with `supersededAt`. */
export const figuresSchema = page(figureSchema).extend({
  /** For the filters: indicators there are figures of. */
  indicators: z.array(z.object({ code: z.string(), name: z.string(), figures: z.number().int() })),
  /** `import`: whether the person may bring new ones. */
  moves: z.array(moveSchema),
})
export type Figures = z.infer<typeof figuresSchema>

/** One indicator of the catalogue with what there is of it. */
export const indicatorSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    english: z.string(),
    aliases: z.array(z.string()),
    /** '' for an indicator of the bureau's own. */
    group: z.string(),
    unit: z.string(),
    level: z.enum(['current', 'constant', 'none']),
    growth: z.enum(['current', 'constant', 'none']),
    owner: z.string(),
    definition: z.string(),
    traps: z.array(z.string()),
    confusedWith: z.array(z.object({ code: z.string(), name: z.string(), english: z.string() })),
    figures: z.number().int(),
  })
  .meta({ id: 'Indicator' })
export type IndicatorShown = z.infer<typeof indicatorSchema>
export const indicatorsSchema = z.object({ items: z.array(indicatorSchema) })

export const seriesKeySchema = z.object({
  indicator: z.string().min(1).max(60),
  region: z.string().regex(/^\d{6}$/),
  scope: z.enum(figureScopes).default('whole'),
  periodType: z.enum(periodTypes),
  measure: z.enum(measures),
  priceBasis: z.enum(['current', 'constant', 'none']).default('none'),
})
export const seriesSchema = z
  .object({
    ...seriesKeySchema.shape,
    indicatorName: z.string(),
    indicatorEnglish: z.string(),
    regionName: z.string(),
    regionEnglish: z.string(),
    unit: z.string(),
    figures: z.number().int(),
    revised: z.number().int(),
    lastPeriod: z.string(),
    lastPublishedAt: instantSchema,
  })
  .meta({ id: 'FigureSeries' })
export type SeriesShown = z.infer<typeof seriesSchema>
export const seriesListSchema = z.object({ items: z.array(seriesSchema) })
/** Every vintage of one series, by period and time of publication. */
export const seriesFiguresSchema = z.object({ items: z.array(figureSchema) })

export { maxImportBytes } from '../../domain/figure-import.ts'
export const startImportQuery = z.object({
  /** Name of the file; the kind is read from its bytes. */
  name: z.string().max(200).default(''),
  /** For files that do not say it: the data site's JSON. */
  publishedAt: givenInstantSchema.optional(),
  status: z.enum(figureStatuses).optional(),
  owner: z.string().trim().max(100).optional(),
})

export const faultSchema = z.object({
  /** Row of the file as a spreadsheet counts it; 0: the file itself. */
  row: z.number().int(),
  column: z.string(),
  field: z.string(),
  code: z.string(),
  value: z.string(),
  hint: z.string().optional(),
  /** The rule that refuses it, where it is one. */
  rule: ruleSchema.optional(),
})
export type FaultShown = z.infer<typeof faultSchema>

const countsSchema = z.record(z.enum(importKinds), z.number().int())
export const figureImportSchema = z
  .object({
    id: z.string(),
    fileName: z.string(),
    sizeBytes: z.number().int(),
    state: z.enum(importStates),
    /** '' for the program itself. */
    byName: z.string(),
    startedAt: instantSchema,
    checkedAt: instantSchema.nullable(),
    endedAt: instantSchema.nullable(),
    /** Rows read and staged, about how many there are, rows written. */
    rowsRead: z.number().int(),
    rowsExpected: z.number().int().nullable(),
    rowsSaved: z.number().int(),
    counts: countsSchema.nullable(),
    faults: z.array(faultSchema),
    /** More than `faults` holds where a file has very many. */
    faultCount: z.number().int(),
    moves: z.array(moveSchema),
  })
  .meta({ id: 'FigureImport' })
export type FigureImportShown = z.infer<typeof figureImportSchema>

export const importsQuery = z.object({ ...pageQuery })
export const importsSchema = page(figureImportSchema)

/** A row of a file with what saving it does. */
export const stagedSchema = figureSchema.extend({
  row: z.number().int(),
  kind: z.enum(importKinds),
  oldValue: z.string().nullable(),
  oldUnit: z.string().nullable(),
  oldPublishedAt: instantSchema.nullable(),
})
export type StagedShown = z.infer<typeof stagedSchema>
export const stagedQuery = z.object({ kind: z.enum(importKinds).optional(), ...pageQuery })
export const stagedListSchema = page(stagedSchema)

export const importVerbParam = z.object({ id: idSchema, verb: z.enum(['confirm', 'cancel']) })

export const revisionSchema = z.object({
  id: z.string(),
  cause: z.enum(revisionCauses),
  indicatorName: z.string(),
  indicatorEnglish: z.string(),
  regionName: z.string(),
  regionEnglish: z.string(),
  period: z.string(),
  oldFigureId: z.string(),
  newFigureId: z.string(),
  oldValue: z.string(),
  oldUnit: z.string(),
  newValue: z.string(),
  newUnit: z.string(),
  publishedAt: instantSchema,
  at: instantSchema,
})
export const reopenedSchema = z
  .object({
    id: z.string(),
    kind: z.enum(reopenedKinds),
    subjectId: z.string(),
    incidentId: z.string().nullable(),
    unit: unitRefSchema.nullable(),
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
    state: z.enum(reopenedStates),
    /** State of the flag or of the talking points now. */
    subjectState: z.string().nullable(),
    at: instantSchema,
    settledAt: instantSchema.nullable(),
    settledBy: z.string().nullable(),
    settledNote: z.string().nullable(),
    revision: revisionSchema,
    moves: z.array(moveSchema),
  })
  .meta({ id: 'Reopened' })
export type ReopenedShown = z.infer<typeof reopenedSchema>
export const reopenedQuery = z.object({
  kind: z.enum(reopenedKinds).optional(),
  state: z.enum(reopenedStates).optional(),
  ...pageQuery,
  ...formatQuery,
})
export const reopenedListSchema = page(reopenedSchema).extend({ open: z.number().int() })
export const settleRequest = z.object({ note: reasonSchema })
