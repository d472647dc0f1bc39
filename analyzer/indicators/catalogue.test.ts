import { describe, expect, it } from 'vitest'
import { indicators } from '../claims/indicators.ts'
import { looseWords, pressWords } from '../claims/press-words.ts'
import { catalogued, indicatorCatalogue, indicatorNamed } from './catalogue.ts'

describe('the catalogue of indicators', () => {
  it('holds at least sixty, and every one can be read in a text', () => {
    expect(indicatorCatalogue.length).toBeGreaterThanOrEqual(60)
    expect(indicators.filter(({ words }) => words.length === 0)).toEqual([])
    for (const code of [...Object.keys(pressWords), ...Object.keys(looseWords)])
      expect(catalogued(code)?.code).toBe(code)
  })

  it('names each thing once: no code and no name stands for two', () => {
    const names = indicatorCatalogue.flatMap((e) => [e.code, e.name, ...e.aliases].map((name) => [name, e.code]))
    for (const [name, code] of names) expect([name, indicatorNamed(name!)?.code]).toEqual([name, code])
  })

  it('refers to neighbours and wholes that it holds', () => {
    const named = indicatorCatalogue.flatMap((e) => [...e.confusedWith, ...(e.parts ? [e.parts] : [])])
    expect(named.filter((code) => !catalogued(code))).toEqual([])
  })

  it('knows that prices, incomes and grain are the survey office’s, trade the customs’ (B5)', () => {
    const owner = (code: string) => catalogued(code)?.owner
    expect(['cpi', 'ppi', 'income_all', 'grain_output'].map(owner)).toEqual(Array(4).fill('survey'))
    expect([owner('trade_total'), owner('gdp')]).toEqual(['customs', 'bureau'])
  })

  it('is found by any of its names, whatever their case, width and spaces', () => {
    expect(indicatorNamed('ＧＤＰ')?.code).toBe('gdp')
    expect(indicatorNamed(' 社会消费品 零售总额 ')?.code).toBe('retail_sales')
    expect(indicatorNamed('幸福指数')).toBeNull()
  })
})
