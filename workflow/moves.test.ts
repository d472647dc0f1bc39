import { describe, expect, it } from 'vitest'
import { type IncidentScope, incidentScopes, incidentStates, type IncidentState } from '../domain/incident.ts'
import { flagStates, reviewVerdicts } from '../domain/risk.ts'
import { roles } from '../domain/units.ts'
import type { Actor, Role } from '../domain/units.ts'
import type { Clock } from '../store/clocks.ts'
import type { Flag, Review } from '../store/flags.ts'
import type { FoundTimeChange, Incident } from '../store/incidents.ts'
import { bureauTree as tree, crew } from '../tests/support/bureaus.ts'
import { subjects } from './clock/duties.ts'
import { dutiesOf } from './plan/media-duties.ts'
import { planById } from './plan/plan.ts'
import {
  allowedIncidentMoves,
  type IncidentFacts,
  incidentMoves,
  incidentVerbs,
  moveIncident,
} from './incident/incident.ts'
import { type Action, may, rolesFor } from './policy.ts'
import { kindRefusal, routeOf } from './report/report.ts'
import { allowedFlagMoves, type FlagFacts, flagMoves, flagVerbs, moveFlag, stateOfVerdict } from './review/flag.ts'
import { namesUnit } from './review/subject-of-flag.ts'

const at = new Date('2026-09-30T00:00:00Z')
/** Everybody's right in one person: what is refused now is refused by state or need. */
const anybody: Actor = {
  userId: 'anybody',
  name: '众',
  seats: roles.flatMap((role) => ['gx', 'liuzhou'].map((unitId) => ({ unitId, role, standIn: false }))),
}
const media = planById('media')!
const clock = (more: Partial<Clock> = {}): Clock => ({
  ...{
    id: 'c',
    incidentId: 'i',
    duty: 'report-2h',
    rule: 'G4-6-2h',
    basis: 'regulation',
    ruleVersion: '1',
    kind: 'hard',
  },
  ...{
    unitId: 'liuzhou',
    recipientIds: ['gx'],
    subjectId: '',
    startEvent: 'marked',
    startAt: at,
    originalStartAt: null,
  },
  ...{ limitMs: 7_200_000, limitAt: at, provisional: false, state: 'running', overdueAt: null, metAt: null },
  ...{ activationId: null, body: '', what: '', overdueOnCreation: null, fromClockId: null, proof: null },
  ...{ reportId: null, voidReason: null, dueAt: null, leaseUntil: null, leaseToken: null, tries: 0 },
  ...more,
})
const incident = (more: Partial<Incident> = {}): Incident => ({
  ...{ id: 'i', no: '2026-0001', rootId: 'gx', title: '甲', family: 'media', mode: 'real', unitId: 'liuzhou' },
  ...{ state: 'suspected', scope: 'region_wide', unitIds: ['liuzhou'], grade: null, clusterId: 'k' },
  ...{ publishedAt: null, machineDetectedAt: null, humanFoundAt: at, provisional: false, confirmedAt: null },
  ...{ fourElements: { media: true, untrue: true, serious: true, sudden: true }, heldFromUnitId: 'xm' },
  ...{
    openedAt: at,
    closedAt: null,
    mergedIntoId: null,
    restricted: false,
    occurredAt: null,
    place: '',
    opening: null,
  },
  ...more,
})
const proposal: FoundTimeChange = {
  ...{
    id: 'f',
    incidentId: 'i',
    unitId: 'liuzhou',
    fromAt: at,
    toAt: at,
    reason: 'r',
    byUserId: 'other',
    byName: '他',
  },
  ...{ at, state: 'proposed', confirmedByUserId: null, confirmedByName: null, confirmedAt: null },
}
const facts = (more: Partial<Incident> = {}, rest: Partial<IncidentFacts> = {}): IncidentFacts => ({
  incident: incident(more),
  clocks: [clock()],
  flags: [{ id: 'f', state: 'suspected', verdict: null }],
  foundTimes: [proposal],
  plan: null,
  ...rest,
})

/** Written down a second time and by hand: the table of moves must say the same (domain catalogue C3). */
const life: Record<IncidentState, string> = {
  suspected: 'report→reported log-phone→reported confirm→confirmed reject→closed_not_event merge→merged',
  confirmed: 'report→reported log-phone→reported confirm→confirmed reject→closed_not_event merge→merged',
  reported:
    'report→reported log-phone→reported confirm→reported reject→closed_not_event merge→merged study→under_study',
  under_study:
    'report→under_study log-phone→under_study confirm→under_study reject→closed_not_event merge→merged activate→active decline→managed_without_plan',
  active: 'report→active log-phone→active terminate→terminated',
  managed_without_plan:
    'report→managed_without_plan merge→merged log-phone→managed_without_plan confirm→managed_without_plan activate→active terminate→terminated',
  terminated: 'report→terminated log-phone→terminated archive→archived reopen→active release-held→terminated',
  archived: '',
  closed_not_event: '',
  merged: '',
}
const running = ['suspected', 'confirmed', 'reported', 'under_study', 'active', 'managed_without_plan']
const anywhere = ['grade', 'scope', 'found-time', 'confirm-found-time', 'release-held']

describe('the life of an incident', () => {
  for (const state of incidentStates)
    it(`allows from ${state} exactly what the catalogue says`, () => {
      const expected = [
        ...life[state].split(' ').filter(Boolean),
        ...(running.includes(state) ? anywhere.map((verb) => `${verb}→${state}`) : []),
      ]
      const found = incidentVerbs.flatMap((verb) => {
        const moved = moveIncident(facts({ state }), verb, { actor: anybody, tree })
        if (!moved.ok) expect(moved.refusal.code).toBe('wrong-state')
        return moved.ok ? [`${verb}→${moved.value.to}`] : []
      })
      expect(found.sort()).toEqual(expected.sort())
    })

  it('has a move for every verb', () => {
    expect(new Set(incidentMoves.map((m) => m.verb))).toEqual(new Set(incidentVerbs))
  })

  it('says the same to the buttons as to the commands, with the rule', () => {
    const who = { actor: crew.lzMonitor, tree }
    for (const move of allowedIncidentMoves(facts(), who)) {
      const judged = moveIncident(facts(), move.verb, who)
      expect(move.allowed).toBe(judged.ok)
      if (!judged.ok) expect(move.refusal).toEqual(judged.refusal)
    }
    const activate = allowedIncidentMoves(facts({ state: 'under_study', fourElements: null }), {
      actor: crew.gxGroup,
      tree,
    })
    expect(activate.find((m) => m.verb === 'activate')!.refusal).toMatchObject({ code: 'not-an-event', rule: 'G4-2' })
  })

  it('does not exist for the people of the unit it is held back from', () => {
    const held = facts({ unitId: 'sanjiang', unitIds: ['sanjiang'], heldFromUnitId: 'liuzhou' })
    for (const { refusal } of allowedIncidentMoves(held, { actor: crew.lzDirector, tree }))
      expect(refusal).toEqual({ code: 'not-found' })
    expect(moveIncident(held, 'report', { actor: crew.sjDuty, tree }).ok).toBe(true)
    expect(moveIncident(held, 'reject', { actor: crew.gxDirector, tree }).ok).toBe(true)
  })

  it('cannot be closed by those who still owe the report', () => {
    const reject = (actor: Actor, state: Clock['state']) =>
      moveIncident(facts({ scope: 'city_only' }, { clocks: [clock({ state })] }), 'reject', { actor, tree }).ok
    expect(reject(crew.lzDirector, 'running')).toBe(false)
    expect(reject(crew.lzDirector, 'overdue')).toBe(false)
    expect(reject(crew.lzDirector, 'met')).toBe(true)
    expect(reject(crew.gxDirector, 'overdue')).toBe(true)
  })

  it('is put to study, closed and archived by the region once it is the region’s', () => {
    const steps = [
      ['study', 'reported'],
      ['reject', 'reported'],
      ['archive', 'terminated'],
    ] as const
    for (const [verb, state] of steps)
      for (const scope of ['city_only', 'region_wide'] as const) {
        const done = facts({ state, scope }, { clocks: [clock({ state: 'met' })] })
        expect(moveIncident(done, verb, { actor: crew.gxDirector, tree }).ok).toBe(true)
        const byCity = moveIncident(done, verb, { actor: crew.lzDirector, tree })
        expect(byCity.ok ? 'ok' : byCity.refusal.code, `${verb} ${scope}`).toBe(
          scope === 'city_only' ? 'ok' : 'wrong-scope',
        )
      }
  })
})

describe('the life of a flag', () => {
  const flag = (more: Partial<Flag> = {}): Flag => ({
    ...{
      id: 'f',
      articleId: 'a',
      articleVersionId: 'v',
      unitId: 'liuzhou',
      clusterId: 'k',
      types: [],
      level: 'critical',
    },
    ...{ score: 1, reasons: [], state: 'suspected', verdict: null, openedAt: at, alertedAt: at, acknowledgedAt: null },
    ...{
      rescoredFrom: null,
      rescoredAt: null,
      acknowledgedBy: null,
      incidentId: null,
      dueAt: null,
      leaseUntil: null,
      leaseToken: null,
      tries: 0,
    },
    ...more,
  })
  const review: Review = {
    ...{ id: 'r', seq: 1, flagId: 'f', articleVersionId: 'v', verdict: 'false', reason: '', figureId: null },
    ...{
      byUserId: 'other',
      byName: '他',
      byUnitId: 'liuzhou',
      at,
      confirmsId: null,
      final: false,
      types: [],
      level: null,
    },
  }
  const of = (more: Partial<Flag>, rest: Partial<FlagFacts> = {}): FlagFacts => ({
    ...{ flag: flag(more), reviews: [review], incident: null, clocks: [], plan: null },
    ...rest,
  })
  const who = { actor: anybody, tree }

  for (const state of flagStates)
    it(`allows from ${state} what people may still say`, () => {
      const allowed = flagVerbs.flatMap((verb) => {
        const moved = moveFlag(of({ state }), verb, who)
        return moved.ok ? [`${verb}→${moved.value.to}`] : []
      })
      expect(allowed).toEqual([
        ...(state === 'closed_no_fault' ? [] : [`acknowledge→${state}`, `mark-suspected-major→${state}`]),
        'propose-verdict→verifying',
        ...(state === 'verifying' ? ['confirm-verdict→actionable'] : []),
        ...(state === 'suspected' || state === 'verifying' ? [`dispute→${state}`] : []),
        ...(state === 'closed_no_fault' ? ['override-no-fault→suspected'] : []),
      ])
    })

  it('has a move for every verb', () => {
    expect(new Set(flagMoves.map((m) => m.verb))).toEqual(new Set(flagVerbs))
  })

  it('ends where the verdict says; only false and misleading can be acted on', () => {
    for (const verdict of reviewVerdicts) {
      const moved = moveFlag(of({ state: 'verifying' }, { reviews: [{ ...review, verdict }] }), 'confirm-verdict', who)
      expect(moved).toMatchObject({ ok: true, value: { to: stateOfVerdict[verdict] } })
    }
    const actionable = reviewVerdicts.filter((v) => stateOfVerdict[v] === 'actionable')
    expect(actionable).toEqual(['false', 'misleading'])
  })

  it('opens the branch of a leak only where a number of an unreleased period was found, whatever people judged', () => {
    expect(moveFlag(of({}), 'report-leak', who)).toMatchObject({ refusal: { code: 'wrong-state' } })
    for (const state of flagStates) {
      const early = of({ state, types: ['M12', 'leak'] })
      expect(moveFlag(early, 'report-leak', { actor: crew.lzDuty, tree })).toMatchObject({ value: { to: state } })
    }
  })

  it('lets only the leading group of the root go against the rule that true criticism is no event', () => {
    const closed = of({ state: 'closed_no_fault', verdict: 'opinion' })
    const mark = moveFlag(closed, 'mark-suspected-major', who)
    expect(mark).toMatchObject({ refusal: { code: 'not-an-event', rule: 'policy-not-false' } })
    for (const person of [crew.lzDuty, crew.gxDirector, crew.gxDivision])
      expect(moveFlag(closed, 'override-no-fault', { actor: person, tree })).toMatchObject({
        refusal: { code: 'not-allowed', rule: 'policy-not-false' },
      })
    expect(moveFlag(closed, 'override-no-fault', { actor: crew.gxGroup, tree }).ok).toBe(true)
  })

  it('tells the reason on each button', () => {
    const own = of({ state: 'verifying' }, { reviews: [{ ...review, byUserId: anybody.userId }] })
    const refusals = Object.fromEntries(allowedFlagMoves(own, who).map((m) => [m.verb, m.refusal?.code]))
    expect(refusals).toMatchObject({ 'confirm-verdict': 'four-eyes', acknowledge: undefined })
    const running = of(
      { incidentId: 'i', acknowledgedAt: at },
      { incident: incident(), clocks: [clock()], plan: media },
    )
    expect(moveFlag(running, 'mark-suspected-major', who)).toMatchObject({ refusal: { code: 'already-exists' } })
    expect(moveFlag(running, 'acknowledge', who)).toMatchObject({ refusal: { code: 'wrong-state' } })
    const stale = of({ state: 'verifying', articleVersionId: 'v2' })
    expect(moveFlag(stale, 'confirm-verdict', who)).toMatchObject({ refusal: { code: 'wrong-state' } })
  })
})

describe('what finders of media incidents owe', () => {
  it('gives every finder at least one duty for every subject, and one recipient for each', () => {
    for (const unit of tree.all)
      for (const subject of subjects) {
        const owed = dutiesOf(media, unit.id, subject, tree)
        expect(owed.length, `${unit.name} ${subject}`).toBeGreaterThan(0)
        for (const duty of owed) expect(duty.recipientIds.length).toBeGreaterThan(0)
      }
  })

  it('gives two hours to cities and counties alone, to the parent or the root', () => {
    const twoHours = (id: string) =>
      dutiesOf(media, id, 'may_spread', tree).find((d) => d.duty === 'report-2h')?.recipientIds
    expect(twoHours('sanjiang')).toEqual(['liuzhou', 'gx'])
    expect(twoHours('liuzhou')).toEqual(['gx'])
    expect(twoHours('gx')).toBeUndefined()
    expect(twoHours('gx-div')).toBeUndefined()
    expect(twoHours('xm')).toBeUndefined()
  })
})

describe('what a report must be', () => {
  it('goes to the parent or the root; passing the parent over makes a copy for it', () => {
    const route = (fromUnitId: string, toUnitIds: string[]) =>
      routeOf({ fromUnitId, toUnitIds, heldFromUnitId: null }, tree)
    expect(route('sanjiang', ['gx'])).toMatchObject({
      value: { skipLevel: true, copyToId: 'liuzhou', reachesSuperior: true },
    })
    expect(route('sanjiang', ['liuzhou'])).toMatchObject({
      value: { skipLevel: false, copyToId: null, reachesSuperior: true },
    })
    expect(route('sanjiang', ['nanning'])).toMatchObject({ value: { reachesSuperior: false, copyToId: null } })
    expect(route('liuzhou', ['gx', 'gx-div'])).toMatchObject({ value: { toIds: ['gx'], skipLevel: false } })
    expect(route('gx-div', ['gx'])).toMatchObject({ value: { bureauId: 'gx', reachesSuperior: true } })
  })

  it('is first once, and later only after a first one that counted', () => {
    const counted = [{ kind: 'first' as const, countsAt: at }]
    const lost = [{ kind: 'first' as const, countsAt: null }]
    expect(kindRefusal('first', counted)).toMatchObject({ code: 'already-exists' })
    expect(kindRefusal('first', lost)).toBeNull()
    expect(kindRefusal('follow_up', lost)).toMatchObject({ code: 'wrong-state' })
    expect(kindRefusal('final', counted)).toBeNull()
  })
})

describe('what a text is about', () => {
  it('is the root bureau when one of its names stands in it', () => {
    const root = { name: '广西壮族自治区统计局', aliases: ['自治区统计局', 'Guangxi Bureau of Statistics', '区局'] }
    expect(namesUnit('据自治区统计局称', root)).toBe(true)
    expect(namesUnit('the guangxi bureau of statistics said', root)).toBe(true)
    expect(namesUnit('区局表示', root)).toBe(false)
    expect(namesUnit('柳州市统计局', root)).toBe(false)
  })
})

describe('rights', () => {
  const business: Action[] = [
    'mark-suspected-major',
    'send-report',
    'confirm-incident',
    'approve-as-office',
    'activate-plan',
  ]

  it('give the administrator no part in any matter', () => {
    for (const action of business)
      for (const scope of incidentScopes)
        expect(may(crew.gxAdmin, action, { unitId: 'gx', tree, scope }).ok).toBe(false)
  })

  it('end at the root of the tree', () => {
    for (const role of roles) {
      const stranger: Actor = { userId: 's', name: 's', seats: [{ unitId: 'xm', role, standIn: false }] }
      for (const action of business)
        for (const scope of incidentScopes)
          expect(may(stranger, action, { unitId: 'liuzhou', tree, scope }).ok).toBe(false)
    }
  })

  it('let a division act for its bureau, and nobody reports for another bureau', () => {
    expect(may(crew.gxDivision, 'send-report', { unitId: 'gx', tree }).ok).toBe(true)
    expect(may(crew.gxDirector, 'send-report', { unitId: 'liuzhou', tree })).toMatchObject({
      refusal: { rule: 'G4-6-2h' },
    })
  })

  it('let whoever is awake report, and the head take a report in hand that the ladder brought them', () => {
    expect(may(crew.lzMonitor, 'send-report', { unitId: 'liuzhou', tree }).ok).toBe(true)
    expect(may(crew.lzMonitor, 'send-report', { unitId: 'sanjiang', tree }).ok).toBe(false)
    expect(may(crew.lzHead, 'receive-report', { unitId: 'liuzhou', tree }).ok).toBe(true)
    expect(rolesFor('receive-report')).toEqual<Role[]>(['duty_officer', 'unit_head', 'office_staff', 'office_director'])
  })

  it('leave a city’s matter to the city’s leading group, not to that of a county in it', () => {
    const group = (unitId: string): Actor => ({
      ...{ userId: 'g', name: 'g', seats: [{ unitId, role: 'leading_group', standIn: false }] },
    })
    for (const action of ['grade-incident', 'activate-plan', 'terminate-plan'] as const) {
      const decides = (unitId: string, scope: IncidentScope) =>
        may(group(unitId), action, { unitId: 'sanjiang', tree, scope }).ok
      expect(incidentScopes.map((scope) => decides('sanjiang', scope))).toEqual([true, false, false])
      expect(incidentScopes.map((scope) => decides('liuzhou', scope))).toEqual([true, true, false])
      expect(incidentScopes.map((scope) => decides('gx', scope))).toEqual([true, true, true])
    }
  })
})
