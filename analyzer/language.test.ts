import { describe, expect, it } from 'vitest'
import { languageOf } from './language.ts'
import { fold, toSimplified } from './script.ts'

describe('the language of a text', () => {
  it.each([
    ['广西前三季度生产总值同比增长', 'zh-Hans'],
    ['廣西前三季GDP年增5.2%，統計局稱', 'zh-Hant'],
    ["Guangxi's GDP grew 5.9 percent in the first half", 'en'],
    ['GDP总量超过2.6万亿元,同比增长', 'zh-Hans'],
    ['Kinh tế Quảng Tây tăng trưởng mạnh trong năm nay', 'other'],
    ['広西チワン族自治区のGDPは5.2%増', 'other'],
    ['Le PIB du Guangxi a progresse de 5 pour cent selon le bureau des statistiques', 'other'],
    ['El PIB de Guangxi crece un 5 por ciento en la primera mitad del año', 'other'],
    ['12345 %', 'other'],
    ['', 'other'],
  ])('%s is %s', (text, language) => expect(languageOf(text)).toBe(language))
})

describe('folding', () => {
  it('keeps every offset', () => {
    const text = '２０２２年，廣西經濟總量㎡ﬁ…站上兩萬億元'
    expect(fold(text)).toHaveLength(text.length)
    expect(fold(text).slice(0, 10)).toBe('2022年,广西经济')
  })
  it('leaves simplified text alone', () => {
    expect(toSimplified('广西统计局')).toBe('广西统计局')
  })
})
