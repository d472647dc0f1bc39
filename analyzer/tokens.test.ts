import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dictionaryWords } from './dictionary.ts'
import { dictionaryVersion, englishStems, searchQuery, searchVector, tokens } from './tokens.ts'

/** Does a document with these lexemes satisfy the query? Reads the query as PostgreSQL does: & before |, parentheses. */
function satisfies(query: string, vector: string): boolean {
  const lexemes = new Set(vector.split(' '))
  const signs = query.match(/'(?:''|[^'])*'|[()&|]/g) ?? []
  let at = 0
  const any = (): boolean => {
    let yes = all()
    while (signs[at] === '|') {
      at++
      const right = all()
      yes = yes || right
    }
    return yes
  }
  const all = (): boolean => {
    let yes = one()
    while (signs[at] === '&') {
      at++
      const right = one()
      yes = yes && right
    }
    return yes
  }
  const one = (): boolean => {
    const sign = signs[at++] ?? ''
    if (sign !== '(') return lexemes.has(sign.slice(1, -1).replaceAll("''", "'"))
    const yes = any()
    at++
    return yes
  }
  return any()
}
const finds = (query: string, text: string) => satisfies(searchQuery(query), searchVector(text))

describe('tokens', () => {
  it('keeps indicators, bodies and places whole', () => {
    expect(tokens('广西统计局公布地区生产总值')).toEqual(['广西统计局', '公布', '地区生产总值'])
    expect(tokens('三江侗族自治县的规上工业')).toContain('三江侗族自治县')
  })
  it('folds width, case and traditional characters', () => {
    expect(tokens('ＧＤＰ增長５．２％，廣西統計局否認外洩數據')).toEqual(tokens('gdp增长5.2%,广西统计局否认外泄数据'))
  })
  it('splits letters and digits in the same way wherever they stand', () => {
    expect(tokens('GPT-4')).toEqual(['gpt', '4'])
    expect(tokens('用GPT-4写')).toEqual(['用', 'gpt', '4', '写'])
    expect(tokens('26,300.87亿元')[0]).toBe('26300.87')
  })
  it('stems English words with natural', () => {
    expect(englishStems('Economies growing; growth grows')).toEqual(['economi', 'grow', 'growth', 'grow'])
  })
  it('names its dictionary by content', () => {
    expect(dictionaryVersion).toMatch(/^[0-9a-f]{12}$/)
    expect(new Set(dictionaryWords).size).toBe(dictionaryWords.length)
  })
})

describe('the search pair', () => {
  it('finds a short business word inside a longer one', () => {
    const text = '中国人民银行与国家统计局表示,国内生产总值增长。广西壮族自治区统计局发布居民消费价格指数'
    for (const query of ['生产总值', '人民银行', '统计局', '国内生产总值', '消费价格', '壮族自治区'])
      expect(finds(query, text), query).toBe(true)
  })
  it('does not find what is not there', () => {
    expect(finds('粮食产量', '国内生产总值增长')).toBe(false)
    expect(finds('GDP 粮食', 'GDP增长5.2%')).toBe(false)
  })
  it('finds traditional text by a simplified query and the other way round', () => {
    expect(finds('统计局', '廣西統計局否認外洩數據')).toBe(true)
    expect(finds('統計局數據', '广西统计局否认外泄数据')).toBe(true)
  })
  it('finds English words by another form of them', () => {
    expect(finds('economies growing', 'The economy grew; economies are growing fast')).toBe(true)
    expect(finds('report', 'two reports said')).toBe(true)
  })
  it('asks for nothing when a query holds no letter or digit', () => {
    for (const query of ['', '   ', "'\\ & | ! ()", '。,!?', '\0']) expect(searchQuery(query)).toBe('')
  })
  it('never lets a sign of the query language through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (query) => {
        const bare = searchQuery(query).replace(/'(?:''|[^'])*'/g, 'x')
        expect(bare).toMatch(/^[x ()&|]*$/)
      }),
    )
  })
  it('finds every document by each of its own words', () => {
    const piece = fc.constantFrom(
      ...[
        '国内生产总值',
        '南宁市',
        '统计局',
        '增长5.2%',
        'GDP',
        '，',
        '人工智能化',
        '廣西',
        'A股',
        '研究生命科学',
        ' reports ',
        '3月份',
        '\0',
        '的',
        '数据造假',
      ],
    )
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        for (const word of tokens(text)) expect(finds(word, text), `${word} in ${text}`).toBe(true)
      }),
    )
  })
  it('keeps a document below the limit of a tsvector', () => {
    expect(Buffer.byteLength(searchVector('地区生产总值增长。'.repeat(60_000)))).toBeLessThanOrEqual(600_000)
    expect(
      Math.max(
        ...searchVector('x'.repeat(5000))
          .split(' ')
          .map((word) => word.length),
      ),
    ).toBeLessThanOrEqual(60)
  })
})
