import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText } from './plain-text.ts'
import { parseHtml, rawText, squeeze } from './tree.ts'

describe('plainText', () => {
  it.each([
    ['前三季度<b>GDP</b>增长&nbsp;5%', '前三季度GDP增长 5%'],
    ['<p>一</p><p>二<br>三</p>', '一 二 三'],
    ['1 < 2 &lt; 3 &amp;lt; 4', '1 < 2 < 3 &lt; 4'],
    ['<a title="a > b" href=x>链接</a>', '链接'],
    ['一<script>if (a < b) "</p>"</script>二<!-- <b> -->三', '一二三'],
    ['caf&eacute; &#x4e2d;&#25991; &unknown; & &', 'café 中文 &unknown; & &'],
    ['<svg:rect/>图<未闭合', '图<未闭合'],
  ])('%s', (html, text) => expect(plainText(html)).toBe(text))

  it('agrees with the tree on any nesting of inline markup', () => {
    const piece = fc.constantFrom(
      '<b>',
      '</b>',
      '<a href="/x?a=1">',
      '</a>',
      '<!-- x -->',
      '&amp;',
      '&lt;b&gt;',
      '&#20013;',
      '文',
      ' ',
      '\n',
      '5 < 6 ',
      'x',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const html = pieces.join('')
        expect(plainText(html)).toBe(squeeze(rawText(parseHtml(html).root)))
      }),
    )
  })

  it('never throws, and stays quick on what is meant to be slow', () => {
    fc.assert(fc.property(fc.string(), (text) => typeof plainText(text) === 'string'))
    for (const bad of ['<a "'.repeat(50_000), '<script>'.repeat(20_000), '&'.repeat(200_000), '<!--'.repeat(50_000)])
      expect(plainText(bad).length).toBeLessThanOrEqual(bad.length)
  })
})
