import { describe, expect, it } from 'vitest'
import { sourceKinds } from './article.ts'
import { describeFaults, readSettings, settingsOfKind } from './source-settings.ts'

describe('settings of a source', () => {
  it('are trimmed, and an empty text counts as not given', () => {
    expect(readSettings('list', { item: ' ul li ', date: '  ' })).toEqual({ ok: true, settings: { item: 'ul li' } })
    expect(readSettings('sitemap', { maxAgeDays: 3, article: { body: ' .text ', dayOrder: 'day_first' } })).toEqual({
      ok: true,
      settings: { maxAgeDays: 3, article: { body: '.text', dayOrder: 'day_first' } },
    })
  })

  it.each<[(typeof sourceKinds)[number], unknown, string]>([
    ['list', {}, 'item: missing'],
    ['feed', { item: 'li' }, 'item: unknown (article)'],
    ['list', { item: 7 }, 'item: wrong_type (text)'],
    ['list', { item: 'x'.repeat(301) }, 'item: too_long (300)'],
    ['sitemap', { maxAgeDays: 0 }, 'maxAgeDays: out_of_range (1 – 365)'],
    ['search_feed', { engine: 'other', query: 'a' }, 'engine: not_a_choice (gdelt, bing, google)'],
    ['feed', { article: { body: 'p', sidebar: 'x' } }, 'article.sidebar: unknown'],
    ['feed', { article: 'p' }, 'article: wrong_type (object)'],
    ['feed', null, ': wrong_type (object)'],
    ['epaper', { frontPage: 'https://p.example.cn/node_1.htm' }, 'frontPage: wrong_form'],
    ['rsshub', { route: 'weibo/hot' }, 'route: wrong_form'],
    ['feed', JSON.parse('{"__proto__": {"item": "x"}}'), '__proto__: unknown'],
  ])('of a %s given %j are refused: %s', (kind, given, fault) => {
    const read = readSettings(kind, given)
    expect(read.ok ? 'read' : describeFaults(read.faults)).toContain(fault)
  })

  it('name every fault at once', () => {
    const read = readSettings('search_feed', { engine: 7, route: '/x' })
    expect(!read.ok && read.faults.map(({ setting }) => setting)).toEqual(['engine', 'route', 'query'])
  })

  it('that are needed are known', () => {
    for (const kind of sourceKinds)
      for (const name of settingsOfKind[kind].needs) expect(settingsOfKind[kind].knows).toContain(name)
  })
})
