/**
 * From staged rows to figures: what each row would do, what cannot be as a whole, and the switch that saves all of them. Set by set in
 * SQL, the same on both databases: a hundred thousand rows are a few statements.
 */
import { eq, type SQL, sql } from 'drizzle-orm'
import { type ImportCounts, type ImportFault, type ImportKind, importKinds } from '../domain/figure-import.ts'
import { type Db, rowsOf } from './open.ts'
import { stagedFigures } from './schema.ts'

/** Tells the planner how large the tables are now: the embedded database has nobody who does it by himself. */
export async function analyzeStaged(db: Db): Promise<void> {
  await db.execute(sql`ANALYZE staged_figures, figures, calendar_entries`)
}

/** Series and period of two rows are the same. `coalesce`, because IS NOT DISTINCT FROM can use no index and no hash. */
const sameSeries = (a: string, b: string): SQL =>
  sql.raw(
    `${['indicator', 'region', 'scope', 'period', 'period_type', 'measure'].map((c) => `${a}.${c} = ${b}.${c}`).join(' AND ')} AND coalesce(${a}.price_basis, '') = coalesce(${b}.price_basis, '')`,
  )
const seriesOf = (a: string): SQL =>
  sql.raw(
    `${['indicator', 'region', 'scope', 'period', 'period_type', 'measure'].map((c) => `${a}.${c}`).join(', ')}, coalesce(${a}.price_basis, '')`,
  )
/** The last month of a period: a year, its fourth quarter and January to December are published in one release. */
const lastMonth = (a: string): SQL =>
  sql.raw(
    `CASE WHEN ${a}.period LIKE '____Q_' THEN left(${a}.period, 4) || '-' || lpad((right(${a}.period, 1)::int * 3)::text, 2, '0') WHEN length(${a}.period) = 4 THEN ${a}.period || '-12' ELSE ${a}.period END`,
  )

/** Says for every staged row what saving it would do. Twice is the same as once. */
export async function classifyStaged(tx: Db, importId: string): Promise<ImportCounts> {
  const mine = sql`s.import_id = ${importId}`
  await tx.execute(
    sql`UPDATE staged_figures s SET kind = 'new', old_id = NULL, old_value = NULL, old_unit = NULL, old_published_at = NULL WHERE ${mine} AND kind <> 'new'`,
  )
  const old = sql`old_id = f.id, old_value = f.value, old_unit = f.unit, old_published_at = f.published_at`
  await tx.execute(sql`
    UPDATE staged_figures s SET ${old}, kind = CASE WHEN f.value::text = s.value::text AND f.unit = s.unit AND f.status = s.status
        AND f.owner = s.owner AND f.source_url = s.source_url AND f.indicator_name = s.indicator_name AND f.region_name = s.region_name
        AND (s.superseded_at IS NULL OR s.superseded_at = f.superseded_at) THEN 'same' ELSE 'corrected' END
    FROM figures f WHERE ${mine} AND ${sameSeries('f', 's')} AND f.published_at = s.published_at`)
  await tx.execute(sql`
    UPDATE staged_figures s SET ${old}, kind = 'corrected' FROM figures f WHERE ${mine} AND s.kind = 'new' AND f.id = s.id`)
  // Only the last vintage of the file can take the place of the last we have; what lies before either is history.
  await tx.execute(sql`
    UPDATE staged_figures s SET ${old}, kind = CASE WHEN f.value <> s.value OR f.unit <> s.unit THEN 'revised'
        WHEN f.status = s.status THEN 'same' ELSE 'confirmed' END
    FROM (
      SELECT DISTINCT ON (s.row) s.row AS staged_row, f.*
      FROM (SELECT s.*, row_number() OVER (PARTITION BY ${seriesOf('s')} ORDER BY s.published_at DESC) AS place
            FROM staged_figures s WHERE ${mine}) s
      JOIN figures f ON ${sameSeries('f', 's')}
      WHERE s.kind = 'new' AND s.place = 1
      ORDER BY s.row, f.published_at DESC
    ) f WHERE ${mine} AND s.kind = 'new' AND s.row = f.staged_row AND f.published_at < s.published_at`)
  return countStaged(tx, importId)
}

async function countStaged(tx: Db, importId: string): Promise<ImportCounts> {
  const rows = await tx
    .select({ kind: stagedFigures.kind, n: sql<number>`count(*)::int` })
    .from(stagedFigures)
    .where(eq(stagedFigures.importId, importId))
    .groupBy(stagedFigures.kind)
  const none = Object.fromEntries(importKinds.map((kind) => [kind, 0])) as Record<ImportKind, number>
  return { ...none, ...Object.fromEntries(rows.map((r) => [r.kind, r.n])) }
}

/** What no single row shows: repeated figures and ids, ids that are another figure's, a status that goes back, releases still to come. At most `limit` of each. */
export async function faultsOfStaged(tx: Db, importId: string, now: Date, limit: number): Promise<ImportFault[]> {
  const mine = sql`s.import_id = ${importId}`
  const fault = (field: string, code: string) => (r: { row: number; value: string; hint: string | null }) =>
    ({ row: r.row, column: '', field, code, value: r.value, ...(r.hint ? { hint: r.hint } : {}) }) satisfies ImportFault
  const ask = async (query: SQL, field: string, code: string) =>
    rowsOf<{ row: number; value: string; hint: string | null }>(
      await tx.execute(sql`${query} ORDER BY 1 LIMIT ${limit}`),
    ).map(fault(field, code))
  const repeated = (by: SQL, value: SQL) => sql`
    SELECT row, value, hint FROM (SELECT s.row, ${value} AS value, (min(s.row) OVER w)::text AS hint, row_number() OVER (PARTITION BY ${by} ORDER BY s.row) AS n
      FROM staged_figures s WHERE ${mine} WINDOW w AS (PARTITION BY ${by})) AS r WHERE n > 1`
  const rank = (a: string) => sql.raw(`array_position(ARRAY['preliminary','verified','census'], ${a}.status)`)
  return [
    ...(await ask(
      repeated(sql`${seriesOf('s')}, s.published_at`, sql`s.indicator_name || ' ' || s.region_name || ' ' || s.period`),
      'value',
      'repeated_figure',
    )),
    ...(await ask(repeated(sql`s.id`, sql`s.id`), 'id', 'repeated_id')),
    ...(await ask(
      sql`SELECT s.row, s.id AS value, f.indicator_name || ' ' || f.region_name || ' ' || f.period AS hint FROM staged_figures s
          JOIN figures f ON f.id = s.id WHERE ${mine} AND s.old_id IS NOT NULL AND s.old_id <> f.id`,
      'id',
      'id_taken',
    )),
    ...(await ask(
      sql`SELECT s.row, s.status AS value, f.status AS hint FROM staged_figures s JOIN figures f ON f.id = s.old_id
          WHERE ${mine} AND s.kind IN ('revised', 'confirmed') AND ${rank('s')} < ${rank('f')}`,
      'status',
      'status_goes_back',
    )),
    ...(await ask(
      sql`SELECT s.row, s.period AS value, to_char(min(c.scheduled_at) AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') AS hint
          FROM staged_figures s JOIN calendar_entries c ON c.region = s.region AND s.indicator = ANY(c.indicators)
            AND ${lastMonth('c')} = ${lastMonth('s')}
          WHERE ${mine} GROUP BY s.row, s.period
          HAVING bool_and(coalesce(c.released_at, CASE WHEN c.state = 'postponed' THEN 'infinity'::timestamptz ELSE c.scheduled_at END) > ${now.toISOString()}::timestamptz)`,
      'published_at',
      'not_released',
    )),
  ]
}

/** Saves every classified row. Must run under the lock `figures`, in the transaction of the record. Answers with the number of rows written. */
export async function saveStaged(tx: Db, importId: string, now: Date): Promise<number> {
  const mine = sql`s.import_id = ${importId}`
  const change = await nextChange(tx, 'figures')
  const columns = [
    ...[
      'indicator',
      'indicator_name',
      'region',
      'region_name',
      'scope',
      'period',
      'period_type',
      'measure',
      'price_basis',
    ],
    ...['value', 'unit', 'status', 'published_at', 'superseded_at', 'owner', 'source_url'],
  ]
  await tx.execute(sql`
    INSERT INTO figure_revisions (id, import_id, cause, old_figure_id, new_figure_id, old_value, old_unit, new_value, new_unit, published_at, at, due_at)
    SELECT gen_random_uuid()::text, ${importId}, s.kind, s.old_id, CASE WHEN s.kind = 'corrected' THEN s.old_id ELSE s.id END,
      s.old_value, s.old_unit, s.value, s.unit, s.published_at, ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz
    FROM staged_figures s WHERE ${mine} AND s.kind IN ('revised', 'corrected')
      AND (s.old_value <> s.value OR s.old_unit <> s.unit)`)
  // A corrected row may leave its place: whoever was superseded by it is not any more; the chain below says by whom.
  await tx.execute(sql`
    UPDATE figures p SET superseded_at = NULL, change = ${change} FROM staged_figures s JOIN figures f ON f.id = s.old_id
    WHERE ${mine} AND s.kind = 'corrected' AND ${sameSeries('p', 'f')} AND p.superseded_at = f.published_at AND p.id <> f.id`)
  const corrected = await tx.execute(sql`
    UPDATE figures f SET ${sql.raw(columns.map((c) => `${c} = s.${c}`).join(', '))}, change = ${change}, import_id = ${importId}
    FROM staged_figures s WHERE ${mine} AND s.kind = 'corrected' AND f.id = s.old_id RETURNING f.id`)
  await tx.execute(sql`
    INSERT INTO figures (id, ${sql.raw(columns.join(', '))}, change, import_id)
    SELECT s.id, ${sql.raw(columns.map((c) => `s.${c}`).join(', '))}, ${change}, ${importId}
    FROM staged_figures s WHERE ${mine} AND s.kind IN ('new', 'confirmed', 'revised')`)
  await tx.execute(sql`
    UPDATE figures f SET superseded_at = n.next, change = ${change} FROM (
      SELECT f.id, lead(f.published_at) OVER (PARTITION BY ${seriesOf('f')} ORDER BY f.published_at) AS next
      FROM figures f WHERE EXISTS (SELECT 1 FROM staged_figures s WHERE ${mine} AND s.kind <> 'same' AND ${sameSeries('s', 'f')})
    ) n WHERE f.id = n.id AND n.next IS NOT NULL AND (f.superseded_at IS NULL OR f.superseded_at > n.next)`)
  await releaseCovered(tx, importId, now)
  const counts = await countStaged(tx, importId)
  return rowsOf(corrected).length + counts.new + counts.confirmed + counts.revised
}

/** Figures of a release that has come in say that it has come out. */
async function releaseCovered(tx: Db, importId: string, now: Date): Promise<void> {
  const updated = await tx.execute(sql`
    UPDATE calendar_entries e SET released_at = r.at, state = 'released', changed_at = ${now.toISOString()}::timestamptz FROM (
      SELECT c.id, min(s.published_at) AS at FROM staged_figures s
      JOIN calendar_entries c ON c.region = s.region AND s.indicator = ANY(c.indicators) AND ${lastMonth('c')} = ${lastMonth('s')}
      WHERE s.import_id = ${importId} AND c.released_at IS NULL AND s.kind IN ('new', 'revised', 'confirmed')
        AND s.published_at >= c.scheduled_at - interval '1 day'
      GROUP BY c.id
    ) r WHERE e.id = r.id RETURNING e.id`)
  if (rowsOf(updated).length > 0) await nextChange(tx, 'calendar')
}

/** The number under which rows are written now; readers that hold a smaller one read what is newer. */
export async function nextChange(tx: Db, what: 'figures' | 'calendar'): Promise<number> {
  const column = sql.raw(what)
  const [row] = rowsOf<{ n: number | string }>(
    await tx.execute(sql`
      INSERT INTO figures_changes (id, ${column}) VALUES ('all', 1)
      ON CONFLICT (id) DO UPDATE SET ${column} = figures_changes.${column} + 1 RETURNING ${column} AS n`),
  )
  return Number(row!.n)
}
