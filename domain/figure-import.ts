/** Words of bringing official figures in, and of what follows when one of them is revised. */
import type { FigureStatus } from './figure.ts'

/**
 * reading → checked | faulty; checked → saving → saved. `cancelled` by whoever brought it; only `saved` has changed any figure.
 */
export const importStates = ['reading', 'checked', 'faulty', 'saving', 'saved', 'cancelled'] as const
export type ImportState = (typeof importStates)[number]

/**
 * What saving does with a row. `same`: known already. `confirmed`: a further vintage with the same value. `revised`: a further vintage with
 * another value. `corrected`: what we hold of this very vintage was wrong.
 */
export const importKinds = ['new', 'same', 'confirmed', 'revised', 'corrected'] as const
export type ImportKind = (typeof importKinds)[number]
export type ImportCounts = Record<ImportKind, number>

/** For files that do not say it themselves (the data site's JSON). */
export type ImportDefaults = { publishedAt?: string; status?: FigureStatus; owner?: string; sourceUrl?: string }

/** A cell that cannot be taken. `column`: the letter a spreadsheet shows, '' where it is the row or the file. */
export type ImportFault = { row: number; column: string; field: string; code: string; value: string; hint?: string }

export const revisionCauses = ['revised', 'corrected'] as const
export type RevisionCause = (typeof revisionCauses)[number]

/** What may have used a figure. */
export const reopenedKinds = ['verdict', 'claim', 'talking_points', 'report', 'release', 'correction'] as const
export type ReopenedKind = (typeof reopenedKinds)[number]
export const reopenedStates = ['open', 'kept', 'settled'] as const
export type ReopenedState = (typeof reopenedStates)[number]

/** Of a file of figures or a calendar. */
export const maxImportBytes = 64 * 1024 * 1024
