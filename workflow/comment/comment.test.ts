import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { threadStates } from '../../domain/comment.ts'
import { ok, refuse } from '../../domain/result.ts'
import { partsOf } from '../talking-points/parts.ts'
import { allowedThreadMoves, moveThread, readPlace, standsIn, threadsOf, threadVerbs } from './comment.ts'

const parts = (entries: Record<string, string>) => new Map(Object.entries(entries))
const text = '以公布数据为准，数据以公布为准。'
const at = (quote: string, start = text.indexOf(quote)) => ({
  ...{ field: 'summary', start, end: start + quote.length, quote },
})

describe('a thread', () => {
  const to = { open: { answer: 'open', resolve: 'resolved' }, resolved: { reopen: 'open' } } as const
  it('has the moves of its state and no others', () => {
    for (const state of threadStates)
      for (const verb of threadVerbs) {
        const wanted = (to[state] as Record<string, string>)[verb]
        const moved = moveThread(state, verb)
        expect(moved.ok ? moved.value.to : null).toBe(wanted ?? null)
      }
    expect(allowedThreadMoves('open', ok(null))).toEqual([
      { verb: 'answer', allowed: true },
      { verb: 'resolve', allowed: true },
    ])
    expect(allowedThreadMoves('resolved', refuse('not-allowed'))).toEqual([
      { verb: 'reopen', allowed: false, refusal: { code: 'not-allowed' } },
    ])
  })
  it('is as its last settling says, whatever was said after it', () => {
    const row = (id: string, threadId: string | null, act: 'comment' | 'answer' | 'resolve' | 'reopen') => ({
      ...{ id, threadId, act },
    })
    const rows = [
      row('a', null, 'comment'),
      row('b', null, 'comment'),
      row('c', 'a', 'answer'),
      row('d', 'a', 'resolve'),
    ]
    expect(threadsOf(rows).map(({ root, entries, state }) => [root.id, entries.length, state])).toEqual([
      ['a', 2, 'resolved'],
      ['b', 0, 'open'],
    ])
    expect(threadsOf([...rows, row('e', 'a', 'reopen')])[0]!.state).toBe('open')
  })
})

describe('a place', () => {
  const read = (given: { field: string; start: number; end: number; quote: string }) => {
    const place = readPlace(parts({ summary: text, 'facts.1': '甲😀乙' }), given)
    return place.ok ? 'ok' : [place.refusal.code, place.refusal.field]
  }
  it.each([
    [at('公布数据'), 'ok'],
    [{ ...at('公布数据'), quote: '公布数字' }, ['invalid-field', 'quote']],
    [{ ...at('公布数据'), start: 2 }, ['invalid-field', 'quote']],
    [{ ...at('公布数据'), field: 'facts.1' }, ['invalid-field', 'quote']],
    [{ ...at('公布数据'), field: 'facts.2' }, ['invalid-field', 'field']],
    [{ ...at(text), end: text.length + 1 }, ['invalid-field', 'quote']],
    [{ field: 'summary', start: 3, end: 3, quote: '' }, ['invalid-field', 'quote']],
    [{ field: 'facts.1', start: 0, end: 2, quote: '甲\uD83D' }, ['invalid-field', 'quote']],
    [{ field: 'facts.1', start: 1, end: 3, quote: '😀' }, 'ok'],
  ])('%j: %j', (given, wanted) => expect(read(given)).toEqual(wanted))

  it('of any words of any part is read, and stands there in the same text', () => {
    const lines = fc.dictionary(
      fc.constantFrom('summary', 'facts.1', 'dos.1'),
      fc.string({ minLength: 1, unit: 'grapheme' }),
    )
    fc.assert(
      fc.property(lines, fc.nat(), fc.nat(), (found, a, b) => {
        for (const [field, line] of Object.entries(found)) {
          const [start, end] = [a % line.length, (a % line.length) + 1 + (b % (line.length - (a % line.length)))]
          const quote = line.slice(start, end)
          const read = readPlace(parts(found), { field, start, end, quote })
          if (!read.ok) continue
          expect(standsIn(parts(found), { field, start, quote })).toEqual({ field, start, end })
        }
      }),
    )
  })
  it('is found again nearest to where it was, then anywhere, then nowhere', () => {
    const was = { field: 'summary', start: text.lastIndexOf('公布'), quote: '公布' }
    expect(standsIn(parts({ summary: `新${text}` }), was)).toEqual({ field: 'summary', start: 12, end: 14 })
    expect(standsIn(parts({ summary: '无', 'dos.1': '引用公布数据' }), was)).toEqual({
      field: 'dos.1',
      start: 2,
      end: 4,
    })
    expect(standsIn(parts({ summary: '无' }), was)).toBeNull()
  })
})

it('names the parts of talking points as a comparison does, without the empty ones', () => {
  const body = {
    ...{
      summary: '甲',
      short: { core: '', reply: '乙' },
      facts: [{ text: '丙', figureId: null }],
      dos: [],
      donts: ['丁'],
    },
    questions: [{ question: '问', answer: '答' }],
  }
  expect(Object.fromEntries(partsOf(body))).toEqual({
    ...{ summary: '甲', 'short.reply': '乙', 'facts.1': '丙', 'donts.1': '丁' },
    ...{ 'questions.1.question': '问', 'questions.1.answer': '答' },
  })
})
