import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DiffPart, diffItems, diffText } from './diff.ts'

const shown = (parts: DiffPart[]) =>
  parts.map(({ op, text }) => ({ same: text, removed: `[-${text}-]`, added: `[+${text}+]` })[op]).join('')
const show = (before: string, after: string) => shown(diffText(before, after).parts)
const older = (parts: DiffPart[]) => parts.filter((p) => p.op !== 'added').map((p) => p.text)
const newer = (parts: DiffPart[]) => parts.filter((p) => p.op !== 'removed').map((p) => p.text)

describe('a change between two texts', () => {
  it.each([
    ['增长2.7%。', '增长7.2%。', '增长[-2.7%-][+7.2%+]。'],
    ['总量24740.86亿元', '总量25209.10亿元', '总量[-24740.86-][+25209.10+]亿元'],
    ['同比-0.3%', '同比0.3%', '同比[--0.3%-][+0.3%+]'],
    [
      '3月广西CPI环比上涨3.4%',
      '3月广西CPI同比上涨3.4%,环比上涨0.4%',
      '3月广西CPI[-环比-][+同比+]上涨3.4%[+,环比上涨0.4%+]',
    ],
    ['GDP slowed to 2.9% in May', 'GDP fell to 2.9% in May', 'GDP [-slowed-][+fell+] to 2.9% in May'],
    ['统计局发布数据', '统计局撤回数据', '统计局[-发布-][+撤回+]数据'],
    ['', '新的', '[+新的+]'],
    ['情况正在核实。请勿转发。', '数据没有错误。请勿转发。', '[-情况正在核实-][+数据没有错误+]。请勿转发。'],
    ['正在核实。', '没有错误，官网可查。', '[-正在核实-][+没有错误，官网可查+]。'],
  ])('%s → %s', (before, after, expected) => expect(show(before, after)).toBe(expected))

  it('loses no character of either text', () => {
    const word = fc.constantFrom('广西', '统计局', '增长', '2.7%', '-3', 'GDP', ' ', '\n', '。', '😀', '\ud800', 'á')
    const text = fc.array(word, { maxLength: 60 }).map((words) => words.join(''))
    fc.assert(
      fc.property(fc.oneof(text, fc.string()), fc.oneof(text, fc.string()), (before, after) => {
        const { parts } = diffText(before, after)
        expect(older(parts).join('')).toBe(before)
        expect(newer(parts).join('')).toBe(after)
        for (const [n, { op, text }] of parts.entries()) expect(text !== '' && parts[n - 1]?.op !== op).toBe(true)
        if (before === after) expect(parts.every((p) => p.op === 'same')).toBe(true)
      }),
    )
  })

  it('of two lists keeps the items that stayed, and gives both back', () => {
    const list = fc.array(fc.constantFrom('甲', '乙', '丙', '丁'), { maxLength: 12 })
    fc.assert(
      fc.property(list, list, (before, after) => {
        const stretches = diffItems(before, after)
        expect(stretches.flatMap((s) => s.before)).toEqual(before)
        expect(stretches.flatMap((s) => s.after)).toEqual(after)
        for (const s of stretches) if (s.same) expect(s.before).toEqual(s.after)
      }),
    )
    expect(diffItems(['甲', '乙'], ['丙', '甲', '乙'])[0]).toEqual({ same: false, before: [], after: ['丙'] })
  })

  it('never cuts a number', () => {
    const number = fc
      .tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 99 }))
      .map((n) => n.join('.'))
    fc.assert(
      fc.property(number, number, (one, other) => {
        fc.pre(one !== other)
        expect(show(`增长${one}%，`, `增长${other}%，`)).toBe(`增长[-${one}%-][+${other}%+]，`)
      }),
    )
  })

  it('is told by lines where the texts are huge or have little in common', () => {
    const lines = (from: number) => Array.from({ length: 3_000 }, (_, n) => `第${from + n}行，数值${(from + n) * 7}。`)
    const [before, after] = [lines(0), lines(0)]
    after[1500] = '改动的一行'
    const huge = `${'x'.repeat(200_000)}\n`
    const { parts, coarse } = diffText(huge + before.join('\n'), huge + after.join('\n'))
    expect(coarse).toBe(true)
    expect(parts.filter((p) => p.op === 'added').map((p) => p.text)).toEqual(['改动的一行\n'])
    const apart = diffText(lines(0).join('\n'), lines(50_000).join('\n'))
    expect(apart.coarse).toBe(true)
    expect(older(apart.parts).join('')).toBe(lines(0).join('\n'))
  })
})
