/** Runs of plans on rows: what the journeys do not reach, edge by edge. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addMs, day, fromShanghai, hour, minute } from '../../domain/time.ts'
import type { Result } from '../../domain/result.ts'
import type { Actor } from '../../domain/units.ts'
import { activationsOf, insertActivation, saveAdoption, stepRunsOf, updateActivation } from '../../store/activations.ts'
import { timelineOf } from '../../store/audit.ts'
import { type Clock, clocksOf, firingsOf } from '../../store/clocks.ts'
import { deliveriesOf } from '../../store/deliveries.ts'
import { decisionsOf, incidentRow } from '../../store/incidents.ts'
import type { Store } from '../../store/open.ts'
import { stepForms } from '../../store/schema.ts'
import { stepFormsOf } from '../../store/step-forms.ts'
import { bureauTree, crew, seedBureaus } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { fireClock } from '../clock/fire-clock.ts'
import { gradeIncident } from '../incident/grade-incident.ts'
import { confirmFoundTime, proposeFoundTime } from '../incident/change-found-time.ts'
import { openIncident, type OpeningInput } from '../incident/open-by-hand.ts'
import { rejectIncident } from '../incident/reject-incident.ts'
import { terminateIncident } from '../incident/terminate-incident.ts'
import { approveActivation, declineActivation } from './decide-activation.ts'
import { fulfilDuty } from './meet-duty.ts'
import { moveStep } from './move-step.ts'
import { keepText } from './plan-text.ts'
import { planById } from './plan.ts'
import { planRun } from './plan-run.ts'
import { lockRun } from './run-command.ts'
import { proposePlan } from './propose-plan.ts'
import { chooseProcedure, setParameter, stateInstant, takeDecision, upgradeRun } from './steer-run.ts'
import type { StepVerb } from './step-run.ts'
import { transferDuty, transfersOf } from './transfer-duty.ts'

const at = (d: number, h: number, m = 0, s = 0): Date => fromShanghai(2026, 10, d, h, m, s)!
const because = { reason: '按预案' }
const by = (actor: Actor, when: Date) => ({ actor, at: when })
const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}
const code = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code)

let store: Store
beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, at(1, 0))
  for (const plan of ['natural', 'infosec', 'economic', 'earthquake', 'leak', 'rapid'])
    await saveAdoption(store.db, { rootId: 'gx', plan, adoptedAt: at(1, 0), adoptedBy: '测试' })
})
afterAll(() => store.close())

const opens = async (actor: Actor, when: Date, more: Partial<OpeningInput> & { plan: string; unitId: string }) => {
  const opened = value(
    await openIncident(store.db, { title: '甲事', place: '某地', foundAt: when, ...more }, by(actor, when)),
  )
  const [run] = await activationsOf(store.db, opened.incidentId!)
  return { incidentId: opened.incidentId!, activationId: run!.id }
}
const clockOf = async (incidentId: string, duty: string, unitId?: string): Promise<Clock> => {
  const found = (await clocksOf(store.db, incidentId)).filter(
    (c) => c.duty === duty && (!unitId || c.unitId === unitId),
  )
  const last = found.at(-1)
  if (!last) throw new Error(`no clock ${duty}`)
  return last
}

describe('a run keeps its text', () => {
  it('to its end, whatever the file says by then', async () => {
    const { incidentId } = await opens(crew.gxDuty, at(2, 9), { plan: 'infosec', unitId: 'gx' })
    const older = { ...planById('natural')!, version: '1', title: '旧版处置程序', procedures: [] }
    const planHash = await keepText(store.db, older, at(2, 9))
    const activation = await insertActivation(store.db, {
      ...{ incidentId, plan: 'natural', planVersion: '1', planHash, state: 'running', instants: {} },
    })
    const incident = (await incidentRow(store.db, incidentId))!
    const run = await planRun(store.db, { activation, incident }, at(2, 10))
    expect(run.facts.plan.title).toBe('旧版处置程序')
    expect(planById('natural')!.title).not.toBe('旧版处置程序')
  })

  it('starts only of plans the bureaus have adopted, one of a name at a time', async () => {
    const unknown = { plan: 'website', unitId: 'gx', title: '甲', place: '乙', foundAt: at(2, 9) }
    expect(code(await openIncident(store.db, unknown, by(crew.gxDuty, at(2, 9))))).toBe('invalid-field')
    const { incidentId, activationId } = await opens(crew.gxDuty, at(2, 9), { plan: 'infosec', unitId: 'gx' })
    const again = { incidentId, plan: 'infosec', ...because }
    expect(code(await proposePlan(store.db, again, by(crew.gxOffice, at(2, 10))))).toBe('already-exists')
    value(await declineActivation(store.db, { activationId, ...because }, by(crew.gxGroup, at(2, 10))))
    expect((await incidentRow(store.db, incidentId))!.state).toBe('managed_without_plan')
    value(await proposePlan(store.db, again, by(crew.gxOffice, at(2, 11))))
  })
})

describe('a decision by order of somebody who is away (委托书)', () => {
  const lent = (actor: Actor, compartment: boolean): Actor => ({
    ...actor,
    lent: [
      {
        ...crew.gxGroup.seats[0]!,
        lent: {
          ...{ orderId: 'o', number: '3号', forUserId: crew.gxGroup.userId, forName: crew.gxGroup.name },
          ...{ powers: ['decide'], compartment, untilAt: at(30, 0) },
        },
      },
    ],
  })

  it('starts a plan in the name of the body, and lends nothing of its work', async () => {
    const { incidentId, activationId } = await opens(crew.gxDuty, at(3, 9), { plan: 'infosec', unitId: 'gx' })
    const input = { activationId, ...because }
    expect(code(await approveActivation(store.db, input, by(crew.gxHead, at(3, 10))))).toBe('not-allowed')
    const signer = lent(crew.gxHead, false)
    value(await approveActivation(store.db, { ...input, start: true }, by(signer, at(3, 10))))
    const signature = 'gx-head同志（代 gx-group同志，委托书 3号）'
    expect((await decisionsOf(store.db, incidentId)).map((d) => [d.byUserId, d.byName])).toEqual([
      ['gx-head', signature],
    ])
    const events = (await timelineOf(store.db, incidentId)).filter((e) => /^(approve|start)-plan$/.test(e.action))
    expect(events.map((e) => [e.actorName, e.after?.delegation])).toEqual([
      [signature, '3号'],
      [signature, '3号'],
    ])
    const instant = { activationId, instant: 'notified' as const, at: at(3, 10) }
    expect(code(await stateInstant(store.db, instant, by(signer, at(3, 11))))).toBe('not-allowed')
  })

  it('reaches into a compartment only where the order says so and who signs is in it', async () => {
    const { incidentId, activationId } = await opens(crew.gxSecrecy, at(3, 9), { plan: 'leak', unitId: 'gx' })
    const act = (actor: Actor) =>
      gradeIncident(store.db, { incidentId, grade: 'major', ...because }, by(actor, at(3, 10)))
    const bodies = async (actor: Actor) => {
      const locked = value(await lockRun(store.db, activationId, by(actor, at(3, 10))))
      return [...locked.lent.keys()].length
    }
    expect(await bodies(lent(crew.gxSecrecy, false))).toBe(0)
    expect(await bodies(lent(crew.gxSecrecy, true))).toBeGreaterThan(0)
    expect(code(await act(lent(crew.gxHead, true)))).toBe('not-found')
    expect(code(await act(lent(crew.gxSecrecy, false)))).toBe('not-allowed')
    expect(code(await act(lent(crew.gxSecrecy, true)))).toBe('ok')
  })
})

describe('what counts from an instant', () => {
  it('is overdue at birth where it was entered too late, and says so once', async () => {
    const { incidentId } = await opens(crew.lzDuty, at(4, 10), {
      ...{ plan: 'natural', unitId: 'liuzhou', instants: { occurred: at(3, 8) } },
    })
    const clock = await clockOf(incidentId, 'report-24h')
    expect(clock).toMatchObject({ state: 'overdue', overdueOnCreation: 'late-start', limitAt: at(4, 8) })
    const told = (await deliveriesOf(store.db, 'gx-office')).items.filter(
      (m) => m.incidentId === incidentId && m.facts.duty === 'report-24h',
    )
    // The 15-minute reminders that lie behind are one message, the rungs before the limit none.
    expect(told.map((m) => m.kind)).toEqual(['clock_overdue'])
    for (const when of [at(4, 10), at(4, 10, 1)]) await fireClock(store.db, clock.id, when)
    expect((await firingsOf(store.db, [clock.id])).filter((f) => f.step === 'overdue')).toHaveLength(1)
  })

  it('is corrected by two persons, with the law’s clocks beside the regulation’s', async () => {
    const { incidentId } = await opens(crew.gxDuty, at(5, 9), { plan: 'infosec', unitId: 'gx' })
    value(await gradeIncident(store.db, { incidentId, grade: 'major', ...because }, by(crew.gxGroup, at(5, 10))))
    expect(await clockOf(incidentId, 'network-4h')).toMatchObject({
      limitAt: at(5, 13),
      basis: 'law',
      state: 'running',
    })
    const moved = { incidentId, foundAt: at(5, 8), reason: '登记有误' }
    const { proposalId } = value(await proposeFoundTime(store.db, moved, by(crew.gxDuty, at(5, 11))))
    expect(code(await confirmFoundTime(store.db, { incidentId, proposalId }, by(crew.gxDuty, at(5, 11))))).not.toBe(
      'ok',
    )
    value(await confirmFoundTime(store.db, { incidentId, proposalId }, by(crew.gxHead, at(5, 11, 5))))
    expect(await clockOf(incidentId, 'network-4h')).toMatchObject({ limitAt: at(5, 12), originalStartAt: at(5, 9) })
  })

  it('waits for the number that a notice sets, within the bounds of the plan', async () => {
    const { incidentId, activationId } = await opens(crew.gxDuty, at(6, 9), { plan: 'infosec', unitId: 'gx' })
    value(await approveActivation(store.db, { activationId, ...because, start: true }, by(crew.gxGroup, at(6, 9, 5))))
    value(await chooseProcedure(store.db, { activationId, procedure: 'virus' }, by(crew.gxInfosec, at(6, 9, 6))))
    const notified = { activationId, instant: 'notified' as const, at: at(6, 10) }
    value(await stateInstant(store.db, notified, by(crew.gxInfosec, at(6, 10))))
    await expect(clockOf(incidentId, 'rectify')).rejects.toThrow('no clock')
    const limit = (ms: number) =>
      setParameter(
        store.db,
        { activationId, parameter: 'notice-limit', ms, ...because },
        by(crew.gxGroup, at(6, 10, 5)),
      )
    expect(code(await limit(minute))).toBe('invalid-field')
    value(await limit(3 * day))
    expect(await clockOf(incidentId, 'rectify')).toMatchObject({ startAt: at(6, 10), limitAt: at(9, 10), kind: 'hard' })
    expect(code(await stateInstant(store.db, notified, by(crew.gxInfosec, at(6, 11))))).toBe('already-exists')
  })
})

describe('a duty handed over', () => {
  it('keeps its start; a breach stays where it happened', async () => {
    const { incidentId } = await opens(crew.sjDuty, at(7, 12), {
      ...{ plan: 'natural', unitId: 'sanjiang', instants: { occurred: at(7, 9) } },
    })
    const clock = await clockOf(incidentId, 'report-24h')
    const hand = (toUnitId: string, actor: Actor, when: Date) =>
      transferDuty(store.db, { clockId: clock.id, toUnitId, reason: '震区通讯中断' }, by(actor, when))
    expect(code(await hand('liuzhou', crew.sjHead, at(7, 13)))).toBe('not-allowed')
    // The city hands it to one of its own, not to another city.
    expect(code(await hand('nanning', crew.lzDirector, at(7, 13)))).toBe('not-allowed')
    // The page offers what the command would do, and no more.
    const offered = async (actor: Actor) => {
      const [incident, clocks] = [(await incidentRow(store.db, incidentId))!, await clocksOf(store.db, incidentId)]
      return transfersOf({ incident, clocks }, { actor, tree: bureauTree }).map((t) => t.units.map((u) => u.id))
    }
    expect(await offered(crew.lzDirector)).toEqual([['liuzhou', 'rongan']])
    expect(await offered(crew.sjHead)).toEqual([])
    value(await hand('liuzhou', crew.lzDirector, at(7, 13)))
    expect(await offered(crew.lzDirector)).toEqual([['sanjiang', 'rongan']])
    expect(await clockOf(incidentId, 'report-24h', 'sanjiang')).toMatchObject({
      state: 'void',
      voidReason: '震区通讯中断',
    })
    expect(await clockOf(incidentId, 'report-24h', 'liuzhou')).toMatchObject({
      ...{ startAt: at(7, 9), limitAt: at(8, 9), state: 'running', fromClockId: clock.id },
    })
    const late = await opens(crew.sjDuty, at(7, 12), {
      ...{ plan: 'natural', unitId: 'sanjiang', instants: { occurred: at(7, 9) } },
    })
    const old = await clockOf(late.incidentId, 'report-24h')
    await fireClock(store.db, old.id, at(8, 10))
    value(
      await transferDuty(
        store.db,
        { clockId: old.id, toUnitId: 'liuzhou', reason: '移交' },
        by(crew.lzDirector, at(8, 11)),
      ),
    )
    expect(await clockOf(late.incidentId, 'report-24h', 'sanjiang')).toMatchObject({
      state: 'overdue',
      voidReason: '移交',
    })
    expect(await clockOf(late.incidentId, 'report-24h', 'liuzhou')).toMatchObject({
      ...{ state: 'overdue', overdueOnCreation: 'transfer', limitAt: at(8, 9) },
    })
  })
})

describe('what comes again', () => {
  it('comes in the late month, each occurrence once, over an outage of a month', async () => {
    const { incidentId, activationId } = await opens(crew.gxDivision, at(5, 9), { plan: 'economic', unitId: 'gx' })
    value(await approveActivation(store.db, { activationId, ...because, start: true }, by(crew.gxGroup, at(5, 10))))
    const forecasts = async () => (await clocksOf(store.db, incidentId)).filter((c) => c.duty === 'forecast')
    const [october] = await forecasts()
    expect(october).toMatchObject({
      startAt: at(21, 0),
      limitAt: addMs(fromShanghai(2026, 11, 1, 0, 0)!, -1),
      state: 'running',
    })
    value(
      await fulfilDuty(store.db, { clockId: october!.id, note: '预计数据〔2026〕1号' }, by(crew.gxDivision, at(25, 9))),
    )
    const late = fromShanghai(2026, 12, 2, 9, 0)!
    for (const n of [1, 2]) await fireClock(store.db, october!.id, addMs(late, n))
    const all = await forecasts()
    expect(all.map((c) => [c.subjectId, c.state])).toEqual([
      ['economic 2026-10', 'met'],
      ['economic 2026-11', 'overdue'],
      ['economic 2026-12', 'running'],
    ])
    expect(all.map((c) => c.overdueOnCreation)).toEqual([null, 'late-start', null])
  })

  it('comes as often as the leading group orders, from the order on; a word that there was nothing is a report', async () => {
    const { incidentId, activationId } = await opens(crew.lzDuty, at(10, 9), {
      ...{ plan: 'natural', unitId: 'liuzhou', instants: { occurred: at(10, 8) } },
    })
    value(await approveActivation(store.db, { activationId, ...because, start: true }, by(crew.gxGroup, at(10, 10))))
    value(await gradeIncident(store.db, { incidentId, grade: 'larger', ...because }, by(crew.gxGroup, at(10, 10))))
    await expect(clockOf(incidentId, 'local-reports')).rejects.toThrow('no clock')
    const order = { activationId, parameter: 'report-frequency', ms: 4 * hour, ...because }
    expect(code(await setParameter(store.db, order, by(crew.lzDuty, at(10, 14))))).toBe('not-allowed')
    value(await setParameter(store.db, order, by(crew.gxGroup, at(10, 14))))
    const first = await clockOf(incidentId, 'local-reports')
    expect(first).toMatchObject({ startAt: at(10, 14), limitAt: at(10, 18), unitId: 'liuzhou' })
    value(await fulfilDuty(store.db, { clockId: first.id, note: '', nil: true }, by(crew.lzDuty, at(10, 17))))
    await fireClock(store.db, first.id, addMs(at(10, 18), 1))
    expect(await clockOf(incidentId, 'local-reports')).toMatchObject({ subjectId: 'natural #2', limitAt: at(10, 22) })
    // A new grade changes nothing about the beat.
    value(await gradeIncident(store.db, { incidentId, grade: 'major', ...because }, by(crew.gxGroup, at(10, 19))))
    expect((await clocksOf(store.db, incidentId)).filter((c) => c.duty === 'local-reports')).toHaveLength(2)
  })
})

describe('steps and branches', () => {
  let activationId = ''
  let incidentId = ''
  const step = (key: string, verb: StepVerb, actor: Actor, more: object = {}, when = at(12, 12)) =>
    moveStep(store.db, { activationId, step: key, verb, ...more }, by(actor, when))
  beforeEach(async () => {
    const opened = await opens(crew.gxDuty, at(12, 9), { plan: 'infosec', unitId: 'gx' })
    incidentId = opened.incidentId
    activationId = opened.activationId
    value(await approveActivation(store.db, { activationId, ...because, start: true }, by(crew.gxGroup, at(12, 10))))
    value(await chooseProcedure(store.db, { activationId, procedure: 'host' }, by(crew.gxInfosec, at(12, 10))))
  })

  it('are commanded by the group alone, and an unknown fault needs the signature before work begins', async () => {
    expect(code(await step('H1', 'start', crew.gxOffice))).toBe('not-allowed')
    const decide = (outcome: string) =>
      takeDecision(
        store.db,
        { activationId, decision: 'host-fault', outcome, ...because },
        by(crew.gxInfosec, at(12, 11)),
      )
    value(await decide('unknown'))
    expect(code(await decide('unknown'))).toBe('already-exists')
    const plan = planById('infosec')!.procedures.find((p) => p.procedure === 'host')!
    const gated = plan.steps.find((s) => s.signatures.some((x) => x.before === 'start'))!
    for (const before of gated.after) value(await step(before, 'skip', crew.gxInfosec, { reason: '演示' }))
    expect(code(await step(gated.step, 'start', crew.gxInfosec))).toBe('missing-field')
    for (const need of gated.signatures) {
      const signer = need.by === 'experts' ? crew.gxGroup : crew.gxInfosec
      expect(code(await step(gated.step, 'sign', crew.gxOffice, { signFor: need.by }))).toBe('not-allowed')
      value(await step(gated.step, 'sign', signer, { signFor: need.by }))
    }
    value(await step(gated.step, 'start', crew.gxInfosec))
  })

  it('keep their form in revisions that are only added, each an event that holds none of its words', async () => {
    for (const before of ['H1', 'H2', 'H3', 'H4', 'H5'])
      value(await step(before, 'skip', crew.gxInfosec, { reason: '演示' }))
    const known = { summary: '存储控制器故障' }
    const whole = { ...known, proposals: '增加冗余控制器', review: '评审通过' }
    const evidence = { 系统改进建议书: '桂统信〔2026〕7号', 评审记录: '桂统信〔2026〕8号' }
    expect(code(await step('H6', 'fill', crew.gxOffice, { fields: known }))).toBe('not-allowed')
    expect(value(await step('H6', 'fill', crew.gxInfosec, { fields: known })).state).toBe('in_progress')
    expect(await step('H6', 'finish', crew.gxInfosec, { evidence })).toMatchObject({
      refusal: { code: 'missing-field', field: 'fields.proposals' },
    })
    // Refused as a whole: what was brought along is not kept either.
    expect(await step('H6', 'finish', crew.gxInfosec, { evidence, fields: { ...whole, review: '' } })).toMatchObject({
      refusal: { code: 'missing-field', field: 'fields.review' },
    })
    const forms = () => stepFormsOf(store.db, [activationId])
    expect(await forms()).toHaveLength(1)
    expect(value(await step('H6', 'finish', crew.gxInfosec, { evidence, fields: whole }, at(12, 13))).state).toBe(
      'done',
    )
    const corrected = { ...whole, review: '评审通过，限期整改' }
    value(await step('H6', 'fill', crew.gxInfosec, { fields: corrected }, at(12, 14)))
    expect((await forms()).map((f) => [f.n, f.fields, f.byUserId, f.at])).toEqual([
      [1, known, crew.gxInfosec.userId, at(12, 12)],
      [2, whole, crew.gxInfosec.userId, at(12, 13)],
      [3, corrected, crew.gxInfosec.userId, at(12, 14)],
    ])
    await expect(store.db.update(stepForms).set({ byName: '某人' })).rejects.toThrow()
    const events = (await timelineOf(store.db, incidentId)).filter((e) => e.after?.step === 'H6')
    expect(events.map((e) => [e.action, e.after?.revision])).toEqual([
      ['step-fill', 1],
      ['step-fill', 2],
      ['step-finish', undefined],
      ['step-fill', 3],
    ])
    expect(events.at(-1)).toMatchObject({
      before: { state: 'done', revision: 2 },
      after: { hash: (await forms())[2]!.hash },
    })
    for (const word of ['存储控制器', '冗余', '评审通过']) expect(JSON.stringify(events)).not.toContain(word)
  })

  it('refuse decisions that the engine carries out itself', async () => {
    const taken = { activationId, decision: 'terminate', outcome: 'yes', ...because }
    expect(code(await takeDecision(store.db, taken, by(crew.gxGroup, at(12, 11))))).toBe('wrong-state')
  })
})

describe('a stronger mode', () => {
  it('carries over what was done, with its proof, and opens the clocks of its own', async () => {
    const { incidentId, activationId } = await opens(crew.gxDuty, at(14, 9), {
      ...{ plan: 'earthquake', mode: 'felt', unitId: 'gx', instants: { origin: at(14, 8, 50) } },
    })
    value(await approveActivation(store.db, { activationId, ...because, start: true }, by(crew.gxGroup, at(14, 9, 1))))
    await expect(clockOf(incidentId, 'quake-report')).rejects.toThrow('no clock')
    for (const verb of ['start', 'finish'] as const)
      value(
        await moveStep(
          store.db,
          { activationId, step: 'FQ2', verb, ...(verb === 'finish' ? { evidence: { 进入时间: '9时02分' } } : {}) },
          by(crew.gxDuty, at(14, 9, 2)),
        ),
      )
    const rise = { activationId, mode: 'destructive', ...because }
    expect(code(await upgradeRun(store.db, rise, by(crew.gxDuty, at(14, 9, 10))))).toBe('not-allowed')
    expect(value(await upgradeRun(store.db, rise, by(crew.gxGroup, at(14, 9, 10)))).carried).toEqual(['DQ1'])
    expect(code(await upgradeRun(store.db, { ...rise, mode: 'felt' }, by(crew.gxGroup, at(14, 9, 11))))).toBe(
      'wrong-state',
    )
    expect(await clockOf(incidentId, 'quake-report')).toMatchObject({ startAt: at(14, 8, 50), limitAt: at(14, 9, 50) })
  })

  it('carries the form of a step with it, as it was written', async () => {
    const { activationId } = await opens(crew.gxDuty, at(15, 9), {
      ...{ plan: 'earthquake', mode: 'felt', unitId: 'gx', instants: { origin: at(15, 8, 50) } },
    })
    const plan = planById('earthquake')!
    const asking = plan.procedures.map((p) => ({
      ...p,
      steps: p.steps.map((s) =>
        s.step === 'FQ2' || s.step === 'DQ1' ? { ...s, form: 'quake-report', evidence: [] } : s,
      ),
    }))
    const planHash = await keepText(store.db, { ...plan, procedures: asking }, at(15, 9))
    await updateActivation(store.db, activationId, { planHash })
    value(await approveActivation(store.db, { activationId, ...because, start: true }, by(crew.gxGroup, at(15, 9, 1))))
    const fields = { quake: '4.2级', damage: '无', danger: '无', measures: '进入应急状态' }
    const filled = { activationId, step: 'FQ2', verb: 'fill' as const, fields }
    value(await moveStep(store.db, filled, by(crew.gxDuty, at(15, 9, 2))))
    value(await moveStep(store.db, { ...filled, verb: 'finish' }, by(crew.gxDuty, at(15, 9, 3))))
    value(
      await upgradeRun(store.db, { activationId, mode: 'destructive', ...because }, by(crew.gxGroup, at(15, 9, 10))),
    )
    const carried = (await stepFormsOf(store.db, [activationId])).find((f) => f.step === 'DQ1')
    expect(carried).toMatchObject({ n: 1, fields, byUserId: crew.gxDuty.userId, at: at(15, 9, 2) })
    expect((await stepRunsOf(store.db, [activationId])).find((s) => s.step === 'DQ1')?.state).toBe('done')
  })
})

describe('no event', () => {
  it('declines what was put forward and opens nothing again', async () => {
    const { incidentId } = await opens(crew.gxDuty, at(16, 9), { plan: 'infosec', unitId: 'gx' })
    const before = (await clocksOf(store.db, incidentId)).length
    value(await rejectIncident(store.db, { incidentId, ...because }, by(crew.gxDirector, at(16, 10))))
    expect((await activationsOf(store.db, incidentId)).map((r) => r.state)).toEqual(['declined'])
    for (const clock of await clocksOf(store.db, incidentId)) await fireClock(store.db, clock.id, at(17, 10))
    expect(await clocksOf(store.db, incidentId)).toHaveLength(before)
  })

  it('is not said by the end of the handling while another plan runs', async () => {
    const { incidentId, activationId } = await opens(crew.gxDuty, at(18, 9), { plan: 'infosec', unitId: 'gx' })
    value(await approveActivation(store.db, { activationId, ...because, start: true }, by(crew.gxGroup, at(18, 10))))
    const order = { incidentId, ...because, override: true }
    expect(code(await terminateIncident(store.db, order, by(crew.gxGroup, at(18, 11))))).toBe('wrong-state')
  })
})
