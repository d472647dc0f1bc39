import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { difference } from './decimal.ts'
import { diffRows } from './diff-rows.ts'
import { cutParagraphs, type Mark, toneOfClaim } from './marks.ts'

describe('marks in a text', () => {
  const text = '第一段有数字。\n\n第二段。'
  const mark = (start: number, end: number, tone: Mark['tone']): Mark => ({ start, end, tone, key: `${start}` })

  it('keeps every character of every paragraph, whatever is marked', () => {
    const marks = fc.array(
      fc.tuple(fc.nat(16), fc.nat(16), fc.constantFrom<Mark['tone']>('red', 'amber', 'grey', 'green', 'reason')),
    )
    fc.assert(
      fc.property(marks, (list) => {
        const cut = cutParagraphs(
          text,
          list.map(([start, end, tone]) => mark(start, end, tone)),
        )
        const joined = cut.map((paragraph) => paragraph.segments.map((segment) => segment.text).join(''))
        expect(joined).toEqual(['第一段有数字。', '第二段。'])
      }),
    )
  })

  it('cuts overlapping marks at their borders, the gravest first', () => {
    const [first] = cutParagraphs(text, [mark(0, 5, 'reason'), mark(3, 6, 'red')])
    expect(first?.segments.map((one) => [one.text, one.marks.map((m) => m.tone)])).toEqual([
      ['第一段', ['reason']],
      ['有数', ['red', 'reason']],
      ['字', ['red']],
      ['。', []],
    ])
  })

  it('gives a mark that spans paragraphs to both', () => {
    const cut = cutParagraphs(text, [mark(5, 12, 'amber')])
    expect(cut.map((p) => p.segments.filter((s) => s.marks.length > 0).map((s) => s.text))).toEqual([
      ['字。'],
      ['第二段'],
    ])
  })

  it('shows red only what an official figure contradicts or the calendar forbids', () => {
    const tone = (verdict: string, figure: unknown = { id: 'gdp' }) => toneOfClaim({ verdict, figure })
    expect([tone('supported'), tone('false'), tone('unreleased', null)]).toEqual(['green', 'red', 'red'])
    expect([tone('misleading'), tone('outdated'), tone('false', null)]).toEqual(['amber', 'amber', 'amber'])
    expect([tone('not_checkable'), tone('opinion')]).toEqual(['grey', 'grey'])
  })
})

describe('exact differences', () => {
  it('does not pass through floating point', () => {
    expect([difference('0.3', '0.1'), difference('24740.86', '25209.10'), difference('2.9', '-2.9')]).toEqual([
      '0.2',
      '-468.24',
      '5.8',
    ])
  })

  it('says nothing where one of the two is no number', () => {
    expect(difference('约3', '2')).toBeNull()
  })

  it('undoes addition', () => {
    const whole = fc.integer({ min: -1_000_000, max: 1_000_000 })
    fc.assert(fc.property(whole, whole, (a, b) => difference(String(a + b), String(b)) === String(a)))
  })
})

describe('two columns of a diff', () => {
  it('stand beside each other line by line, and lose nothing', () => {
    const rows = diffRows([
      { op: 'same', text: '一\n二' },
      { op: 'removed', text: '2.7%' },
      { op: 'added', text: '7.2%' },
      { op: 'same', text: '。\n三' },
    ])
    const side = (name: 'before' | 'after') => rows.map((row) => row[name].map((p) => p.text).join(''))
    expect(side('before')).toEqual(['一', '二2.7%。', '三'])
    expect(side('after')).toEqual(['一', '二7.2%。', '三'])
  })
})
