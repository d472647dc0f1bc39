import { expect, it } from 'vitest'
import { kindOwed } from './kind-owed.ts'

it('is a first report for each bureau that has sent none, and a later one for who has', () => {
  const reports = [{ from: { id: 'gx-beihai', name: '北海市统计局', level: 'city' } }]
  expect(kindOwed([], 'gx-beihai')).toBe('first')
  expect(kindOwed(reports, 'gx-nanning')).toBe('first')
  expect(kindOwed(reports, 'gx-beihai')).toBe('follow_up')
})
