import { describe, expect, it } from 'vitest'
import { betterSample, clockOffset, noteServerTime, offsetOf, serverNow, visitorNow } from './clock.ts'

describe('the server’s time', () => {
  it('measures the offset at the middle of the question', () => {
    const sample = { sentMs: 1_000, receivedMs: 1_200, serverMs: 61_100, resolutionMs: 0 }
    expect(offsetOf(sample)).toEqual({ offsetMs: 60_000, errorMs: 100 })
  })

  it('adds half the resolution of a header that is cut to seconds', () => {
    const sample = { sentMs: 0, receivedMs: 0, serverMs: 5_000, resolutionMs: 1_000 }
    expect(offsetOf(sample)).toEqual({ offsetMs: 5_500, errorMs: 500 })
  })

  it('keeps the more exact of two that agree', () => {
    const kept = { offsetMs: 0, errorMs: 20, atMs: 0 }
    expect(betterSample(kept, { offsetMs: 40, errorMs: 100, atMs: 1_000 })).toBe(false)
    expect(betterSample(kept, { offsetMs: 5, errorMs: 10, atMs: 1_000 })).toBe(true)
  })

  it('believes a rougher sample when the visitor’s clock was moved, or when the kept one is old', () => {
    const kept = { offsetMs: 0, errorMs: 20, atMs: 0 }
    expect(betterSample(kept, { offsetMs: 1_500_000, errorMs: 500, atMs: 1_000 })).toBe(true)
    expect(betterSample(kept, { offsetMs: 40, errorMs: 100, atMs: 601_000 })).toBe(true)
  })

  it('runs with the server when the visitor’s clock is 25 minutes slow (AC-02)', () => {
    const now = visitorNow()
    noteServerTime({ sentMs: now, receivedMs: now, serverMs: now + 1_500_000, resolutionMs: 1 })
    expect(clockOffset()).toBeCloseTo(1_500_000, -1)
    expect(serverNow() - visitorNow()).toBeGreaterThan(1_499_000)
  })

  it('ignores an answer without a readable time', () => {
    const before = clockOffset()
    noteServerTime({ sentMs: 0, receivedMs: 0, serverMs: Number.NaN, resolutionMs: 1 })
    expect(clockOffset()).toBe(before)
  })
})
