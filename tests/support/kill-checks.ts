/** What must hold of the data after kills: every acknowledged decision once, nothing twice, nothing half, evidence unbroken. */
import { sql } from 'drizzle-orm'
import type { FlagDetail, IncidentRoom, IncidentRow, Page } from '../../api/contract.ts'
import { endedIncidentStates } from '../../domain/incident.ts'
import { verifyAudit } from '../../store/audit.ts'
import { type Db, rowsOf } from '../../store/open.ts'
import { describeFault, verifyEvidence } from '../../store/verify-evidence.ts'
import type { EvidenceFolder } from '../../store/warc/folder.ts'
import type { Crew, Decision } from './kill-decisions.ts'

export type Findings = { events: number; articles: number; evidence: number; firings: number; messages: number }

const acknowledged = (d: Decision) => d.outcome === 'acknowledged'

/** Asks the running program: the regional office sees every acknowledged decision where it belongs. */
export async function stillThere(crew: Crew, decisions: Decision[]): Promise<void> {
  const kept = decisions.filter(acknowledged)
  if (kept.length === 0) return
  const office = crew['gx-office']!
  const shown: string[] = []
  const written = new Map<string, number>()
  const { items } = (await office.get<Page<IncidentRow>>('/api/incidents?pageSize=100')).body
  for (const { id } of items) {
    const room = (await office.get<IncidentRoom>(`/api/incidents/${id}`)).body
    shown.push(JSON.stringify(room))
    // The room shows the newest wording of a text; the older ones are counted in its timeline.
    for (const { action, subject } of room.timeline)
      if (subject.kind === 'talking_points' && (action === 'draft' || action === 'revise'))
        written.set(subject.id, (written.get(subject.id) ?? 0) + 1)
  }
  for (const flagId of new Set(kept.filter((d) => d.kind.endsWith('verdict')).map((d) => d.subjectId)))
    shown.push(JSON.stringify((await office.get<FlagDetail>(`/api/flags/${flagId}`)).body))
  const all = shown.join('\n')
  const isText = (d: Decision) => d.kind === 'draft' || d.kind === 'revise'
  const gone = kept.filter((d) => !isText(d) && d.marker !== '' && !all.includes(d.marker))
  for (const [id, n] of countBy(kept.filter(isText), (d) => d.subjectId ?? ''))
    if ((written.get(id) ?? 0) < n) gone.push(...kept.filter((d) => isText(d) && d.subjectId === id))
  if (gone.length > 0) throw new Error(`acknowledged and gone after the kill: ${JSON.stringify(gone)}`)
}

/** Looks at everything that lies there. Throws with the first thing that is wrong; answers with how much was looked at. */
export async function checkData(
  db: Db,
  { evidence: folder, decisions }: { evidence: EvidenceFolder; decisions: Decision[] },
): Promise<Findings> {
  const verdict = await verifyAudit(db)
  if (!verdict.ok) throw new Error(`the audit chain is broken: ${JSON.stringify(verdict)}`)
  await checkWords(db, decisions)
  await checkActs(db, decisions)
  for (const { rule, query } of nothingTwice) {
    const rows = rowsOf<object>(await db.execute(sql.raw(query)))
    if (rows.length > 0) throw new Error(`${rule}: ${JSON.stringify(rows.slice(0, 5))}`)
  }
  const { faults, records } = await verifyEvidence({ db, folder })
  if (faults.length > 0) throw new Error(`evidence is damaged: ${faults.map(describeFault).join('; ')}`)
  const [counts] = rowsOf<Omit<Findings, 'events' | 'evidence'>>(
    await db.execute(sql`SELECT (SELECT count(*)::int FROM articles) AS articles,
      (SELECT count(*)::int FROM clock_firings) AS firings, (SELECT count(*)::int FROM deliveries) AS messages`),
  )
  return { ...counts!, events: verdict.events, evidence: records }
}

/** The words of a decision stand exactly once where it was acknowledged, nowhere where it was refused, never twice. */
async function checkWords(db: Db, decisions: Decision[]): Promise<void> {
  // Some acts cause others, which are recorded with the same reason: the words count where their own act is recorded.
  const texts = rowsOf<{ key: string }>(
    await db.execute(sql`SELECT action || ' ' || reason AS key FROM audit_events WHERE reason IS NOT NULL
      UNION ALL SELECT CASE n WHEN 1 THEN 'send' ELSE 'revise' END || ' ' || (fields->>'other') FROM report_revisions
      UNION ALL SELECT CASE n WHEN 1 THEN 'draft' ELSE 'revise' END || ' ' || (body->>'summary') FROM talking_points_revisions`),
  )
  const found = countBy(texts, (t) => t.key)
  for (const decision of decisions.filter((d) => d.marker !== '')) {
    const n = found.get(`${decision.action} ${decision.marker}`) ?? 0
    const wanted = { acknowledged: n === 1, refused: n === 0, lost: n <= 1 }
    if (!wanted[decision.outcome]) throw new Error(`a decision stands ${n} times: ${JSON.stringify(decision)}`)
  }
}

/** One event of the record for each acknowledged act on a thing, none for what was refused. */
async function checkActs(db: Db, decisions: Decision[]): Promise<void> {
  const events = rowsOf<{ key: string }>(
    await db.execute(sql`SELECT action || ' ' || subject_id AS key FROM audit_events`),
  )
  const found = countBy(events, (e) => e.key)
  const keyOf = (d: Decision) => `${d.action} ${d.subjectId}`
  const done = countBy(decisions.filter(acknowledged), keyOf)
  const lost = countBy(
    decisions.filter((d) => d.outcome === 'lost'),
    keyOf,
  )
  for (const [key, n] of done) {
    const events = found.get(key) ?? 0
    // To bring an article that somebody brought before is acknowledged and changes nothing.
    const most = key.startsWith('open ') ? 1 : n + (lost.get(key) ?? 0)
    const least = key.startsWith('open ') ? 1 : n
    if (events < least || events > most) throw new Error(`${key}: acknowledged ${n} times, recorded ${events} times`)
  }
}

function countBy<T>(items: T[], keyOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return counts
}

/** Each finds what must not be. */
const nothingTwice = [
  {
    rule: 'a step of a clock is recorded once',
    query: `SELECT subject_id, step->>'step' AS step, count(*) FROM audit_events, jsonb_array_elements(after->'steps') step
      WHERE subject_kind = 'clock' GROUP BY 1, 2 HAVING count(*) > 1`,
  },
  {
    rule: 'a fired step is in the record, and a recorded one was fired',
    query: `SELECT coalesce(f.clock_id, e.clock_id) AS clock, coalesce(f.step, e.step) AS step FROM clock_firings f FULL JOIN
      (SELECT subject_id AS clock_id, step->>'step' AS step FROM audit_events, jsonb_array_elements(after->'steps') step
       WHERE subject_kind = 'clock') e ON e.clock_id = f.clock_id AND e.step = f.step
      WHERE f.step IS NULL OR e.step IS NULL`,
  },
  {
    rule: 'a flag and an incident are opened once',
    query: `SELECT subject_kind, subject_id, count(*) FROM audit_events
      WHERE action = 'open' AND subject_kind IN ('flag', 'incident') GROUP BY 1, 2 HAVING count(*) > 1`,
  },
  {
    rule: 'every flag, incident, report and text has its opening in the record',
    query: `SELECT id FROM (SELECT id, 'open' AS action FROM flags UNION ALL SELECT id, 'open' FROM incidents
        UNION ALL SELECT id, 'send' FROM reports UNION ALL SELECT id, 'draft' FROM talking_points) t
      WHERE NOT EXISTS (SELECT 1 FROM audit_events e WHERE e.subject_id = t.id AND e.action = t.action)`,
  },
  {
    rule: 'one story has one open incident in a tree',
    query: `SELECT cluster_id, root_id, count(*) FROM incidents
      WHERE state NOT IN (${endedIncidentStates.map((s) => `'${s}'`).join(', ')}) GROUP BY 1, 2 HAVING count(*) > 1`,
  },
  {
    rule: 'a duty of a unit runs once in an incident',
    query: `SELECT incident_id, duty, unit_id, count(*) FROM clocks
      WHERE subject_id = '' GROUP BY 1, 2, 3 HAVING count(*) > 1`,
  },
  {
    rule: 'reports of a unit are numbered without a gap, with all their revisions',
    query: `SELECT incident_id, from_unit_id FROM reports GROUP BY 1, 2 HAVING max(seq) <> count(*)
      UNION ALL SELECT id, revisions::text FROM reports r
      WHERE revisions <> (SELECT count(*) FROM report_revisions v WHERE v.report_id = r.id)`,
  },
  {
    rule: 'talking points have all their revisions',
    query: `SELECT id FROM talking_points x
      WHERE revision <> (SELECT count(*) FROM talking_points_revisions v WHERE v.talking_points_id = x.id)`,
  },
  {
    rule: 'an article has as many versions as it says, numbered without a gap',
    query: `SELECT id, versions FROM articles a
      WHERE versions <> (SELECT count(*) FROM article_versions v WHERE v.article_id = a.id)
        OR versions <> (SELECT coalesce(max(n), 0) FROM article_versions v WHERE v.article_id = a.id)`,
  },
  {
    rule: 'a version says something new',
    query: `SELECT v.article_id, v.n FROM article_versions v
      JOIN article_versions w ON w.article_id = v.article_id AND w.n = v.n + 1 AND w.content_hash = v.content_hash`,
  },
  {
    rule: 'an analyzed article belongs to a story that exists, and is found by search',
    query: `SELECT id FROM articles a WHERE state = 'analyzed' AND (
        NOT EXISTS (SELECT 1 FROM clusters c WHERE c.id = a.cluster_id)
        OR NOT EXISTS (SELECT 1 FROM article_search s WHERE s.article_id = a.id))`,
  },
  {
    rule: 'a story keeps its articles together',
    query: `SELECT e.from_article_id, e.to_article_id FROM repost_edges e
      JOIN articles f ON f.id = e.from_article_id JOIN articles t ON t.id = e.to_article_id
      WHERE f.cluster_id IS DISTINCT FROM t.cluster_id`,
  },
  {
    rule: 'a flag stands in the story of its article',
    query: `SELECT f.id FROM flags f JOIN articles a ON a.id = f.article_id
      WHERE a.state = 'analyzed' AND f.cluster_id IS DISTINCT FROM a.cluster_id`,
  },
  {
    rule: 'everybody of the demo has one password and their seats',
    query: `SELECT u.username FROM "user" u WHERE (SELECT count(*) FROM account a WHERE a.user_id = u.id) <> 1
      OR (SELECT count(*) FROM seats s WHERE s.user_id = u.id AND s.to_at IS NULL) <> 1`,
  },
  { rule: 'nothing is in quarantine', query: 'SELECT step, error FROM quarantine WHERE replayed_at IS NULL' },
]
