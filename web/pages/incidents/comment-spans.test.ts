import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ThreadShown } from '../../../api/contract.ts'
import { cutByThreads } from './comment-spans.ts'

const thread = (id: string, now: ThreadShown['now'], state: ThreadShown['state'] = 'open') =>
  ({ id, state, now }) as ThreadShown

it('marks what open comments are about and nothing else', () => {
  const threads = [
    thread('a', { field: 'summary', start: 1, end: 3 }),
    thread('b', { field: 'summary', start: 2, end: 5 }),
    thread('c', { field: 'facts.1', start: 0, end: 1 }),
    thread('d', { field: 'summary', start: 5, end: 6 }, 'resolved'),
    thread('e', null),
    thread('f', { field: 'summary', start: 4, end: 99 }),
  ]
  expect(cutByThreads('0123456', 'summary', threads).map(({ text, id }) => [text, id])).toEqual([
    ['0', null],
    ['1', 'a'],
    ['2', 'a'],
    ['34', 'b'],
    ['56', null],
  ])
})

it('loses no character, whatever is marked', () => {
  const places = fc.array(fc.record({ start: fc.nat({ max: 30 }), end: fc.nat({ max: 30 }) }), { maxLength: 6 })
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), places, (text, marked) => {
      const threads = marked.map((place, at) => thread(`${at}`, { field: 'summary', ...place }))
      expect(
        cutByThreads(text, 'summary', threads)
          .map((s) => s.text)
          .join(''),
      ).toBe(text)
    }),
  )
})
