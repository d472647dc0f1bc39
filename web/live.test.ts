import { describe, expect, it } from 'vitest'
import { storySchema } from '../api/contract.ts'
import { keysOf } from './live.ts'
import { isAllowed } from './components/moves.ts'
import { nextVerb } from './pages/incidents/next-verb.ts'
import { safeNext } from './pages/sign-in/safe-next.ts'
import { keyOf, steady, takesAll } from './pages/review/steady-stories.ts'

const story = (cluster: string, flagId = cluster) =>
  storySchema.parse({
    flagId,
    clusterId: cluster,
    unit: { id: 'gx', name: '广西统计局', level: 'region' },
    articleId: 'a',
    title: cluster,
    firstOutlet: { id: 'o', name: '某报', kind: 'newspaper', origin: 'domestic', ownUnitId: null },
    publishedAt: null,
    firstSeenAt: '2026-10-01T00:00:00.000Z',
    openedAt: '2026-10-01T00:00:00.000Z',
    copies: 1,
    flags: 1,
    level: 'high',
    score: 0.7,
    types: ['M10'],
    state: 'suspected',
    verdict: null,
    alertedAt: null,
    acknowledgedAt: null,
    incidentId: null,
    rescored: null,
    reasons: [],
  })

describe('live renewal', () => {
  it('reads clocks and flags again when the record grew, each once', () => {
    expect(keysOf(['record', 'clocks', 'messages'])).toEqual(['record', 'clocks', 'flags', 'messages'])
  })
})

describe('the review list', () => {
  it('counts what arrived without moving what is on screen', () => {
    const order = [story('a'), story('b')].map(keyOf)
    const { shown, arrived } = steady(order, [story('new'), story('b'), story('a')])
    expect([shown.map((one) => one.clusterId), arrived]).toEqual([['a', 'b'], 1])
  })

  it('follows a story whose most urgent flag changed, and drops one that is gone', () => {
    const order = [story('a', 'flag-1'), story('b')].map(keyOf)
    const { shown, arrived } = steady(order, [story('a', 'flag-2')])
    expect([shown.map((one) => one.flagId), arrived]).toEqual([['flag-2'], 0])
  })

  it('takes in what comes to an empty list, and rests while nothing comes', () => {
    expect([takesAll(null, []), takesAll([], [story('a')])]).toEqual([true, true])
    expect([takesAll([], []), takesAll(['gx:a'], [story('b')])]).toEqual([false, false])
  })
})

describe('the next step of an incident', () => {
  const moves = (...verbs: string[]) => verbs.map((verb) => ({ verb, allowed: true }))
  const gx = { id: 'gx', name: '自治区统计局', level: 'region' }
  const report = { state: 'running' as const, recipients: [gx] }
  const receipt = { state: 'running' as const, recipients: [] }
  const fresh = { incident: { family: 'media' as const, fourElements: null, grade: null }, talkingPoints: [] }

  it('is the report while a duty runs, whatever else is possible', () => {
    const room = { ...fresh, moves: moves('confirm', 'grade', 'report'), clocks: [report] }
    expect(nextVerb(room)).toBe('report')
  })

  it('is not another report once only the acknowledgement is open', () => {
    const room = { ...fresh, moves: moves('report', 'study'), clocks: [receipt] }
    expect(nextVerb(room)).toBe('study')
  })

  it('does not ask again for what is decided', () => {
    const elements = { media: true, untrue: true, serious: true, sudden: true }
    const incident = { fourElements: elements, family: 'media' as const, grade: 'major' as const }
    const room = { ...fresh, incident, moves: moves('confirm', 'grade', 'draft-talking-points'), clocks: [] }
    expect(nextVerb(room)).toBe('draft-talking-points')
  })

  it('is nobody’s when nothing is allowed', () => {
    const refused = [{ verb: 'activate', allowed: false, refusal: { code: 'not-allowed' as const } }]
    expect(nextVerb({ ...fresh, moves: refused, clocks: [report] })).toBeNull()
    expect(isAllowed(refused, 'activate')).toBe(false)
  })
})

describe('where a sign-in leads', () => {
  it('stays on this site', () => {
    expect([
      safeNext('/incidents/1?tab=reports'),
      safeNext('//evil.example'),
      safeNext('/\\evil'),
      safeNext('https://x'),
    ]).toEqual(['/incidents/1?tab=reports', '/', '/', '/'])
  })
})
