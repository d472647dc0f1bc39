/**
 * Kill runs: the demo as a real process on its own data, people at work over HTTP, SIGKILL at a random moment, again and
 * again on the same data. In the end every acknowledged decision is there, nothing was done twice, the record is whole.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { minute, second } from '../../domain/time.ts'
import type { ArticleHit, Page } from '../../api/contract.ts'
import { builtWeb } from '../../main/web-build.ts'
import { openStore } from '../../store/open.ts'
import { openEvidenceFolder } from '../../store/warc/folder.ts'
import { dice as diceOf, type Dice } from './dice.ts'
import { type Crew, crewNames, type Decision, peopleAtWork } from './kill-decisions.ts'
import { checkData, type Findings, stillThere } from './kill-checks.ts'
import type { Person } from './house.ts'
import { entry, freePorts, killAllPrograms, ownEnvironment, type Program, signInAt, startProgram } from './program.ts'

/** `work`: people are at it. `start`: the program is still coming up. */
export type Kill = 'work' | 'start'
export type KillReport = {
  kills: number
  /** Acknowledged decisions by kind. */
  acknowledged: Record<string, number>
  /** Requests that a kill cut off. */
  lost: number
  /** From spawn to the first answer, in ms, of every start that was let live. */
  startMs: number[]
  findings: Findings
  /** What `tongyu audit verify` said. */
  verified: string
}

export type KillRunOptions = {
  seed: number
  kills: Kill[]
  /** Waits in the end until all work of killed lives was taken up again. */
  settled: boolean
}

const password = 'a-password-for-kills'
/** On a machine that has more to do than this. */
const startLimitMs = 2 * minute
const outletsOfWorld = 8

export async function killRun({ seed, kills, settled }: KillRunOptions): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'tongyu-kills-'))
  const dice = diceOf(seed)
  const decisions: Decision[] = []
  const startMs: number[] = []
  // The page is built once and before: a start that builds is no start to measure.
  await builtWeb(() => undefined)
  const site = { folder, port: await freePorts(1), worldPort: await freePorts(outletsOfWorld), dice, decisions }
  try {
    for (const kill of kills) await (kill === 'start' ? diesAtStart(site) : diesAtWork(site, startMs))
    const { program, crew } = await comesUp(site, startMs)
    await stillThere(crew, decisions)
    const work = atWork(site, crew)
    await decided(site, 5)
    await work.stop()
    if (settled) await settles(crew['gx-office']!)
    const code = await program.end()
    if (code !== 0) throw new Error(`the program ended with ${code} on SIGTERM:\n${program.said()}`)
    const dataDir = join(folder, 'demo')
    const verified = auditVerify(dataDir)
    const findings = await look(dataDir, decisions)
    rmSync(folder, { recursive: true, force: true })
    return { kills: kills.length, ...counted(decisions), startMs, findings, verified }
  } catch (e) {
    const why = e instanceof Error ? (e.stack ?? e.message) : String(e)
    throw new Error(`Kill run ${seed} failed (TONGYU_SEED=${seed}); its data is kept in ${folder}\n${why}`)
  } finally {
    killAllPrograms()
  }
}

/** Waits until every article that was found is read and judged, those of killed lives included: their leases run out. */
async function settles(office: Person): Promise<void> {
  const until = Date.now() + 4 * minute
  for (;;) {
    const { items, total } = (await office.get<Page<ArticleHit>>('/api/articles?pageSize=100')).body
    const open = items.filter((a) => a.state !== 'analyzed' && a.state !== 'unreadable')
    if (total > 0 && open.length === 0) return
    if (Date.now() > until) throw new Error(`articles that nobody takes up again: ${JSON.stringify(open)}`)
    await sleep(second)
  }
}

type Site = { folder: string; port: number; worldPort: number; dice: Dice; decisions: Decision[] }

const start = ({ folder, port, worldPort }: Site): Program =>
  startProgram({
    args: ['demo', '--keep', '--world-port', String(worldPort), '--speed', '60', '--password', password],
    env: { TONGYU_DATA: folder, TONGYU_PORT: String(port), TONGYU_TRUSTED_PROXIES: '127.0.0.1' },
    port,
  })

/** Starts on what the last life left and signs everybody in: sessions are the demo's to end, decisions are not. */
async function comesUp(site: Site, startMs: number[]): Promise<{ program: Program; crew: Crew }> {
  const from = Date.now()
  const program = start(site)
  await program.ready(startLimitMs)
  startMs.push(Date.now() - from)
  const crew: Crew = {}
  await Promise.all(
    crewNames.map(async (name) => {
      crew[name] = await signInAt(site.port, name, password)
    }),
  )
  return { program, crew }
}

/** Half of the time before it has opened its data, half of the time as it fills it or goes through it. */
async function diesAtStart(site: Site): Promise<void> {
  const program = start(site)
  const opened = join(site.folder, 'demo', 'database', 'PG_VERSION')
  const until = Date.now() + startLimitMs
  if (site.dice.chance(0.6)) while (!existsSync(opened) && Date.now() < until) await sleep(10)
  await sleep(site.dice.between(200, 4_000))
  await program.kill()
}

async function diesAtWork(site: Site, startMs: number[]): Promise<void> {
  const { program, crew } = await comesUp(site, startMs)
  await stillThere(crew, site.decisions)
  const work = atWork(site, crew)
  await Promise.race([decided(site, site.dice.between(6, 24)), work.ended])
  // Any moment after: most likely in the middle of several requests.
  await sleep(site.dice.between(0, 200))
  await program.kill()
  await work.stop()
}

/** Until so many more decisions were acknowledged, however slow the machine; a minute at most. */
async function decided({ decisions }: Site, more: number): Promise<void> {
  const count = () => decisions.filter((d) => d.outcome === 'acknowledged').length
  const [wanted, until] = [count() + more, Date.now() + minute]
  while (count() < wanted && Date.now() < until) await sleep(5)
}

const hands = 4

/** People work until they are stopped or the server is gone. */
function atWork({ dice, decisions }: Site, crew: Crew): { ended: Promise<void>; stop(): Promise<void> } {
  let stopped = false
  const ended = peopleAtWork({ crew, dice, decisions, stopped: () => stopped }, hands)
  // Whoever waits for it hears of it; a failure before that is no unhandled one.
  ended.catch(() => undefined)
  return {
    ended,
    stop: () => {
      stopped = true
      return ended
    },
  }
}

function counted(decisions: Decision[]): Pick<KillReport, 'acknowledged' | 'lost'> {
  const acknowledged: Record<string, number> = {}
  for (const { kind, outcome } of decisions)
    if (outcome === 'acknowledged') acknowledged[kind] = (acknowledged[kind] ?? 0) + 1
  return { acknowledged, lost: decisions.filter((d) => d.outcome === 'lost').length }
}

/** The program's own word on its record, as an administrator would ask for it. */
function auditVerify(dataDir: string): string {
  const env = { ...ownEnvironment(), TONGYU_DATA: dataDir }
  const ran = spawnSync(process.execPath, [entry, 'audit', 'verify'], { env, encoding: 'utf8' })
  if (ran.status !== 0) throw new Error(`audit verify: ${ran.stdout}${ran.stderr}`)
  return ran.stdout.trim()
}

/** The data as it lies there when nobody has it open. */
async function look(dataDir: string, decisions: Decision[]): Promise<Findings> {
  const store = await openStore({ dataDir, now: () => new Date() })
  try {
    return await checkData(store.db, { evidence: openEvidenceFolder(join(dataDir, 'evidence')), decisions })
  } finally {
    await store.close()
  }
}
