/**
 * Kills in the middle of sealing: a process that only seals (seal-worker.ts) gets SIGKILL at random moments, again and again
 * on the same data. After each kill no version and no evidence is lost, doubled or half, and what was torn is cut off.
 */
import { spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { addMs, day } from '../../domain/time.ts'
import { verifyAudit } from '../../store/audit.ts'
import { repairLeftBehind } from '../../store/manifests.ts'
import { openStore, rowsOf, type Store } from '../../store/open.ts'
import { articles, outlets } from '../../store/schema.ts'
import { describeFault, verifyEvidence } from '../../store/verify-evidence.ts'
import { openEvidenceFolder } from '../../store/warc/folder.ts'
import { soundLength } from '../../store/warc/repair.ts'
import { dice as diceOf } from './dice.ts'

export type SealReport = {
  kills: number
  versions: number
  records: number
  sealedDays: number
  /** Written half by power cuts that we played, and cut off again by the repair. */
  tornBytes: number
  cutBytes: number
}

const start = new Date('2026-11-20T01:00:00Z')
const worker = fileURLToPath(new URL('./seal-worker.ts', import.meta.url))

export async function sealRun({ seed, kills }: { seed: number; kills: number }): Promise<SealReport> {
  const folder = mkdtempSync(join(tmpdir(), 'tongyu-seal-'))
  const dice = diceOf(seed)
  const report: SealReport = { kills: 0, versions: 0, records: 0, sealedDays: 0, tornBytes: 0, cutBytes: 0 }
  await seedArticles(folder)
  const acknowledged = new Map<string, number>()
  for (; report.kills < kills; report.kills++) {
    await killedWhileSealing(folder, {
      seed: seed + report.kills,
      at: addMs(start, report.kills * 40 * day),
      dice,
      acknowledged,
    })
    report.tornBytes += tearEnd(folder, dice)
    Object.assign(report, await look(folder, acknowledged, report.cutBytes))
  }
  rmSync(folder, { recursive: true, force: true })
  return report
}

async function seedArticles(folder: string): Promise<void> {
  const store = await openStore({ dataDir: folder, now: () => new Date() })
  await store.db.insert(outlets).values({ id: 'o', name: '测试媒体', kind: 'site', origin: 'domestic' })
  const rows = Array.from({ length: 6 }, (_, n) => `https://library.example/${n}`).map((url) => ({
    ...{ canonicalUrl: url, url, outletId: 'o', title: url, firstSeenAt: start, dueAt: start },
  }))
  await store.db.insert(articles).values(rows)
  await store.close()
}

type Life = { seed: number; at: Date; dice: ReturnType<typeof diceOf>; acknowledged: Map<string, number> }

async function killedWhileSealing(folder: string, { seed, at, dice, acknowledged }: Life): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', worker, folder, String(seed), at.toISOString()], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let errors = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  const ended = new Promise((done) => child.once('close', done))
  try {
    const until = Date.now() + 120_000
    // Counted in what it did, not in time: a busy machine is killed in the middle as well.
    const enough = dice.between(8, 36)
    while (said.split('\n').length < enough) {
      if (child.exitCode !== null || Date.now() > until) throw new Error(`the worker does not get on:\n${errors}`)
      await sleep(2)
    }
    await sleep(dice.between(0, 30))
    if (child.exitCode !== null) throw new Error(`the worker ended by itself:\n${errors}`)
  } finally {
    child.kill('SIGKILL')
    await ended
  }
  for (const line of said.split('\n').slice(0, -1)) {
    const [id = '', versions] = line.split(' ')
    if (versions) acknowledged.set(id, Number(versions))
  }
}

/**
 * A process that is killed leaves whole writes, because the system keeps them; a power cut does not. Every second time the file
 * that was written last ends in half a record, as after one. Answers with how many bytes that is.
 */
function tearEnd(folder: string, dice: ReturnType<typeof diceOf>): number {
  const root = join(folder, 'evidence')
  const day = readdirSync(root)
    .filter((name) => existsSync(join(root, name)) && !existsSync(join(root, name, 'manifest.json')))
    .sort()
    .at(-1)
  const names = day ? readdirSync(join(root, day)).filter((name) => name.endsWith('.warc.gz')) : []
  const newest = names
    .map((name) => join(root, day!, name))
    .sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs)
    .at(-1)
  if (!newest || dice.chance(0.5)) return 0
  const half = readFileSync(newest).subarray(0, dice.between(1, 200))
  appendFileSync(newest, half)
  return half.length
}

async function look(
  folder: string,
  acknowledged: Map<string, number>,
  cutBefore: number,
): Promise<Partial<SealReport>> {
  const store = await openStore({ dataDir: folder, now: () => new Date() })
  const evidence = openEvidenceFolder(join(folder, 'evidence'))
  try {
    const repairs = await repairLeftBehind({ db: store.db, folder: evidence }, start)
    for (const day of await evidence.days())
      for (const { file, bytes } of await evidence.filesOf(day))
        if (soundLength(readFileSync(join(evidence.directory, file))).bytes !== bytes)
          throw new Error(`${file} is torn still`)
    const verdict = await verifyEvidence({ db: store.db, folder: evidence })
    if (verdict.faults.length > 0) throw new Error(verdict.faults.map(describeFault).join('\n'))
    const audit = await verifyAudit(store.db)
    if (!audit.ok) throw new Error(`the record is broken: ${JSON.stringify(audit)}`)
    const cutBytes = repairs.reduce((sum, r) => sum + r.cut, cutBefore)
    return {
      versions: await countVersions(store, acknowledged),
      records: verdict.records,
      sealedDays: verdict.sealed,
      cutBytes,
    }
  } finally {
    await store.close()
  }
}

/** Each finds what must not be. */
const never: { rule: string; query: string }[] = [
  {
    rule: 'an article has the versions it says, numbered without a gap',
    query: `SELECT a.id FROM articles a LEFT JOIN article_versions v ON v.article_id = a.id GROUP BY a.id, a.versions
      HAVING count(v.id) <> a.versions OR coalesce(max(v.n), 0) <> a.versions`,
  },
  {
    rule: 'a version differs from the one before',
    query: `SELECT v.id FROM article_versions v JOIN article_versions w ON w.article_id = v.article_id AND w.n = v.n - 1
      WHERE w.content_hash = v.content_hash`,
  },
  {
    rule: 'a version has evidence of its own',
    query: 'SELECT evidence_id FROM article_versions GROUP BY 1 HAVING count(*) > 1',
  },
  {
    rule: 'two records never lie in one place',
    query: `SELECT e.id FROM evidence e JOIN evidence f ON f.file = e.file AND f.id <> e.id
      AND f.offset < e.offset + e.length AND e.offset < f.offset + f.length`,
  },
  {
    rule: 'a version after the first was seen in one look',
    query: `SELECT v.id FROM article_versions v LEFT JOIN article_visits t ON t.article_version_id = v.id
      WHERE v.n > 1 GROUP BY v.id HAVING count(t.id) <> 1`,
  },
]

async function countVersions({ db }: Store, acknowledged: Map<string, number>): Promise<number> {
  for (const { rule, query } of never) {
    const rows = rowsOf<object>(await db.execute(sql.raw(query)))
    if (rows.length > 0) throw new Error(`not so: ${rule}: ${JSON.stringify(rows.slice(0, 3))}`)
  }
  const known = await db.select().from(articles)
  for (const [id, versions] of acknowledged) {
    const now = known.find((a) => a.id === id)?.versions ?? 0
    // One more may have been saved and not said.
    if (now < versions || now > versions + 1)
      throw new Error(`article ${id}: acknowledged ${versions} versions, has ${now}`)
  }
  return known.reduce((sum, a) => sum + a.versions, 0)
}
