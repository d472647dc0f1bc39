/** Every state of a drill × every verb, by the table of moves. */
import { describe, expect, it } from 'vitest'
import type { Incident } from '../../store/incidents.ts'
import { bureauTree, crew } from '../../tests/support/bureaus.ts'
import { shows } from './acts.ts'
import { allowedDrillMoves, drillMoves, type DrillState, drillStates, drillVerbs, moveDrill } from './drill.ts'

const incident = { unitId: 'liuzhou', rootId: 'gx', restricted: false, heldFromUnitId: null } as Incident
const rows: Record<DrillState, { speed: number; endedAt: Date | null }> = {
  running: { speed: 60, endedAt: null },
  stopped: { speed: 0, endedAt: null },
  ended: { speed: 0, endedAt: new Date(0) },
}
const facts = (state: DrillState, nextAt: Date | null = new Date(1)) => ({ drill: rows[state], incident, nextAt })
const director = { actor: crew.lzDirector, tree: bureauTree }

describe('a drill', () => {
  for (const state of drillStates)
    for (const verb of drillVerbs)
      it(`${verb} while ${state}`, () => {
        const move = drillMoves.find((m) => m.verb === verb && m.from.includes(state))
        const moved = moveDrill(facts(state), verb, director)
        if (!move) expect(moved).toMatchObject({ ok: false, refusal: { code: 'wrong-state', rule: 'policy-drill' } })
        else expect(moved).toMatchObject({ ok: true, value: { to: move.to === 'same' ? state : move.to } })
      })

  it('does not leap where nothing lies ahead', () => {
    expect(moveDrill(facts('running', null), 'jump', director)).toMatchObject({ refusal: { field: 'jump' } })
  })

  it('is run by its own bureau and the office above, and never by whoever is drilled in another', () => {
    const may = (actor: typeof crew.lzDuty) => moveDrill(facts('running'), 'stop', { actor, tree: bureauTree }).ok
    expect([crew.lzDirector, crew.lzHead, crew.gxDirector].map(may)).toEqual([true, true, true])
    expect([crew.lzDuty, crew.lzMonitor, crew.nnHead, crew.gxOffice, crew.gxAdmin].map(may)).toEqual(
      Array(5).fill(false),
    )
  })

  it('of a compartment does not exist for anybody outside, and is run inside', () => {
    const secret = { ...facts('running'), incident: { ...incident, unitId: 'gx', restricted: true } }
    const answer = (actor: typeof crew.lzDuty) => moveDrill(secret, 'end', { actor, tree: bureauTree })
    expect(answer(crew.gxDirector)).toMatchObject({ refusal: { code: 'not-found' } })
    expect(answer(crew.gxSecrecy).ok).toBe(true)
  })

  it('shows every verb as a button, with the reason where it is not allowed', () => {
    expect(
      allowedDrillMoves(facts('stopped'), director)
        .filter((m) => m.allowed)
        .map((m) => m.verb),
    ).toEqual([...['resume', 'jump', 'observe', 'end']])
  })
})

describe('an expected act', () => {
  it('to fill in a form is shown by its first words, and by nothing else that is done at the step', () => {
    const seen = (action: string, step: string) =>
      shows({ subjectKind: 'activation', action, after: { step } }, { act: 'form', key: 'WH1', name: '' })
    expect(seen('step-fill', 'WH1')).toBe(true)
    expect(seen('step-fill', 'WV4')).toBe(false)
    expect(seen('step-start', 'WH1')).toBe(false)
  })
})
