import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { doublingAt, leadAt, leads, nextForecastAt, restsAt, type Sighting, type SpreadSeen } from '../domain/spread.ts'
import { addMs, day, hour, minute } from '../domain/time.ts'
import { centile, forecastStory, spreadSeen } from './story-spread.ts'

const start = new Date('2026-11-21T00:00:00Z')
const sighting = (ms: number, more: Partial<Sighting> = {}): Sighting => ({
  ...{ at: addMs(start, ms), tier: 3, origin: 'domestic', kind: 'newspaper', rank: null },
  ...more,
})
const nothing = { errors: [], sizes: [] }
const seenOf = (more: Partial<SpreadSeen> = {}): SpreadSeen => ({
  ...{ seen: 3, elapsedMs: hour, lastHour: 1, hourBefore: 0, bestTier: 3, overseas: 0, bestRank: null, channels: [] },
  ...more,
})

const anySeen = fc.record({
  seen: fc.integer({ min: 1, max: 5000 }),
  elapsedMs: fc.integer({ min: 0, max: 15 * day }),
  lastHour: fc.nat(5000),
  hourBefore: fc.nat(5000),
  bestTier: fc.integer({ min: 1, max: 3 }),
  overseas: fc.nat(5),
  bestRank: fc.option(fc.integer({ min: 1, max: 100 })),
  channels: fc.constant<SpreadSeen['channels']>([]),
})
const anyRecord = fc.record({
  errors: fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { maxLength: 80 }),
  sizes: fc.array(fc.integer({ min: 1, max: 900 }), { maxLength: 80 }),
})

describe('the forecast of a story', () => {
  it('is never below what was seen, holds its own middle, and its chances are chances', () => {
    fc.assert(
      fc.property(anySeen, anyRecord, (seen, own) => {
        const { size, low, high, pTop, parts, expected, topFrom } = forecastStory(seen, own)
        expect(seen.seen <= low && low <= size && size <= high).toBe(true)
        expect(pTop >= 0 && pTop <= 1).toBe(true)
        if (seen.seen >= topFrom) expect(pTop).toBe(1)
        expect(parts.reduce((sum, part) => sum + part.weight, 0)).toBeCloseTo(expected, 3)
      }),
    )
  })

  it('expects less to come the older the story is, and more of one that rises on a hot list', () => {
    const sizes = leads.map(({ ms }) => forecastStory(seenOf({ elapsedMs: ms, seen: 40, lastHour: 0 }), nothing).high)
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
    const quiet = forecastStory(seenOf({ seen: 20, lastHour: 1 }), nothing)
    const loud = forecastStory(seenOf({ seen: 20, lastHour: 15, bestRank: 3, bestTier: 1 }), nothing)
    expect(loud.size).toBeGreaterThan(quiet.size)
    expect(loud.parts.map(({ code }) => code)).toContain('growth-hot-list')
  })

  it('says of two copies what 43 retold stories did, not what posts with a hundred reposts do', () => {
    const { size, high, version } = forecastStory(seenOf({ seen: 2 }), nothing)
    expect(size).toBeLessThanOrEqual(4)
    expect(high).toBeLessThanOrEqual(8)
    expect(version).toBe('story-spread-1/collection')
  })

  it('learns its interval from its own errors once thirty stories have come to rest: four fifths of the truths lie in it', () => {
    // Stories that end at e^(0.3 + error) of what was seen, the errors evenly spread from 0 to 1.
    const errors = Array.from({ length: 200 }, (_, i) => (i + 0.5) / 200)
    const seen = seenOf({ seen: 1000, lastHour: 0 })
    const rule = forecastStory(seen, nothing)
    const own = forecastStory(seen, { errors, sizes: [] })
    const finals = errors.map((error) => 1000 * Math.exp(rule.expected + error))
    const inside = finals.filter((final) => final >= own.low && final <= own.high).length
    expect(inside / finals.length).toBeGreaterThanOrEqual(0.79)
    expect(inside / finals.length).toBeLessThanOrEqual(0.82)
    expect(own.version).toBe('story-spread-1/own-200')
    expect(forecastStory(seen, { errors: errors.slice(0, 29), sizes: [] }).version).toBe('story-spread-1/collection')
  })
})

describe('what was seen', () => {
  it('counts velocity, acceleration, channels and ranks until now, and nothing after it', () => {
    const all = [
      sighting(0),
      sighting(30 * minute, { kind: 'agency', tier: 1 }),
      sighting(90 * minute, { rank: 12 }),
      sighting(100 * minute, { origin: 'foreign', rank: 4 }),
      sighting(5 * hour),
    ]
    expect(spreadSeen(all, addMs(start, 2 * hour))).toEqual({
      ...{ seen: 4, elapsedMs: 2 * hour, lastHour: 2, hourBefore: 1, bestTier: 1, overseas: 1, bestRank: 4 },
      channels: [
        { kind: 'newspaper', n: 3 },
        { kind: 'agency', n: 1 },
      ],
    })
  })
})

describe('when a story is forecast', () => {
  it('at fixed times after its first sight and at doublings, until it rests', () => {
    expect(leadAt(14 * minute)).toBeNull()
    expect(leadAt(5 * hour)).toBe('h3')
    expect([1, 2, 3, 4, 9].map(doublingAt)).toEqual([null, 'x2', 'x2', 'x4', 'x8'])
    const story = { firstAt: start, lastAt: addMs(start, hour) }
    expect(nextForecastAt(story, start)).toEqual(addMs(start, 15 * minute))
    expect(nextForecastAt(story, addMs(start, 6 * hour))).toEqual(addMs(start, day))
    expect(nextForecastAt(story, addMs(start, day))).toEqual(addMs(start, 3 * day))
  })
  it('rests after three days, a day after its last copy, two weeks at the latest', () => {
    expect(restsAt({ firstAt: start, lastAt: addMs(start, 4 * day) })).toEqual(addMs(start, 5 * day))
    expect(restsAt({ firstAt: start, lastAt: addMs(start, 40 * day) })).toEqual(addMs(start, 14 * day))
  })
})

it('a centile of nothing is nothing', () => {
  expect(centile([], 0.5)).toBe(0)
  expect([0.1, 0.5, 0.9].map((share) => centile([5, 1, 3, 2, 4], share))).toEqual([1, 3, 5])
})
