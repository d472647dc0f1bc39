import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  catalogue,
  catalogueFaults,
  catalogueFile,
  catalogueGroups,
  outletOfHost,
  readGroup,
  withCheckedOn,
} from './catalogue.ts'

const entry = (more: string) => `origin: domestic
outlets:
  - zh: 示例日报
    en: Example Daily
    domains: [daily.example]
    kind: newspaper
    tier: 2
    region: '450000'
    language: zh-Hans
    sources:
      - kind: feed
        name: 全部
        url: https://daily.example/feed
        checkedAt: never
${more}`

describe('the catalogue', () => {
  it('holds at least 120 outlets of every group, without doubles and without an address nobody answers for', () => {
    const all = catalogue()
    expect(all.length).toBeGreaterThanOrEqual(120)
    expect(new Set(all.map((o) => o.group))).toEqual(new Set(catalogueGroups))
    expect(catalogueFaults(all)).toEqual([])
  })

  it('names the fault of an entry', () => {
    expect(() => readGroup('central', entry('        mood: friendly\n'))).toThrow(/mood/)
    expect(() => readGroup('central', entry('').replace("'450000'", "'999999'"))).toThrow(/region/)
    expect(() => readGroup('central', entry('').replace('feed\n', 'telex\n'))).toThrow(/kind/)
    expect(() => readGroup('central', entry('').replace('never', 'lately'))).toThrow(/checkedAt/)
  })

  it('finds doubles, plain http without a reason, and a place that does not fit the origin', () => {
    const outlets = readGroup('central', entry('').replace('https:', 'http:'))
    expect(catalogueFaults(outlets)).toEqual(['http://daily.example/feed: https, or the reason why not'])
    const [one] = readGroup('central', entry(''))
    expect(catalogueFaults([one!, one!])).toHaveLength(3)
    expect(catalogueFaults([{ ...one!, region: undefined, country: 'VN' }])).toHaveLength(1)
  })

  it('gives a host to the outlet with the nearest domain', () => {
    expect(outletOfHost('hongdou.gxnews.com.cn')?.zh).toBe('红豆社区')
    expect(outletOfHost('sub.gxnews.com.cn')?.zh).toBe('广西新闻网')
    expect(outletOfHost('notgxnews.com.cn')).toBeNull()
  })

  it('writes a day back without touching anything else', () => {
    for (const group of catalogueGroups) {
      const before = readFileSync(catalogueFile(group), 'utf8')
      expect(withCheckedOn(before, new Set(), '2026-10-01')).toBe(before)
    }
    const after = withCheckedOn(entry(''), new Set(['https://daily.example/feed']), '2026-10-01')
    expect(after).toBe(entry('').replace('never', '2026-10-01'))
    expect(readGroup('central', after)[0]?.sources[0]?.checkedAt).toBe('2026-10-01')
  })
})
