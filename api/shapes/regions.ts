/** Regions as the contract shows them. */
import { regionByCode } from '../../domain/regions.ts'

/** The English name of a region, or the name given where the table has none. */
export const englishRegion = (code: string, name: string): string => regionByCode(code)?.english || name
