import { describe, expect, it } from 'vitest'
import { childrenOf, isWithin, lineage, parentCode, regionByCode, regions, regionsNamedIn } from './regions.ts'

const codesIn = (text: string) => regionsNamedIn(text).map((place) => place.code)

describe('the region table', () => {
  it('holds each code and each full name of a province once', () => {
    expect(new Set(regions.map((region) => region.code)).size).toBe(regions.length)
    const provinces = regions.filter((region) => region.level === 'province')
    expect(provinces).toHaveLength(34)
    expect(new Set(provinces.map((region) => region.name)).size).toBe(34)
  })
  it('holds the 14 cities and 111 county-level regions of Guangxi', () => {
    expect(childrenOf('450000')).toHaveLength(14)
    expect(regions.filter((region) => region.level === 'county' && region.code.startsWith('45'))).toHaveLength(111)
    expect(childrenOf('350200')).toHaveLength(6)
  })
  it('marks Hong Kong, Macao and Taiwan apart and nothing else', () => {
    expect(regions.filter((region) => region.apart !== null).map((region) => region.name)).toEqual([
      '台湾省',
      '香港特别行政区',
      '澳门特别行政区',
    ])
  })
  it('gives every region but the nation a parent that is in the table', () => {
    for (const region of regions.slice(1)) expect(regionByCode(parentCode(region.code) ?? '')).not.toBeNull()
    expect(lineage('450108')).toEqual(['450108', '450100', '450000', '100000'])
    expect(isWithin('450108', '450000')).toBe(true)
    expect(isWithin('450000', '450108')).toBe(false)
  })
})

describe('regions named in a text', () => {
  it('finds the longest name at each place', () => {
    expect(codesIn('广西壮族自治区南宁市良庆区')).toEqual(['450000', '450100', '450108'])
    expect(codesIn('三江2024年、罗城县')).toEqual(['450226', '451225'])
  })
  it('gives offsets that cut the name out of the text', () => {
    const text = '据悉,柳州和 Guangxi 都增长'
    expect(regionsNamedIn(text).map((place) => text.slice(place.start, place.end))).toEqual(['柳州', 'Guangxi'])
  })
  it('passes over words that only look like a place', () => {
    expect(codesIn('北海道的温泉,各位来宾,新大陆,西安普')).toEqual([])
    expect(codesIn('来宾市与北海、来宾统计局')).toEqual(['451300', '450500', '451300'])
  })
  it('does not find an English name inside a longer word', () => {
    expect(codesIn('Chinatown')).toEqual([])
  })
})
