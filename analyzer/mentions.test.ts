import { describe, expect, it } from 'vitest'
import { mentionReader } from './mentions.ts'
import { openModels, wordListsOnly } from './models/open-models.ts'
import { relevanceAndBodies } from './relevance.ts'
import { toneReader } from './tone.ts'
import { wordsIn } from './tone-words.ts'

const units = [
  { id: 'gx', name: '广西壮族自治区统计局', aliases: ['广西统计局', '自治区统计局'], regionCode: '450000' },
  { id: 'lz', name: '柳州市统计局', aliases: ['柳州统计局'], regionCode: '450200' },
  { id: 'nn', name: '南宁市统计局', aliases: ['南宁统计局'], regionCode: '450100' },
]
const trained = openModels()

function read(text: string, { title = '', of = 'lz', nearest = false } = {}) {
  const article = { title, text }
  const unit = units.find(({ id }) => id === of)!
  const words = wordsIn(article)
  const { bodies } = relevanceAndBodies(article, units)
  const mentions = mentionReader(article, { bodies, words, units })(unit, nearest)
  const tones = [trained.tone, wordListsOnly.tone].map(
    (model) => toneReader(article, model, words)([unit.name, ...unit.aliases], mentions).label,
  )
  return { mentions, tones, short: mentions.map(({ tone, note }) => (note ? `${tone} ${note}` : tone)) }
}

describe('the tone at each mention of a bureau', () => {
  it.each([
    ['柳州市统计局通报，南宁市统计局存在数据造假问题。', { lz: ['neutral'], nn: ['accusing'] }],
    ['南宁市统计局被柳州市统计局举报造假。', { lz: ['neutral'], nn: ['accusing quoted'] }],
    ['柳州市统计局查处三家企业虚报数据。', { lz: ['neutral'] }],
    ['柳州市统计局被通报数据造假。', { lz: ['accusing'] }],
    ['审计部门通报柳州市统计局编造数据。', { lz: ['accusing'] }],
    ['柳州市统计局的数据全是假的。', { lz: ['accusing'] }],
    ['柳州市统计局没有编造数据。', { lz: ['neutral'] }],
  ])('is of the body that is meant: %s', (text, wanted: Record<string, string[]>) => {
    for (const [of, tones] of Object.entries(wanted)) expect(read(text, { of }).short, of).toEqual(tones)
  })

  it('knows an accusation in the mouth of others, and one that the text answers', () => {
    expect(read('有网民称柳州市统计局数据造假。').short).toEqual(['accusing quoted'])
    expect(read('今日，一篇网文称，柳州市统计局层层注水。').short).toEqual(['accusing quoted'])
    expect(read('柳州市统计局有关负责人介绍了情况。').short).toEqual(['neutral'])
    expect(read('网传柳州市统计局编造数据。经核实，该说法不属实。').short).toEqual(['neutral rebutted'])
    expect(read('柳州市统计局否认编造数据。').short).toEqual(['neutral rebutted'])
    expect(read('柳州市统计局否认编造数据，但审计最终查实确有其事。').short).toEqual(['accusing'])
  })

  it('does not blame the bureau for bad figures, nor praise it for good ones', () => {
    expect(read('柳州市统计局公布，一季度工业下滑、投资低迷，压力较大。').short).toEqual(['neutral'])
    expect(read('柳州市统计局公布，一季度经济稳中向好，增长亮眼。').short).toEqual(['neutral'])
    expect(read('柳州市统计局获表彰，工作认真负责。').short).toEqual(['positive'])
    expect(read('网友批评柳州市统计局敷衍推诿。').short).toEqual(['negative quoted'])
    expect(read('柳州市统计局批评三家企业拖延报表。').short).toEqual(['neutral'])
  })

  it('follows 该局 to the bureau named before, and takes what has no place for the nearest unit only', () => {
    expect(read('柳州市统计局昨日发布公报。该局被指编造数据。').short).toEqual(['neutral', 'accusing quoted'])
    const text = '统计局又在编造数据了。'
    expect(read(text, { of: 'gx', nearest: true }).short).toEqual(['accusing'])
    expect(read(text, { of: 'gx' }).short).toEqual([])
  })

  it('takes a survey office of the same place for another body', () => {
    expect(read('国家统计局广西调查总队被指造假。', { of: 'gx' }).short).toEqual([])
  })

  it('quotes the text where it says it does, with the whole sentence', () => {
    const text = '今天多云。柳州市统计局编造数据！明天有雨。'
    const [mention] = read(text).mentions
    expect(mention?.span.quote).toBe('柳州市统计局')
    for (const span of [mention!.span, mention!.sentence, ...mention!.words])
      expect(text.slice(span.start, span.end)).toBe(span.quote)
    expect(mention?.sentence.quote).toBe('柳州市统计局编造数据')
    expect(mention?.words.map(({ quote }) => quote)).toEqual(['编造'])
  })
})

describe('the tone of the article toward a unit', () => {
  it('is not accusing where only another bureau is accused, or the accusation is answered', () => {
    expect(read('柳州市统计局通报，南宁市统计局存在数据造假问题。').tones).not.toContain('accusing')
    expect(read('柳州市统计局通报，南宁市统计局存在数据造假问题。', { of: 'nn' }).tones).toEqual([
      'accusing',
      'accusing',
    ])
    expect(read('网传柳州市统计局编造数据。经核实，该说法不属实。').tones).not.toContain('accusing')
  })
})
