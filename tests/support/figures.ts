/** Official figures for a test, brought in the way that a bureau does it. */
import type { Figure } from '../../domain/figure.ts'
import type { Db } from '../../store/open.ts'
import { figureFields } from '../../workflow/figure/figure-columns.ts'
import { importFigures } from '../../workflow/figure/import-figures.ts'

export type TestFigure = Omit<Figure, 'supersededAt'> & {
  indicatorName: string
  regionName: string
  supersededAt?: Date | null
}

/** Throws with the faults where there are any. */
export async function putFigures(db: Db, figures: TestFigure[], at = new Date('2026-11-01T00:00:00Z')): Promise<void> {
  const bytes = Buffer.from(figureCsv(figures))
  const by = { kind: 'machine' as const, name: 'test' }
  const outcome = await importFigures(db, { fileName: 'test.csv', bytes, dryRun: false }, { by, at })
  if (!outcome.ok || outcome.value.state !== 'saved')
    throw new Error(JSON.stringify(outcome.ok ? outcome.value.faults : outcome.refusal))
}

export function figureCsv(figures: TestFigure[]): string {
  const rows = figures.map((f) => [
    ...[f.id, f.indicator, f.indicatorName, f.region, f.regionName, '', f.period, f.periodType, f.measure],
    ...[
      f.priceBasis ?? '',
      f.value,
      f.unit,
      f.status,
      f.publishedAt.toISOString(),
      f.supersededAt?.toISOString() ?? '',
    ],
    ...[f.owner, f.sourceUrl],
  ])
  return [figureFields, ...rows].map((row) => row.join(',')).join('\n')
}
