/**
 * Random runs: a fresh story, people who try things through the API at jumping times, the machine in between, and checks
 * after every step. One seed is one run; the same seed makes the same run again (TONGYU_SEED).
 */
import type { Move, Problem } from '../../api/contract.ts'
import { problemCodes } from '../../api/contract.ts'
import { addMs, day, hour, minute, second } from '../../domain/time.ts'
import { saveAdoption } from '../../store/activations.ts'
import { verifyAudit } from '../../store/audit.ts'
import { quarantined } from '../../store/work.ts'
import type { FlagInput } from '../../workflow/review/open-flag.ts'
import { openFlag } from '../../workflow/review/open-flag.ts'
import { type SeededArticle, seedArticle, seedVersion } from './bureaus.ts'
import { testClock } from './clock.ts'
import { type Dice, dice as diceOf } from './dice.ts'
import { type House, openHouse } from './house.ts'
import { finders, userNames } from './random-cast.ts'
import { checkChange } from './random-change-checks.ts'
import { checkRecord, checkRejection, checkStanding } from './random-checks.ts'
import { possibleTries, type Try } from './random-tries.ts'
import { recordOf, type StoryRows, storyRows } from './story-rows.ts'

/** Runs that share one house; then a new one begins, so that thousands of runs cost each the same. */
const runsOfHouse = 250
const firstDay = new Date('2026-03-02T00:00:00+08:00')
const longestRun = 6 * day
/** What the door itself says in disorder; none of it may come of people acting in order. */
const disorder = ['internal', 'timeout', 'too-many-requests', 'signed-out', 'foreign-origin', 'method-not-allowed']

export type Coverage = Map<string, number>
export type RandomRuns = {
  /** Runs one seed; throws with the seed and everything that was done. */
  run(seed: number): Promise<void>
  /** How often what was reached: `done report`, `no four-eyes`, `state active`, `text in_force`, `clock overdue`, … */
  coverage: Coverage
  /** The record as a whole, and nothing in quarantine. */
  verify(): Promise<void>
  close(): Promise<void>
}

export async function openRandomRuns(): Promise<RandomRuns> {
  const coverage: Coverage = new Map()
  let house: House | null = null
  let houseNo = -1
  const close = async () => {
    await house?.close()
    house = null
  }
  const verify = async () => {
    if (!house) return
    const verdict = await verifyAudit(house.store.db)
    if (!verdict.ok) throw new Error(`the audit chain is broken: ${JSON.stringify(verdict)}`)
    const stuck = await quarantined(house.store.db)
    if (stuck.length > 0) throw new Error(`in quarantine: ${JSON.stringify(stuck)}`)
  }
  return {
    coverage,
    verify,
    close,
    run: async (seed) => {
      const no = Math.floor(seed / runsOfHouse)
      if (no !== houseNo || !house) {
        await verify()
        await close()
        house = await openHouse({ clock: testClock(firstDay.toISOString()), outlets: [] })
        // A plan of another province beside their own, so that runs have modes and musters.
        await saveAdoption(house.store.db, { rootId: 'gx', plan: 'earthquake', adoptedAt: firstDay, adoptedBy: '测试' })
        // Before the first run: signing in stands in the record, and is nothing that a refused request did.
        for (const name of userNames) await house.as(name)
        houseNo = no
      }
      // Each seed has days of its own, so that it finds the same present whether others ran before it or not.
      house.clock.set(addMs(firstDay, day + (seed % runsOfHouse) * (longestRun + day)))
      await new Run(house, seed, coverage).play()
    },
  }
}

type Story = { article: SeededArticle; unitIds: string[]; level: 'critical' | 'high' }

class Run {
  private readonly log: string[] = []
  private readonly dice: Dice
  private readonly stories: Story[] = []
  private readonly seen = new Set<string>()
  private readonly startAt: Date
  private rows!: StoryRows
  private apart = false
  private readonly straight: boolean
  private readonly doubting: boolean
  private readonly planning: boolean

  constructor(
    private readonly house: House,
    private readonly seed: number,
    private readonly coverage: Coverage,
  ) {
    this.dice = diceOf(seed)
    this.startAt = house.clock.now()
    this.straight = this.dice.chance(0.6)
    this.doubting = this.dice.chance(0.2)
    this.planning = this.dice.chance(0.2)
  }

  async play(): Promise<void> {
    try {
      await this.newStory()
      await this.look(false)
      const length = (this.straight ? this.dice.between(16, 22) : this.dice.between(10, 18)) + (this.planning ? 8 : 0)
      for (let n = 0; n < length; n++) await this.step()
      await this.house.quiet()
      await this.look(true)
      for (const incident of this.rows.incidents)
        checkRecord(incident.id, await recordOf(this.house.store.db, incident.id), this.rows)
    } catch (e) {
      const why = e instanceof Error ? (e.stack ?? e.message) : String(e)
      throw new Error(
        `Run ${this.seed} failed. Again: TONGYU_SEED=${this.seed} npm test -- random\n${this.log.join('\n')}\n${why}`,
      )
    }
    for (const fact of this.seen) this.count(fact)
  }

  private count(fact: string): void {
    this.coverage.set(fact, (this.coverage.get(fact) ?? 0) + 1)
  }

  private get now(): Date {
    return this.house.clock.now()
  }

  private note(what: string): void {
    this.log.push(`${this.now.toISOString()} ${what}`)
  }

  private async step(): Promise<void> {
    this.passTime()
    if (this.dice.chance(0.35)) {
      await this.sweep()
      await this.look(true)
    }
    if (this.dice.chance(0.06)) await this.machineSees()
    else {
      const scene = {
        rows: this.rows,
        now: this.now,
        dice: this.dice,
        straight: this.straight,
        doubting: this.doubting,
        planning: this.planning,
      }
      const attempt = this.dice.weighted(possibleTries(scene)).make()
      await this.try(
        this.dice.chance(this.straight ? 0.04 : 0.12) ? { ...attempt, who: this.dice.pick(userNames) } : attempt,
      )
    }
  }

  /** Minutes mostly; sometimes an outage, the very instant of a limit, or the server's time steps back. */
  private passTime(): void {
    const { dice, house } = this
    const left = addMs(this.startAt, longestRun).getTime() - this.now.getTime()
    const running = this.rows.clocks.filter((c) => c.state === 'running' && c.limitAt > this.now)
    const kind = dice.roll()
    if (kind < 0.05) house.clock.advance(-dice.between(1, 5 * minute))
    else if (kind < 0.13) house.clock.advance(Math.min(dice.between(hour, 20 * hour), Math.max(0, left)))
    else if (kind < 0.23 && running.length > 0) {
      const offset = dice.pick([-second, -1, 0, 1, second])
      house.clock.set(addMs(dice.pick(running).limitAt, offset))
    } else house.clock.advance(dice.between(0, this.straight ? 12 * minute : 30 * minute))
  }

  /** The machine's turn, at this instant, until it has nothing to do. */
  private async sweep(): Promise<void> {
    await this.house.app.sweeper.sweep()
    // A closed day of evidence stands in the record as well: what was handed over ends in the machine's turn.
    await this.house.app.handOver.idle()
    this.note('the machine has its turn')
  }

  private async look(swept: boolean): Promise<void> {
    const db = this.house.store.db
    const before = this.rows as StoryRows | undefined
    const rows = await storyRows(
      db,
      this.stories.map((s) => s.article.clusterId),
    )
    this.rows = rows
    if (before) checkChange(before, rows)
    this.apart ||= rows.incidents.some((i) => i.heldFromUnitId !== null)
    for (const i of rows.incidents) this.seen.add(`state ${i.state}`).add(`scope ${i.scope}`)
    for (const c of rows.clocks) this.seen.add(`clock ${c.state}`).add(`duty ${c.duty}`)
    for (const x of rows.texts) this.seen.add(`text ${x.state}`)
    for (const x of rows.texts) if (x.state === 'in_force') this.seen.add(`in force ${x.scope}`)
    for (const f of rows.flags) this.seen.add(`flag ${f.state}`)
    for (const r of rows.runs) this.seen.add(`run ${r.plan} ${r.state}`)
    for (const s of rows.steps) this.seen.add(`step ${s.state}`)
    for (const c of rows.clocks) if (c.overdueOnCreation) this.seen.add(`born late ${c.overdueOnCreation}`)
    if (rows.clocks.some((c) => c.fromClockId)) this.seen.add('handed over')
    if (rows.clocks.some((c) => c.originalStartAt)) this.seen.add('start moved')
    if (rows.incidents.some((i) => i.provisional)) this.seen.add('provisional')
    if (rows.incidents.some((i) => i.heldFromUnitId)) this.seen.add('held')
    checkStanding(rows, { now: this.now, swept, apart: this.apart })
  }

  /** One request, with what the page said of it before, and what it left. */
  private async try(attempt: Try): Promise<void> {
    const { who, verb, path, body } = attempt
    const person = await this.house.as(who)
    const shown = this.dice.chance(0.12) ? await this.buttonOf(attempt) : null
    const before = this.rows
    const answer = await person.post<Problem | object>(path, body)
    const problem = answer.status === 200 ? null : (answer.body as Problem)
    this.note(
      `${who} ${verb} ${path} ${JSON.stringify(body)} → ${answer.status} ${problem?.code ?? ''} ${problem?.rule?.id ?? ''}`,
    )
    if (verb === 'reopen' && !problem) this.apart = true
    if (verb === 'reject' && !problem) checkRejection(before, { incidentId: path.split('/')[3] ?? '', who })
    await this.look(false)
    this.count(problem ? `no ${problem.code}` : `done ${verb}`)
    if (problem?.rule) this.count(`rule ${problem.rule.id}`)
    if (problem) {
      const known = (problemCodes as readonly string[]).includes(problem.code) && !disorder.includes(problem.code)
      if (!known || answer.status >= 500 || problem.status !== answer.status)
        throw new Error(`an answer that nobody expects: ${answer.status} ${JSON.stringify(problem)}`)
      // A forgotten alert starts its provisional clock with whatever touches the flag first: that is the machine's act.
      const machineIsDue = path.startsWith('/api/flags/') && before.flags.some((f) => f.dueAt && f.dueAt <= this.now)
      const changed = machineIsDue ? [] : changedTables(before, this.rows)
      if (changed.length > 0) throw new Error(`a refusal changed something: ${JSON.stringify(changed)}`)
    } else if (this.rows.auditSeq <= before.auditSeq) throw new Error('something was done and left no record')
    if (shown === null) return
    this.count(`button ${shown.allowed ? 'allowed' : 'refused'}`)
    if (!shown.allowed && !problem) throw new Error(`the page refuses (${shown.refusal?.code}) what the server does`)
    if (shown.allowed && attempt.sound && problem)
      throw new Error(`the page allows what the server refuses: ${problem.code}`)
  }

  /** What the page of the thing says of the button to this person; null where they do not see the page. */
  private async buttonOf({ who, page, button }: Try): Promise<Move | null> {
    const answer = await (await this.house.as(who)).get<{ moves: Move[] }>(page)
    if (answer.status !== 200 && answer.status !== 403 && answer.status !== 404)
      throw new Error(`${who} reads ${page}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.status === 200 ? (answer.body.moves.find((m) => m.verb === button) ?? null) : null
  }

  private async newStory(): Promise<void> {
    const { dice } = this
    const namesRoot = dice.chance(0.35)
    const title = namesRoot ? '网文称广西壮族自治区统计局数据系编造' : '网文称某地统计数据系编造'
    const article = await seedArticle(this.house.store.db, { title, at: this.now })
    const unitIds = [...new Set(Array.from({ length: dice.pick([1, 1, 1, 2, 2, 3]) }, () => dice.pick(finders)))]
    const level = dice.chance(0.5) ? 'critical' : 'high'
    this.stories.push({ article, unitIds, level })
    for (const unitId of unitIds) await openFlag(this.house.store.db, flagInput(article, unitId, level), this.now)
    this.note(`a story at ${unitIds.join(', ')}, ${level}: ${title}`)
  }

  /** A copy, a new version of a flagged text, or another story. */
  private async machineSees(): Promise<void> {
    const { dice, house } = this
    const { db } = house.store
    const kind = dice.pick(['copy', 'version', 'story'] as const)
    const story = dice.pick(this.stories)
    const unitId = dice.pick(story.unitIds)
    if (kind === 'story' && this.stories.length < 3) await this.newStory()
    else if (kind === 'version') {
      const n = 100 + this.log.length
      const { articleId } = story.article
      const id = await seedVersion(db, { articleId, n, title: '已改标题', text: '改后的文字', at: this.now })
      await openFlag(db, { ...flagInput(story.article, unitId, story.level), articleVersionId: id }, this.now)
      this.note(`a new version for ${unitId}`)
    } else {
      const { clusterId } = story.article
      const copy = await seedArticle(db, { title: '转载:统计数据系编造', at: this.now, clusterId })
      await openFlag(db, flagInput(copy, unitId, story.level), this.now)
      this.note(`a copy for ${unitId}`)
    }
    await this.look(false)
  }
}

const flagInput = (article: SeededArticle, unitId: string, level: Story['level']): FlagInput => ({
  ...{ ...article, unitId, level, types: ['M12'] },
  score: level === 'critical' ? 0.9 : 0.6,
  reasons: [{ code: 'false-figure', weight: 0.9, spans: [] }],
})

const changedTables = (before: StoryRows, after: StoryRows) =>
  (Object.keys(after) as (keyof StoryRows)[])
    .filter((table) => JSON.stringify(before[table]) !== JSON.stringify(after[table]))
    .map((table) => ({ table, before: before[table], after: after[table] }))
