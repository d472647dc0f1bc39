import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostImported, readSourceList } from './read-source-list.ts'

const read = (text: string) => readSourceList(text).map((l) => (l.ok ? l.source : { line: l.line, fault: l.fault }))

describe('a list of sources', () => {
  it('in OPML gives its feeds with the folder as their outlet', () => {
    const opml = `<?xml version="1.0"?>
<!-- <outline xmlUrl="https://commented.example/"/> -->
<opml version="2.0"><body>
  <outline text="示例日报 &amp; 晚报">
    <outline type="rss" text='要闻 &quot;头条&quot;' title="x" xmlUrl="https://daily.example/rss?a=1&#38;b=2"/>
    <outline text="列表" xmlUrl="https://daily.example/list" kind="list" settings="{&quot;item&quot;:&quot;li &gt; a&quot;}"></outline>
  </outline>
  <outline xmlUrl="https://alone.example/feed"/>
</body></opml>`
    expect(read(opml)).toEqual([
      {
        line: 5,
        name: '要闻 "头条"',
        url: 'https://daily.example/rss?a=1&b=2',
        outletName: '示例日报 & 晚报',
        kind: 'feed',
        settings: {},
      },
      {
        line: 6,
        name: '列表',
        url: 'https://daily.example/list',
        outletName: '示例日报 & 晚报',
        kind: 'list',
        settings: { item: 'li > a' },
      },
      { line: 8, name: 'alone.example', url: 'https://alone.example/feed', outletName: '', kind: 'feed', settings: {} },
    ])
  })

  it('in CSV is read by its heading, in either language and any order', () => {
    const csv =
      '\uFEFF网址,名称,媒体,读取方式,设置\r\nhttps://a.example/f,"要闻, 一",甲报,,\r\nhttps://a.example/l,列表,甲报,list,"{""item"":""li""}"\r\n'
    expect(read(csv)).toMatchObject([
      { line: 2, name: '要闻, 一', outletName: '甲报', kind: 'feed' },
      { line: 3, kind: 'list', settings: { item: 'li' } },
    ])
    expect(read('name,url\n甲,https://a.example/')).toMatchObject([{ name: '甲', url: 'https://a.example/' }])
  })

  it('names each line that cannot be taken, and takes the others', () => {
    const csv = `name,url,kind,settings
a,,,
b,nonsense,,
c,file:///etc/passwd,,
d,https://d.example/,telex,
e,https://e.example/,list,not json
f,https://f.example/,,
g,https://f.example/,,`
    expect(read(csv)).toEqual([
      { line: 2, fault: 'no_url' },
      { line: 3, fault: 'bad_url' },
      { line: 4, fault: 'bad_url' },
      { line: 5, fault: 'bad_kind' },
      { line: 6, fault: 'bad_settings' },
      expect.objectContaining({ name: 'f' }),
      { line: 8, fault: 'repeated' },
    ])
  })

  it('has an end', () => {
    const rows = Array.from({ length: mostImported + 50 }, (_, n) => `n,https://a.example/${n}`).join('\n')
    const lines = readSourceList(`name,url\n${rows}`)
    expect(lines).toHaveLength(mostImported + 1)
    expect(lines.at(-1)).toMatchObject({ ok: false, fault: 'too_many' })
  })

  it('expands no entity of its own and never throws', () => {
    const bomb = '<!DOCTYPE o [<!ENTITY a "aaaa">]><opml><outline text="&a;&a;" xmlUrl="https://a.example/"/></opml>'
    expect(read(`<?xml version="1.0"?>${bomb}`)).toMatchObject([{ name: '&a;&a;' }])
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (noise, isOpml) => {
        readSourceList(isOpml ? `<opml><outline ${noise} xmlUrl="https://a.example/"/>${noise}` : noise)
      }),
    )
  })
})
