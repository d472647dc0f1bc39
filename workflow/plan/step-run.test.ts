import { type StepRunState, stepRunStates } from '../../domain/incident.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  at,
  evidenceFor,
  factsOf,
  fillingFor,
  finished,
  inState,
  move,
  moved,
  withRuns,
} from '../../tests/support/plans.ts'
import { addMs, minute } from '../../domain/time.ts'
import { isSettled, openSteps, runOf, stepsOf } from './branch.ts'
import { plans } from './plan.ts'
import { unfilled } from './step-form.ts'
import { allowedStepMoves, stepMoves, stepVerbs } from './step-run.ts'

const written = { n: 1, hash: 'h', byUserId: 'u', byName: '某人', at }

describe('the life of a step', () => {
  const life: Record<StepRunState, string> = {
    pending: 'fill→in_progress sign→pending skip→not_applicable start→in_progress',
    in_progress: 'attach→in_progress fail→failed fill→in_progress finish→done sign→in_progress skip→not_applicable',
    done: 'fill→done',
    not_applicable: '',
    failed: 'retry→in_progress skip→not_applicable',
  }
  const open = factsOf('leak')
  for (const state of stepRunStates)
    it(`has from ${state} the moves of the table and no others`, () => {
      const found = stepVerbs.flatMap((verb) => {
        // L11 asks for evidence, its form and a signature; all are there.
        const run = inState('L11', state, {
          evidence: { 鉴定书编号: 'x' },
          form: { ...written, fields: { no: '鉴〔2026〕1号', at: '10月20日' } },
          signatures: [{ by: 'secrecy-group', userId: 'a', name: '某人', at }],
        })
        const result = move(withRuns(open, run), 'L11', verb, {
          ...{ reason: 'r', evidence: { 鉴定书编号: 'y' } },
          filling: { fields: { no: '鉴〔2026〕2号', at: '10月20日' }, userId: 'u', name: '某人' },
          ...{ signer: { by: 'secrecy-group', userId: 'b', name: '某人' } },
        })
        if (!result.ok) expect(result.refusal.code).toBe('wrong-state')
        return result.ok ? [`${verb}→${result.value.state}`] : []
      })
      expect(found.sort().join(' ')).toBe(life[state])
    })

  it('has a move for every verb', () => {
    expect(new Set(stepMoves.map((m) => m.verb))).toEqual(new Set(stepVerbs))
  })

  it('is not found in a procedure that does not run', () => {
    expect(move(factsOf('infosec'), 'F1', 'start')).toMatchObject({ refusal: { code: 'not-found' } })
    expect(move(factsOf('infosec', { chosen: new Set(['fire']) }), 'F1', 'start').ok).toBe(true)
  })
})

describe('order, branch and gates', () => {
  it('holds the second of two ordered steps until the first is settled: D1 before D2', () => {
    const drs = factsOf('infosec', { chosen: new Set(['drs']) })
    expect(move(drs, 'D2', 'start')).toMatchObject({
      refusal: { code: 'wrong-state', field: 'after', detail: { after: 'D1' } },
    })
    expect(move(finished(drs, 'D1'), 'D2', 'start').ok).toBe(true)
    expect(move(moved(drs, 'D1', 'skip', { reason: '已排查' }), 'D2', 'start').ok).toBe(true)
  })

  it('opens the other way to submit data when the eight hours have passed, not before', () => {
    const drs = factsOf('infosec', { chosen: new Set(['drs']) })
    expect(move(drs, 'D3', 'start')).toMatchObject({ refusal: { field: 'when', detail: { waitsFor: 'other-way' } } })
    expect(move({ ...drs, overdue: new Set(['other-way']) }, 'D3', 'start').ok).toBe(true)
  })

  it('takes one of three branches and lets the end of the procedure pass the two others', () => {
    const net = finished(factsOf('infosec', { chosen: new Set(['net']) }), 'N1')
    expect(move(net, 'N4', 'start')).toMatchObject({
      refusal: { detail: { branch: 'undecided', waitsFor: 'network-fault' } },
    })
    const line = { ...net, decisions: new Map([['network-fault', 'line']]) }
    expect(move(line, 'N2', 'start')).toMatchObject({ refusal: { detail: { branch: 'closed' } } })
    expect(move(line, 'N5', 'start')).toMatchObject({ refusal: { detail: { after: 'N4' } } })
    expect(move(finished(line, 'N4'), 'N5', 'start').ok).toBe(true)
  })

  it('asks for every piece of evidence by name, and takes no other', () => {
    const fire = moved(factsOf('infosec', { chosen: new Set(['power']) }), 'P1', 'start')
    expect(move(fire, 'P1', 'finish')).toMatchObject({
      refusal: { code: 'missing-field', detail: { evidence: '通知时间' } },
    })
    expect(move(fire, 'P1', 'attach', { evidence: { 别的: 'x' } })).toMatchObject({
      refusal: { code: 'invalid-field' },
    })
    expect(move(fire, 'P1', 'attach', { evidence: { 通知时间: ' ' } })).toMatchObject({
      refusal: { code: 'invalid-field' },
    })
  })

  it('starts an unknown repair of a host only on a plan that leaders and experts have signed', () => {
    const host = factsOf('infosec', { chosen: new Set(['host']) })
    expect(move(host, 'H4', 'start')).toMatchObject({
      refusal: { field: 'signatures', detail: { waitsFor: 'host-fault' } },
    })
    expect(move({ ...host, decisions: new Map([['host-fault', 'known']]) }, 'H4', 'start').ok).toBe(true)
    const unknown = { ...host, decisions: new Map([['host-fault', 'unknown']]) }
    expect(move(unknown, 'H4', 'start')).toMatchObject({
      refusal: { code: 'missing-field', detail: { by: 'experts' } },
    })
    expect(move(unknown, 'H4', 'sign', { signer: { by: 'vendors', userId: 'v', name: '某人' } })).toMatchObject({
      refusal: { code: 'invalid-field' },
    })
    const signed = moved(unknown, 'H4', 'sign', { signer: { by: 'experts', userId: 'e', name: '某人' } })
    expect(move(signed, 'H4', 'start').ok).toBe(true)
    expect(move(signed, 'H4', 'sign', { signer: { by: 'experts', userId: 'e', name: '某人' } })).toMatchObject({
      refusal: { code: 'already-exists' },
    })
  })

  it('needs the leading group’s signature under talking points for the whole region, not for one city', () => {
    const drafted = withRuns(factsOf('media'), inState('M10', 'done'))
    for (const [scope, ok] of [
      ['region_wide', false],
      ['city_only', true],
    ] as const) {
      const facts = { ...drafted, decisions: new Map([['scope', scope]]) }
      expect(move(moved(facts, 'M11', 'start'), 'M11', 'finish').ok).toBe(ok)
    }
  })

  it('needs a reason to skip or to fail, and says so on the buttons only where the person cannot give it there', () => {
    const running = moved(factsOf('media'), 'M04', 'start')
    for (const verb of ['skip', 'fail'] as const)
      expect(move(running, 'M04', verb, { reason: ' ' })).toMatchObject({
        refusal: { code: 'missing-field', field: 'reason' },
      })
    const buttons = Object.fromEntries(
      allowedStepMoves(running, 'M04', at).map((m) => [m.verb, m.refusal?.field ?? null]),
    )
    expect(buttons).toEqual({ attach: null, sign: null, finish: 'evidence', skip: null, fail: null })
  })

  it('takes a failed step up again and counts how often', () => {
    const failed = moved(moved(factsOf('media'), 'M04', 'start'), 'M04', 'fail', { reason: '联系不上' })
    expect(runOf(failed, 'M04')).toMatchObject({ state: 'failed', reason: '联系不上', endedAt: at })
    expect(runOf(moved(failed, 'M04', 'retry'), 'M04')).toMatchObject({
      state: 'in_progress',
      reason: null,
      endedAt: null,
      retries: 1,
    })
  })
})

describe('for any run of any plan', () => {
  const activatable = plans().filter((p) => !p.base)
  const run = fc.record({
    plan: fc.constantFrom(...activatable),
    moves: fc.array(
      fc.record({ step: fc.nat(80), verb: fc.constantFrom(...stepVerbs), decide: fc.nat(40), later: fc.boolean() }),
      { maxLength: 120 },
    ),
    mode: fc.nat(5),
  })

  it('no step is done before those ahead of it, without its proof, its form or its signatures, whatever people try', () => {
    fc.assert(
      fc.property(run, ({ plan, moves, mode }) => {
        let facts = factsOf(plan.plan, {
          ...{ plan, mode: plan.modes[mode % Math.max(1, plan.modes.length)]?.mode ?? null },
          chosen: new Set(plan.procedures.map((p) => p.procedure)),
        })
        const all = stepsOf(facts)
        moves.forEach(({ step: n, verb, decide, later }, i) => {
          const { step, procedure } = all[n % all.length]!
          const decision = plan.decisions[decide % plan.decisions.length]!
          if (later)
            facts = {
              ...facts,
              decisions: new Map([
                ...facts.decisions,
                [decision.decision, decision.options[decide % decision.options.length]!.is],
              ]),
            }
          const was = runOf(facts, step.step)
          const result = move(facts, step.step, verb, {
            ...{ at: addMs(at, i * minute), reason: 'r', evidence: evidenceFor(facts, step.step) },
            filling: { fields: fillingFor(plan, step) ?? {}, userId: `u${i}`, name: '某人' },
            signer: step.signatures[0] && { by: step.signatures[0].by, userId: `u${i}`, name: '某人' },
          })
          if (!result.ok) return
          const now = result.value
          if (verb !== 'fill') expect(isSettled(was)).toBe(false)
          if (now.state === 'in_progress' && was.state !== 'in_progress')
            for (const key of step.after) {
              const before = procedure.steps.find((s) => s.step === key)!
              expect(isSettled(runOf(facts, key)) || before.when !== undefined).toBe(true)
            }
          if (now.state === 'done') expect(Object.keys(now.evidence).sort()).toEqual([...step.evidence].sort())
          if (now.state === 'done') expect(unfilled(plan, step, now.form)).toBeNull()
          if (now.state === 'done')
            for (const s of step.signatures)
              if (!s.when) expect(now.signatures.some((given) => given.by === s.by)).toBe(true)
          facts = withRuns(facts, now)
        })
        const open = new Set(openSteps(facts).map((s) => s.step))
        for (const { step } of all) if (isSettled(runOf(facts, step.step))) expect(open.has(step.step)).toBe(false)
      }),
      { numRuns: 150 },
    )
  })

  it('every plan can be carried to its end: some order of moves settles all that is mandatory', () => {
    for (const plan of activatable)
      for (const mode of plan.modes.length > 0 ? plan.modes.map((m) => m.mode) : [null])
        for (const option of [0, 1]) {
          const chosen = new Set(plan.procedures.map((p) => p.procedure))
          const decisions = new Map(plan.decisions.map((d) => [d.decision, d.options[option]!.is]))
          let facts = factsOf(plan.plan, {
            plan,
            mode,
            chosen,
            decisions,
            overdue: new Set(plan.duties.map((d) => d.duty)),
          })
          for (let left = openSteps(facts).length; left > 0; ) {
            for (const { step, signatures } of openSteps(facts)) {
              for (const { by } of signatures)
                facts = moved(facts, step, 'sign', { signer: { by, userId: 'u', name: '某人' } })
              if (move(facts, step, 'start').ok) facts = finished(facts, step)
            }
            const now = openSteps(facts).length
            expect(now, `${plan.plan} ${mode} ${openSteps(facts).map((s) => s.step)}`).toBeLessThan(left)
            left = now
          }
        }
  })
})
