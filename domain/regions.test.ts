import { describe, expect, it } from 'vitest'
import { childrenOf, isWithin, lineage, parentCode, regionByCode, regions, regionsNamedIn } from './regions.ts'
import { suffixedCityNames, wordlikeCountyNames } from './region-table.ts'

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

describe('places of every province', () => {
  it('guards names that are in the table, and those by hand that no rule guards', () => {
    const counties = regions.filter((region) => region.level === 'county').map((region) => region.name)
    for (const name of wordlikeCountyNames) expect([name, counties.filter((n) => n === name).length]).toEqual([name, 1])
    const bare = regions.filter((r) => r.level === 'city').map((r) => r.shortName.replace(/[市州盟]$|地区$/, ''))
    for (const name of suffixedCityNames) expect(bare).toContain(name)
  })
  it('holds all 333 cities, prefectures and leagues, each with a name in English of its own', () => {
    const cities = regions.filter((region) => region.level === 'city')
    expect(cities).toHaveLength(333)
    for (const names of [cities.map((c) => c.name), cities.map((c) => c.english)])
      expect(new Set(names).size).toBe(cities.length)
  })
  it('calls them as the press does', () => {
    expect(codesIn('株洲、湘西州和恩施土家族苗族自治州,阿克苏地区;锡林郭勒')).toEqual([
      ...['430200', '433100', '422800', '652900', '152500'],
    ])
    expect(codesIn('吉林市与吉林省,海南州与海南,兴安盟与兴安县')).toEqual([
      ...['220200', '220000', '632500', '460000', '152200', '450325'],
    ])
    expect(codesIn('Suzhou and Jilin City; Dali Prefecture')).toEqual(['320500', '220200', '532900'])
    expect(parentCode('429004')).toBe('420000')
    expect(codesIn('湖北省仙桃市')).toEqual(['420000', '429004'])
  })
  it('reads counties of the whole country, and one of a repeated or common name behind what it lies in', () => {
    expect(codesIn('桂东县、东川区、白沙县、鄂温克旗')).toEqual(['431027', '530113', '469025', '150724'])
    expect(codesIn('南京市鼓楼区、开封市鼓楼区、鼓楼区')).toEqual(['320100', '320106', '410200', '410204'])
    expect(codesIn('西宁市城中区与城中区')).toEqual(['630100', '630103', '450202'])
    expect(codesIn('河北省易县,容易县')).toEqual(['130000', '130633'])
    expect(codesIn('沿海城市、暴雨城区、老城区、公安县级机关、中原区域、洛阳市老城区')).toEqual(['410300', '410302'])
  })
  it('passes over words that only look like one of them', () => {
    const words =
      '日照时数,开封检验,白银市场,黄山风景,医保定点,盛大庆祝,西南通道,美丽水乡,推广安全,国内江苏,黄河源头,平衡水资源,经营口径,' +
      '普通化肥,峨眉山,巩固原有,新乡村,上海东方,重大理论,长治久安,今天水位,决定西部,出海口,京东营收,重庆阳光,社保山东,德州仪器'
    const others = ['国内', '江苏', '上海', '重庆', '山东', '黄河']
    expect(regionsNamedIn(words).filter((r) => !others.includes(r.name))).toEqual([])
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
