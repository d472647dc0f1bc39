import { describe, expect, it } from 'vitest'
import type { Message } from '../api/contract.ts'
import { alertChoice, alertsToShow } from './browser-alerts.ts'

const message = (id: string, more: Partial<Message>): Message => ({
  ...{ id, kind: 'clock_step', unit: null, incidentId: null, flagId: null, facts: {}, readAt: null },
  ...{ createdAt: '2026-10-01T01:00:00.000Z', ...more },
})
const since = Date.parse('2026-10-01T00:59:00.000Z')

describe('notices of the browser', () => {
  it('tell of time limits and alerts that came since the page was opened, unread ones, each once', () => {
    const messages = [
      message('limit', {}),
      message('read', { readAt: '2026-10-01T01:00:01.000Z' }),
      message('old', { createdAt: '2026-10-01T00:58:59.000Z' }),
      message('quiet', { kind: 'source_recovered' }),
      message('gap', { kind: 'duty_gap' }),
      message('shown', {}),
    ]
    expect(alertsToShow(messages, since, new Set(['shown'])).map((m) => m.id)).toEqual(['limit', 'gap'])
  })

  it('are impossible where the browser has none', () => {
    expect(alertChoice()).toBe('impossible')
  })
})
