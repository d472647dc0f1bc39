import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TalkingPointsBody } from '../../domain/talking-points.ts'
import { bodyHash, bodyLimits, readBody } from './body.ts'
import { readText } from '../text.ts'

const body = (more: Partial<TalkingPointsBody> = {}): TalkingPointsBody => ({
  ...{ summary: '数据没有错误。', facts: [], dos: [], donts: [], questions: [] },
  ...more,
})
const refusal = (given: TalkingPointsBody) => {
  const read = readBody(given)
  return read.ok ? null : { code: read.refusal.code, field: read.refusal.field }
}

describe('a body', () => {
  it('needs a summary of five to two thousand characters, counted as people count', () => {
    expect(refusal(body({ summary: ' \n ' }))).toEqual({ code: 'missing-field', field: 'summary' })
    expect(refusal(body({ summary: '四个字啊' }))).toEqual({ code: 'invalid-field', field: 'summary' })
    expect(refusal(body({ summary: '五个字好了' }))).toBeNull()
    expect(refusal(body({ summary: '𠮷'.repeat(2000) }))).toBeNull()
    expect(refusal(body({ summary: '𠮷'.repeat(2001) }))).toEqual({ code: 'too-large', field: 'summary' })
    expect(refusal(body({ summary: 'a'.repeat(9_000_000) }))).toEqual({ code: 'too-large', field: 'summary' })
  })

  it('has its short forms in twenty and two hundred characters, or none', () => {
    const short = (core: string, reply: string) => refusal(body({ short: { core, reply } }))
    expect([short('字'.repeat(20), '字'.repeat(200)), short('', '字')]).toEqual([null, null])
    expect(short('字'.repeat(21), '')).toEqual({ code: 'too-large', field: 'short.core' })
    expect(short('', '字'.repeat(201))).toEqual({ code: 'too-large', field: 'short.reply' })
    const read = (given: TalkingPointsBody) => readBody(given)
    expect(read(body({ short: { core: '', reply: '' } }))).toEqual(read(body()))
  })

  it('names the line that is wrong', () => {
    const fact = { text: '一', figureId: null }
    expect(refusal(body({ facts: [fact, { text: '', figureId: null }] }))).toEqual({
      code: 'missing-field',
      field: 'facts.1.text',
    })
    expect(refusal(body({ facts: [{ text: '一', figureId: '' }] }))).toEqual({
      code: 'missing-field',
      field: 'facts.0.figureId',
    })
    expect(refusal(body({ dos: ['好', 'x'.repeat(501)] }))).toEqual({ code: 'too-large', field: 'dos.1' })
    expect(refusal(body({ donts: [''] }))).toEqual({ code: 'missing-field', field: 'donts.0' })
    expect(refusal(body({ questions: [{ question: '问', answer: ' ' }] }))).toEqual({
      code: 'missing-field',
      field: 'questions.0.answer',
    })
  })

  it('has no more lines than a page can hold, and a limit as a whole', () => {
    const many = (n: number) => Array.from({ length: n }, () => '好')
    expect(refusal(body({ dos: many(bodyLimits.lines) }))).toBeNull()
    expect(refusal(body({ dos: many(bodyLimits.lines + 1) }))).toEqual({ code: 'too-large', field: 'dos' })
    expect(refusal(body({ donts: many(bodyLimits.lines + 1) }))).toEqual({ code: 'too-large', field: 'donts' })
    const facts = many(bodyLimits.facts + 1).map((text) => ({ text, figureId: null }))
    expect(refusal(body({ facts }))).toEqual({ code: 'too-large', field: 'facts' })
    const questions = many(bodyLimits.questions).map((question) => ({ question, answer: '答'.repeat(2000) }))
    expect(refusal(body({ questions: [...questions, ...questions] }))).toEqual({
      code: 'too-large',
      field: 'questions',
    })
    expect(refusal(body({ questions }))).toEqual({ code: 'too-large', field: 'body' })
  })

  it('refuses what the database cannot keep as text', () => {
    expect(refusal(body({ summary: '一二三四五\u0000' }))).toEqual({ code: 'invalid-field', field: 'summary' })
    expect(refusal(body({ dos: ['\ud842'] }))).toEqual({ code: 'invalid-field', field: 'dos.0' })
    expect(refusal(body({ summary: '第一行内容\n\t第二行' }))).toBeNull()
  })

  it('is the same text with the same hash however it was typed', () => {
    const typed = readBody(body({ summary: '  Café 数据没有错误。\r\n完  ', dos: [' 好 '] }))
    const clean = readBody(body({ summary: 'Cafe\u0301 数据没有错误。\n完', dos: ['好'] }))
    expect(typed).toEqual(clean)
    expect(typed.ok && clean.ok && bodyHash(typed.value) === bodyHash(clean.value)).toBe(true)
  })
})

describe('the hash', () => {
  it('does not depend on the order of keys and differs with every word', () => {
    const a = body({ facts: [{ text: '一', figureId: 'f' }] })
    const turned = { questions: [], donts: [], dos: [], facts: [{ figureId: 'f', text: '一' }], summary: a.summary }
    expect(bodyHash(turned)).toBe(bodyHash(a))
    expect(bodyHash(a)).toMatch(/^[0-9a-f]{64}$/)
    fc.assert(
      fc.property(fc.string(), fc.string(), (x, y) => {
        expect(bodyHash(body({ dos: [x] })) === bodyHash(body({ dos: [y] }))).toBe(x === y)
        expect(bodyHash(body({ dos: [x] }))).not.toBe(bodyHash(body({ donts: [x] })))
      }),
    )
  })
})

describe('a text of a person', () => {
  it('may be empty only where it may be left out', () => {
    expect(readText(undefined, { field: 'comment', min: 0, max: 10 })).toEqual({ ok: true, value: '' })
    expect(readText(undefined, { field: 'reason', min: 1, max: 10 })).toMatchObject({
      refusal: { code: 'missing-field', field: 'reason' },
    })
  })
})
