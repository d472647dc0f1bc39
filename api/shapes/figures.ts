/** Figures, imports and reopened matters as the contract shows them. */
import { catalogued, indicatorCatalogue } from '../../analyzer/indicators/catalogue.ts'
import type { ImportFault } from '../../domain/figure-import.ts'
import type { RuleId } from '../../domain/rules.ts'
import type { Actor, UnitTree } from '../../domain/units.ts'
import type { FigureImport, StagedRow } from '../../store/figure-imports.ts'
import type { FigureRow, SeriesSummary } from '../../store/figures.ts'
import type { ReopenedShown as ReopenedRow } from '../../store/revisions.ts'
import { allowedImportMoves } from '../../workflow/figure/figure-import.ts'
import { may } from '../../workflow/policy.ts'
import type {
  FaultShown,
  FigureImportShown,
  FigureShown,
  IndicatorShown,
  ReopenedShown,
  SeriesShown,
  StagedShown,
} from '../contract.ts'
import { ruleShown } from '../errors.ts'
import { moveOf, moveShown } from './moves.ts'
import { englishRegion } from './regions.ts'
import { iso, isoOrNull, unitRef } from './units.ts'

type Shown = Omit<FigureRow, 'change' | 'importId'>

export const figureShown = (f: Shown): FigureShown => ({
  ...{ id: f.id, indicator: f.indicator, indicatorName: f.indicatorName, region: f.region, regionName: f.regionName },
  ...englishNames(f),
  ...{ scope: f.scope, period: f.period, periodType: f.periodType, measure: f.measure, priceBasis: f.priceBasis },
  ...{ value: f.value, unit: f.unit, status: f.status, owner: f.owner, sourceUrl: f.sourceUrl },
  publishedAt: iso(f.publishedAt),
  supersededAt: isoOrNull(f.supersededAt),
})

/** For readers in English: the catalogue's and the table's names, or ours where they have none. */
const englishNames = (f: { indicator: string; indicatorName: string; region: string; regionName: string }) => ({
  indicatorEnglish: catalogued(f.indicator)?.english ?? f.indicatorName,
  regionEnglish: englishRegion(f.region, f.regionName),
})

export const indicatorRef = (code: string) => {
  const entry = catalogued(code)
  return { code, name: entry?.name ?? code, english: entry?.english ?? code }
}

/** The whole catalogue, and after it what a bureau brought of its own. */
export function indicatorsShown(present: { code: string; name: string; figures: number }[]): IndicatorShown[] {
  const counts = new Map(present.map((p) => [p.code, p]))
  const known = indicatorCatalogue.map((e) => ({
    ...{ code: e.code, name: e.name, english: e.english, aliases: e.aliases, group: e.group, unit: e.unit },
    ...{ level: e.level, growth: e.growth, owner: e.owner, definition: e.definition, traps: e.traps },
    confusedWith: e.confusedWith.map(indicatorRef),
    figures: counts.get(e.code)?.figures ?? 0,
  }))
  const own = present
    .filter(({ code }) => !catalogued(code))
    .map(({ code, name, figures }) => ({
      ...{
        code,
        name,
        english: code,
        aliases: [],
        group: '',
        unit: '',
        level: 'none' as const,
        growth: 'none' as const,
      },
      ...{ owner: 'bureau', definition: '', traps: [], confusedWith: [], figures },
    }))
  return [...known, ...own]
}

export const seriesShown = (s: SeriesSummary): SeriesShown => ({
  ...s,
  ...englishNames(s),
  priceBasis: s.priceBasis ?? 'none',
  lastPublishedAt: iso(s.lastPublishedAt),
})

/** Faults that a rule makes, not the program. */
const ruleOfFault: Record<string, RuleId> = {
  not_yet_published: 'law-release-28',
  not_released: 'law-release-28',
  unpublished_status: 'law-release-28',
}

export const faultShown = (fault: ImportFault): FaultShown => {
  const rule = ruleOfFault[fault.code]
  return { ...fault, ...(rule ? { rule: ruleShown(rule) } : {}) }
}

export const importShown = (row: FigureImport, who: { actor: Actor; tree: UnitTree }): FigureImportShown => ({
  ...{
    id: row.id,
    fileName: row.fileName,
    sizeBytes: row.sizeBytes,
    state: row.state,
    byName: row.by.kind === 'machine' ? '' : row.by.name,
  },
  ...{ startedAt: iso(row.startedAt), checkedAt: isoOrNull(row.checkedAt), endedAt: isoOrNull(row.endedAt) },
  ...{ rowsRead: row.rowsRead, rowsExpected: row.rowsExpected, rowsSaved: row.rowsSaved, counts: row.counts },
  faults: row.faults.map(faultShown),
  faultCount: row.faultCount,
  moves: allowedImportMoves(row, who).map(moveShown),
})

export const stagedShown = (row: StagedRow): StagedShown => ({
  ...figureShown(row),
  ...{ row: row.row, kind: row.kind, oldValue: row.oldValue, oldUnit: row.oldUnit },
  oldPublishedAt: isoOrNull(row.oldPublishedAt),
})

export function reopenedShown(row: ReopenedRow, { actor, tree }: { actor: Actor; tree: UnitTree }): ReopenedShown {
  const { revision: r, indicator, indicatorName, region, regionName, period } = row
  const right = may(actor, 'settle-revision', { unitId: row.unitId, tree })
  return {
    ...{ id: row.id, kind: row.kind, subjectId: row.subjectId, incidentId: row.incidentId, facts: row.facts },
    ...{ unit: unitRef(tree, row.unitId), state: row.state, subjectState: row.subjectState, at: iso(row.at) },
    ...{ settledAt: isoOrNull(row.settledAt), settledBy: row.settledBy, settledNote: row.settledNote },
    revision: {
      ...{ id: r.id, cause: r.cause, indicatorName, regionName, period, oldFigureId: r.oldFigureId },
      ...englishNames({ indicator, indicatorName, region, regionName }),
      ...{
        newFigureId: r.newFigureId,
        oldValue: r.oldValue,
        oldUnit: r.oldUnit,
        newValue: r.newValue,
        newUnit: r.newUnit,
      },
      ...{ publishedAt: iso(r.publishedAt), at: iso(r.at) },
    },
    moves: row.state === 'open' ? [moveOf('settle', right)] : [],
  }
}
