import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { basePlan, otherPlan } from '../../tests/support/plans.ts'
import { addMs, fromShanghai, hour, minute, shanghaiTime } from '../../domain/time.ts'
import { type Unit, unitTree } from '../../domain/units.ts'
import { regradeClocks } from '../clock/regrade.ts'
import { cadenceOf, dutiesOpened, gradedDutiesOf, type Instants, limitOf, owedOnFinding, startOf } from './owed.ts'
import { isUnchanged, loadPlans, pinnedPlan, pinPlan, planById, plans } from './plan.ts'
import { readCatalogue } from './read-plan.ts'
import type { Plan } from './shape.ts'

const unit = (id: string, level: Unit['level'], parentId: string | null): Unit => ({
  ...{ id, level, parentId, rootId: 'gx', name: id, aliases: [], regionCode: '450000' },
})
const tree = unitTree([
  unit('gx', 'region', null),
  unit('gx-div', 'division', 'gx'),
  unit('city', 'city', 'gx'),
  unit('city-div', 'division', 'city'),
  unit('county', 'county', 'city'),
  unit('lone-county', 'county', 'gx'),
  unit('town', 'township', 'county'),
])
const plan = (id: string): Plan => planById(id)!
const stepsIn = (id: string) => plan(id).procedures.flatMap((p) => p.steps)

describe('the catalogue', () => {
  it('holds every plan of both regulations', () => {
    const activatable = plans().filter((p) => !p.base)
    expect(activatable.map((p) => p.plan).sort()).toEqual(
      [
        'earthquake',
        'economic',
        'infosec',
        'leak',
        'media',
        'natural',
        'rapid',
        'social',
        'technical',
        'website',
      ].sort(),
    )
  })

  it('has the steps of the texts, one by one', () => {
    const perProcedure = plan('infosec').procedures.map((p) => `${p.procedure} ${p.steps.length}`)
    expect(perProcedure).toEqual([
      ...['fire 6', 'power 5', 'water 4', 'lightning 4', 'net 5', 'host 7', 'drs 3', 'portal 3', 'hack 4', 'virus 4'],
    ])
    expect(plan('earthquake').procedures.map((p) => p.steps.length)).toEqual([6, 6, 9])
    expect(plan('website').procedures.map((p) => p.steps.length)).toEqual([2, 4, 3, 3])
    expect(stepsIn('media')).toHaveLength(20)
    expect(['economic', 'technical', 'natural', 'social'].map((id) => stepsIn(id).length)).toEqual([9, 7, 9, 9])
    expect(stepsIn('rapid')).toHaveLength(9)
    // L06 is two steps, one for each side of the branch.
    expect(new Set(stepsIn('leak').flatMap((s) => s.ids)).size).toBe(15)
  })

  it('quotes a regulation for whatever it orders: no step, clock or form rests on nothing', () => {
    for (const p of plans()) {
      const quoted = new Map(p.rules.map((r) => [r.id, r]))
      for (const rule of p.rules) expect(rule.text.length, `${p.plan} ${rule.id}`).toBeGreaterThan(5)
      for (const d of p.duties.filter((d) => d.kind === 'soft' && quoted.get(d.rule)!.basis === 'regulation'))
        expect(quoted.get(d.rule)!.text + stepsText(p), `${p.plan} ${d.duty}: 「${d.word}」`).toContain(d.word)
    }
  })

  it('keeps the leak in its compartment and its content on paper', () => {
    expect(
      plans()
        .filter((p) => p.restricted)
        .map((p) => p.plan),
    ).toEqual(['leak'])
    const report = plan('leak').forms.find((f) => f.form === 'leak-report')!
    expect(report.fields.filter((f) => !f.offline).map((f) => f.field)).toEqual(['paper', 'unit'])
  })
})
const stepsText = (p: Plan) => p.procedures.flatMap((q) => q.steps.map((s) => s.text)).join()

describe('the duties of a plan', () => {
  it('stand beside each other when two plans run on one incident, each from its own instant (AC-12)', () => {
    const clock = (hours: number, minutes: number) => fromShanghai(2026, 10, 20, hours, minutes)!
    const due = (id: string, duty: string, instants: Instants) => {
      const found = plan(id).duties.find((d) => d.duty === duty)!
      const [start, limit] = [startOf(found, instants), limitOf(found, {})]
      return start.ok && limit.ok ? shanghaiTime(addMs(start.value, limit.value)) : null
    }
    const quake = { origin: clock(20, 40), occurred: clock(20, 40), instructed: clock(20, 52) }
    expect(due('earthquake', 'muster-destructive', quake)).toBe('2026-10-20 21:22:00')
    expect(due('earthquake', 'quake-report', quake)).toBe('2026-10-20 21:40:00')
    expect(due('natural', 'report-24h', quake)).toBe('2026-10-21 20:40:00')
    expect(due('infosec', 'other-way', { found: clock(20, 0) })).toBe('2026-10-21 04:00:00')
    expect(due('earthquake', 'quake-report', { instructed: clock(20, 52) })).toBeNull()
  })

  it('are, when the grade rises at 15:30, counted from the finding at 9:00 (AC-06)', () => {
    const at = (hours: number, minutes = 0) => fromShanghai(2026, 10, 20, hours, minutes)!
    const duties = gradedDutiesOf(plan('media'), { instants: { found: at(9), graded: at(15, 30) } })
    const { opened } = regradeClocks({ clocks: [], duties }, { grade: 'extraordinary', reason: '升级', at: at(15, 30) })
    expect(opened.map((c) => [c.duty, shanghaiTime(c.limitAt), c.overdueOnCreation])).toEqual([
      ['report-to-government', '2026-10-20 16:30:00', null],
      ['authoritative-word', '2026-10-20 14:00:00', 'regrade'],
      ['press-conference', '2026-10-21 09:00:00', null],
    ])
  })

  it('open outside clocks by grade, at 5 and 24 hours from finding', () => {
    const opened = (grade: 'general' | 'major') =>
      dutiesOpened(plan('media'), { event: 'graded', unitId: 'gx', grade }, tree).map((d) => [d.duty, d.start, d.limit])
    expect(opened('general')).toEqual([])
    expect(opened('major')).toEqual([
      ['authoritative-word', 'found', 5 * hour],
      ['press-conference', 'found', 24 * hour],
    ])
  })

  it('take a limit from the notice that sets it, within its bounds and never without', () => {
    const rectify = plan('infosec').duties.find((d) => d.duty === 'rectify')!
    expect(limitOf(rectify, {})).toMatchObject({ refusal: { code: 'missing-field', field: 'notice-limit' } })
    expect(limitOf(rectify, { 'notice-limit': 48 * hour })).toEqual({ ok: true, value: 48 * hour })
    expect(limitOf(rectify, { 'notice-limit': minute })).toMatchObject({ refusal: { code: 'invalid-field' } })
    const news = plan('media').duties.find((d) => d.duty === 'rolling-news')!
    expect(cadenceOf(news, {})).toEqual({ ok: true, value: { everyMs: 4 * hour } })
    expect(cadenceOf(news, { 'news-cadence': hour })).toEqual({ ok: true, value: { everyMs: hour } })
  })
})

describe('a folder of the operator', () => {
  const inFolder = <T>(files: Record<string, string>, look: (folder: string) => T): T => {
    const folder = mkdtempSync(join(tmpdir(), 'plans-'))
    try {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
      return look(folder)
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  it('adds a plan for another province on a shipped base, without code', () => {
    const { plans: all, problems } = inFolder({ 'hunan.yaml': otherPlan, 'notes.txt': 'no plan' }, loadPlans)
    expect(problems).toEqual([])
    const added = planById('hunan-other', all)!
    expect(owedOnFinding(added, { unitId: 'county' }, tree)).toEqual([
      {
        duty: 'report-1h',
        ruleVersion: '1',
        rule: 'H-1',
        basis: 'regulation',
        kind: 'hard',
        limitMs: hour,
        recipientIds: ['city'],
        what: '报告',
      },
    ])
    expect(planById('media', all)).toEqual(plan('media'))
  })

  it('may hold a newer version of a plan: new runs get it, a run that began keeps its own', () => {
    const newer = otherPlan.replace('version: 1', 'version: 2').replace('limit: 1h', 'limit: 30min')
    const { plans: all } = inFolder({ 'a.yaml': otherPlan, 'b.yaml': newer }, loadPlans)
    const [first, second] = ['1', '2'].map((v) => all.find((p) => p.plan === 'hunan-other' && p.version === v)!)
    expect(planById('hunan-other', all)).toBe(second)
    const pinned = pinPlan(first!)
    expect(pinnedPlan(pinned)).toEqual(first)
    expect(isUnchanged(pinned, second!)).toBe(false)
  })
})

describe('a pinned plan', () => {
  it('does not mind comments and layout, and minds every changed word', () => {
    const read = (text: string) => {
      const { plans: found } = readCatalogue([
        { file: 'base', text: basePlan },
        { file: 'p', text },
      ])
      return planById('pp', found)!
    }
    const text = otherPlan
      .replace('hunan-other', 'pp')
      .replace('guangxi-measures', 'base')
      .replaceAll(/emergency-office|leading-group|local-bureau/g, 'office')
    const pinned = pinPlan(read(text))
    expect(isUnchanged(pinned, read(`# a note\n${text}\n\n`))).toBe(true)
    expect(isUnchanged(pinned, read(text.replace('一小时', '两小时')))).toBe(false)
    expect(() => pinnedPlan({ ...pinned, content: pinned.content.replace('一小时', '两小时') })).toThrow(/hash/)
  })

  it('is restored as it was, for every plan of the catalogue', () => {
    for (const p of plans()) expect(pinnedPlan(pinPlan(p))).toEqual(p)
  })
})
