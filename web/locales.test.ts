import { describe, expect, it } from 'vitest'
import {
  claimReasonCodes,
  claimReasonSchema,
  claimSchema,
  moveSchema,
  problemCodes,
  problemSchema,
  storySchema,
} from '../api/contract.ts'
import { RequestFailure, failureOf } from './client.ts'
import { problemText, refusalText } from './components/problem-text.ts'
import { claimSentence, mergeParts, reasonSentence } from './components/reason-text.ts'
import { en } from './locales/en.ts'
import { zhCN, type Words } from './locales/zh-CN.ts'

/** All keys of a locale, `states.risk.low`; functions and texts alike are leaves. */
function leavesOf(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, value]]
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path === '' ? key : `${path}.${key}`))
}

const both: [string, Words][] = [
  ['zh-CN', zhCN],
  ['en', en],
]

describe('the two languages', () => {
  it('have the same keys', () => {
    const keys = (words: Words) => leavesOf(words).map(([key]) => key)
    expect(keys(en).sort()).toEqual(keys(zhCN).sort())
  })

  it('leave no text empty', () => {
    for (const [name, words] of both)
      expect(
        leavesOf(words).filter(([, leaf]) => typeof leaf === 'string' && leaf.trim() === ''),
        name,
      ).toEqual([])
  })

  it('shout at nobody', () => {
    for (const [, words] of both)
      expect(leavesOf(words).filter(([, leaf]) => /[!!]|您好/.test(String(leaf)))).toEqual([])
  })

  it('say in English what is not quoted from a Chinese rule', () => {
    const chinese = leavesOf(en).filter(([, leaf]) => /\p{Script=Han}/u.test(String(leaf)))
    expect(chinese.map(([key]) => key)).toEqual([])
  })
})

describe('refusals', () => {
  it.each(problemCodes)('words %s in both languages, without the code', (code) => {
    for (const [name, words] of both) {
      const { text } = problemText(new RequestFailure({ code, status: 409 }), words)
      expect(text, name).not.toBe(words.refusals.unknown)
      expect(text).not.toContain(code)
    }
  })

  it('quotes the rule behind a refused move with its citation', () => {
    const rule = {
      id: 'G4-7-2-region',
      basis: 'regulation' as const,
      citation: '附4第七条（二）',
      text: '须经领导小组批准。',
    }
    const move = moveSchema.parse({ verb: 'office', allowed: false, refusal: { code: 'wrong-scope', rule } })
    expect(refusalText(move, zhCN)).toBe('须经领导小组批准。——附4第七条（二）')
  })

  it('reads a problem document with rule and field, and names the field in words', () => {
    const rule = {
      id: 'policy-claimed-time',
      basis: 'policy',
      citation: '平台规则（填报时间）',
      text: '以服务器时间为准。',
    }
    const body = { type: 'urn:x', title: 'x', status: 422, code: 'time-in-future', field: 'claimedFoundAt', rule }
    expect(problemSchema.safeParse(body).success).toBe(true)
    const said = problemText(failureOf(422, body), zhCN)
    expect(said).toEqual({
      text: zhCN.refusals.codes['time-in-future'],
      basis: '以服务器时间为准。——平台规则（填报时间）',
      field: '有关栏目：填报的发现时间',
    })
  })

  it('finds words for an answer that is no problem document', () => {
    expect([failureOf(502, null).code, failureOf(404, '<html>').code, failureOf(401, {}).code]).toEqual([
      'internal',
      'not-found',
      'signed-out',
    ])
  })
})

describe('reasons of verdicts', () => {
  const subject = {
    indicator: { zh: '居民消费价格', en: 'consumer prices' },
    region: { zh: '广西', en: 'Guangxi' },
    span: { year: 2012, first: 3, last: 3, point: false },
    measure: 'yoy' as const,
    priceBasis: null,
  }
  const official = { ...subject, measure: 'mom' as const, value: '0.4', unit: '%' }
  const other = { ...subject, value: '3.4', unit: '%' }
  const facts = {
    subject,
    official,
    other,
    now: official,
    stated: '3.4%',
    amount: '2',
    owner: '南宁海关',
    indicator: subject.indicator,
    quote: '3.4%',
  }

  it.each(claimReasonCodes)('words %s in both languages with the facts that the contract gives it', (code) => {
    const reason = claimReasonSchema.parse({ code, ...facts })
    for (const [, words] of both) {
      const sentence = claimSentence(reason, words)
      expect(sentence).toMatch(/[。.]$/)
      expect(sentence).not.toContain('undefined')
    }
    expect(claimSentence(reason, zhCN)).not.toMatch(/[a-z]/)
  })

  it('names the slip in one plain sentence', () => {
    const reason = claimReasonSchema.parse({ code: 'is_other', stated: '3.4%', other, official })
    expect(claimSentence(reason, zhCN)).toBe('“3.4%”是2012年3月广西居民消费价格同比涨幅，环比上涨0.4%。')
    expect(claimSentence(reason, en)).toBe(
      '“3.4%” is the growth on a year earlier of consumer prices of Guangxi in March 2012; the consumer prices of Guangxi rose 0.4% on the month before in March 2012.',
    )
  })

  it('counts in millions and billions in English', () => {
    const level = { ...official, measure: 'level' as const, value: '-26300.87', unit: '亿元' }
    expect(claimSentence({ code: 'agrees', official: level }, en)).toContain('-2630.087 billion yuan')
    expect(claimSentence({ code: 'agrees', official: { ...level, value: '5013', unit: '万人' } }, en)).toContain(
      '50.13 million people',
    )
  })
})

describe('codes of the machine', () => {
  it('words every verdict, level and state that the contract knows', () => {
    for (const [, words] of both) {
      for (const code of claimSchema.shape.verdict.options) expect(words.states.claim[code]).toBeTruthy()
      for (const code of storySchema.shape.level.options) expect(words.states.risk[code]).toBeTruthy()
      for (const code of storySchema.shape.state.options) expect(words.states.flag[code]).toBeTruthy()
    }
  })

  it('puts what is wrong with the number behind the kind of error', () => {
    const part = { code: 'claim-M10', claim: { code: 'region_unsure' as const } }
    expect(reasonSentence(part, zhCN)).toBe('升降方向错误：地区不能确定。')
  })

  it('says the same reason once, with all its quotes and its greatest weight', () => {
    const span = (start: number) => ({ field: 'text' as const, start, end: start + 2, quote: '下降' })
    const part = (code: string, weight: number, start: number) => ({ code, weight, spans: [span(start)] })
    const merged = mergeParts([part('overseas', 0.1, 0), part('claim-M10', 0.4, 5), part('flag-M10', 0.7, 9)], zhCN)
    expect(merged.map(({ weight, spans }) => [weight, spans.map((one) => one.start)])).toEqual([
      [0.7, [5, 9]],
      [0.1, [0]],
    ])
  })

  it('never shows a code it does not know', () => {
    for (const code of ['brand-new', 'claim-M99', 'flag-unheard-of'])
      for (const [, words] of both) expect(reasonSentence({ code }, words)).not.toContain(code)
  })
})
