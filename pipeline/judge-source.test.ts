import { describe, expect, it } from 'vitest'
import { fetchFailure } from '../crawler/failure.ts'
import { learnRhythm } from '../domain/rhythm.ts'
import type { SourceRhythm } from '../domain/source-health.ts'
import { addMs, day, hour, minute } from '../domain/time.ts'
import { type Judged, judgePoll, thinTexts } from './judge-source.ts'

const now = new Date('2026-11-18T04:00:00Z') // a Wednesday, 12:00 in Shanghai
const source: Judged['source'] = {
  id: 's',
  priority: 'normal',
  intervalMs: 15 * minute,
  intervalBy: 'program',
  rhythm: null,
  failuresInRow: 0,
  lastGoodAt: addMs(now, -15 * minute),
  lastNewAt: addMs(now, -15 * minute),
  health: 'ok',
  healthReason: null,
}
const good: Judged['result'] = { outcome: 'nothing_new', seen: 20, fresh: 0, dropped: 0, failure: null, durationMs: 5 }
const judge = (more: Partial<Omit<Judged, 'source'>> & { source?: Partial<Judged['source']> } = {}) =>
  judgePoll({
    result: good,
    published: [],
    textLengths: null,
    bodiesMissed: null,
    now,
    ...more,
    source: { ...source, ...more.source },
  })
const failing = (failure: ReturnType<typeof fetchFailure>, more: Partial<Judged['source']> = {}) =>
  judge({ source: more, result: { ...good, outcome: 'failed', failure } })
const raised = (judged: ReturnType<typeof judge>) => judged.alarms.flatMap((a) => ('raise' in a ? [a.kind] : []))
const cleared = (judged: ReturnType<typeof judge>) => judged.alarms.flatMap((a) => ('clear' in a ? [a.kind] : []))

/** A source with an item an hour from 8 to 20 on workdays, four weeks of it. */
function officeRhythm(): SourceRhythm {
  let rhythm: SourceRhythm | null = null
  for (let at = addMs(now, -28 * day); at < now; at = addMs(at, hour)) {
    const local = addMs(at, 8 * hour)
    const works = ![0, 6].includes(local.getUTCDay()) && local.getUTCHours() >= 8 && local.getUTCHours() < 20
    rhythm = learnRhythm(rhythm, { from: addMs(at, -hour), to: at, published: works ? [at] : [], holds: 20 })
  }
  return rhythm!
}

describe('a selector for texts', () => {
  it('is broken while most of the newest articles had none there, though all was read', () => {
    const broken = judge({ bodiesMissed: { missed: 3, of: 5 } })
    expect(broken).toMatchObject({ health: 'selector_broken', reason: { code: 'no_body_by_selector' } })
    expect(raised(broken)).toContain('selector_broken')
    const between = judge({ source: { health: broken.health, healthReason: broken.reason } })
    expect(between.health).toBe('selector_broken')
    const healed = judge({
      source: { health: broken.health, healthReason: broken.reason },
      bodiesMissed: { missed: 2, of: 5 },
    })
    expect(healed.health).toBe('ok')
    expect(cleared(healed)).toContain('selector_broken')
    expect(judge({ bodiesMissed: { missed: 1, of: 1 } }).health).toBe('ok')
  })
})

describe('a failure', () => {
  it.each([
    ['timeout', {}, 'failing', minute],
    ['not_a_feed', {}, 'failing', 15 * minute],
    ['no_items', {}, 'selector_broken', 15 * minute],
    ['robots', {}, 'forbidden', hour],
    ['private_address', {}, 'forbidden', hour],
    ['bad_url', {}, 'gone', 15 * minute],
    ['rate_limited', {}, 'paused', minute],
  ] as const)('%s is %s and asked again, never given up', (code, more, health, pauseMs) => {
    const judged = failing(fetchFailure(code, more))
    expect(judged.health).toBe(health)
    expect(judged.reason).toEqual({ code, facts: {} })
    expect(judged.dueAt).toEqual(addMs(now, pauseMs))
    for (let failuresInRow = 0; failuresInRow < 1000; failuresInRow = failuresInRow * 2 + 1) {
      const later = failing(fetchFailure(code, more), { failuresInRow }).dueAt.getTime() - now.getTime()
      expect(later).toBeGreaterThanOrEqual(pauseMs)
      expect(later).toBeLessThanOrEqual(day)
    }
  })

  it('keeps what the server asked for, and its own pause where that is longer', () => {
    const asked = { ...fetchFailure('rate_limited'), retryAfterMs: 3 * hour }
    expect(failing(asked).dueAt).toEqual(addMs(now, 3 * hour))
    expect(failing({ ...asked, retryAfterMs: 1 }, { failuresInRow: 5 }).dueAt).toEqual(addMs(now, hour))
  })

  it('is told when it lasts, once as what it is, and ends with the first answer', () => {
    const lasting = { failuresInRow: 2, lastGoodAt: addMs(now, -hour) }
    expect(raised(failing(fetchFailure('timeout')))).toEqual([])
    expect(raised(failing(fetchFailure('timeout'), lasting))).toEqual(['failing'])
    expect(raised(failing(fetchFailure('timeout'), { ...lasting, lastGoodAt: addMs(now, -10 * minute) }))).toEqual([])
    expect(raised(failing(fetchFailure('no_items')))).toEqual([])
    const broken = failing(fetchFailure('no_items'), { failuresInRow: 1 })
    expect(raised(broken)).toEqual(['selector_broken'])
    expect(cleared(broken)).toEqual(['failing', 'forbidden', 'gone'])
    expect(raised(failing(fetchFailure('robots')))).toEqual(['forbidden'])
    expect(cleared(judge())).toEqual(['failing', 'forbidden', 'gone', 'selector_broken', 'silent'])
  })
})

describe('a quiet source', () => {
  const rhythm = officeRhythm()
  const quietSince = (lastNewAt: Date, at = now) =>
    judge({ source: { rhythm, lastNewAt, lastGoodAt: addMs(at, -hour) }, now: at })

  it('is silent when quiet beyond its own habit', () => {
    expect(quietSince(addMs(now, -3 * hour)).health).toBe('ok')
    const silent = quietSince(addMs(now, -2 * day))
    expect(silent).toMatchObject({ health: 'silent', reason: { code: 'quiet', facts: { hours: 48 } } })
    expect(raised(silent)).toEqual(['silent'])
  })

  it('may be quiet over night, over a weekend and over National Day', () => {
    const monday = new Date('2026-11-16T01:00:00Z')
    expect(quietSince(addMs(monday, -61 * hour), monday).health).toBe('ok')
    const after = new Date('2026-10-08T12:00:00Z')
    expect(quietSince(new Date('2026-09-30T10:00:00Z'), after).health).toBe('ok')
  })

  it('is not judged before its rhythm is known, but never empty for ever', () => {
    expect(judge({ source: { rhythm: null, lastNewAt: addMs(now, -30 * day) } }).health).toBe('ok')
    const watched = { ...rhythm, items: rhythm.items.map(() => 0) }
    expect(judge({ source: { rhythm: watched, lastNewAt: null } }).reason).toEqual({ code: 'never_any', facts: {} })
  })

  it('is well again with the first news', () => {
    const back = judge({
      source: { rhythm, lastNewAt: addMs(now, -5 * day), health: 'silent' },
      result: { ...good, fresh: 1 },
      published: [now],
    })
    expect(back.health).toBe('ok')
    expect(cleared(back)).toContain('silent')
  })
})

describe('texts of a source', () => {
  const usual = Array.from({ length: 30 }, (_, i) => 900 + i)
  it.each([
    ['as usual', [800, 950, 700, 900, 1000, ...usual], null],
    ['suddenly short', [60, 80, 40, 900, 50, ...usual], 'short_texts'],
    ['mostly empty', [0, 0, 900, 0, 900, ...usual], 'no_texts'],
    ['of a source of pictures', [0, 10, 20, 0, 0, ...usual.map(() => 30)], null],
    ['too few to say', [0, 0, 0, 0, 0, 900, 900], null],
  ])('%s', (_name, lengths, code) => {
    expect(thinTexts(lengths)?.code ?? null).toBe(code)
  })

  it('stay thin in people’s eyes until new ones are looked at', () => {
    const reason = { code: 'short_texts' as const, facts: {} }
    const between = judge({ source: { health: 'thin', healthReason: reason } })
    expect(between).toMatchObject({ health: 'thin', reason })
    expect(cleared(between)).not.toContain('thin')
    const healed = judge({ source: { health: 'thin', healthReason: reason }, textLengths: usual })
    expect(healed.health).toBe('ok')
    expect(cleared(healed)).toContain('thin')
  })
})
