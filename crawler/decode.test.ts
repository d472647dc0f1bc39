import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decodeText } from './decode.ts'

const simplified = '国家统计局今天发布的数据显示，前三季度国内生产总值同比增长百分之五，经济运行总体平稳。'
const traditional = '政府統計處今天公布的數字顯示，香港的經濟在第三季錄得增長，這是連續第四個季度的升幅。'
const japanese = 'これは日本語のニュースです。統計局が今日発表した数字によると、経済は成長しています。'
const page = (charset: string, text: string): string =>
  `<html><head><meta charset="${charset}"></head><body>${text}</body></html>`

describe('decodeText', () => {
  it.each([
    ['gbk', simplified],
    ['gb2312', simplified],
    ['gb18030', `${simplified}㐀𠀀`],
    ['big5', traditional],
    ['shift_jis', japanese],
    ['euc-jp', japanese],
    ['utf-8', simplified],
    ['windows-1252', 'Économie: l’été “chaud”'],
  ])('believes a true meta declaration of %s', (charset, text) => {
    expect(decodeText(iconv.encode(page(charset, text), charset)).text).toBe(page(charset, text))
  })

  it.each(['gbk', 'big5', 'shift_jis'])('believes a true HTTP charset of %s', (charset) => {
    const text = { gbk: simplified, big5: traditional, shift_jis: japanese }[charset]!
    expect(decodeText(iconv.encode(text, charset), charset).text).toBe(text)
  })

  it('reads an XML declaration', () => {
    const xml = `<?xml version="1.0" encoding="GB2312"?><rss><title>${simplified}</title></rss>`
    expect(decodeText(iconv.encode(xml, 'gbk')).text).toBe(xml)
  })

  it('lets a byte order mark win over every declaration', () => {
    expect(decodeText(Buffer.from(`\uFEFF${page('gbk', simplified)}`), 'big5').text).toBe(page('gbk', simplified))
    for (const charset of ['utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])
      expect(decodeText(iconv.encode(simplified, charset, { addBOM: true }), 'gbk').text).toBe(simplified)
  })

  it('knows UTF-16 without a mark by its first sign', () => {
    for (const charset of ['utf-16le', 'utf-16be'])
      expect(decodeText(iconv.encode(page('utf-8', simplified), charset)).text).toBe(page('utf-8', simplified))
  })

  it('does not believe lies', () => {
    expect(decodeText(Buffer.from(page('gbk', simplified))).text).toContain(simplified)
    expect(decodeText(iconv.encode(page('utf-8', simplified), 'gbk')).text).toContain(simplified)
    expect(decodeText(iconv.encode(simplified, 'gbk'), 'utf-8').text).toBe(simplified)
    expect(decodeText(iconv.encode(page('utf-16', simplified), 'gbk')).text).toContain(simplified)
    expect(decodeText(iconv.encode(page('x-unheard-of', traditional), 'big5')).text).toContain(traditional)
  })

  it('guesses where nothing is declared', () => {
    for (const [text, charset] of [
      [simplified, 'gb18030'],
      [traditional, 'big5'],
      [japanese, 'shift_jis'],
      [japanese, 'euc-jp'],
    ] as const)
      expect(decodeText(iconv.encode(text, charset))).toMatchObject({ text, charset })
    expect(decodeText(iconv.encode('Économie et société à été', 'windows-1252')).text).toBe('Économie et société à été')
  })

  it('lives with a bad byte in the middle and a cut at the end', () => {
    const bytes = iconv.encode(page('gbk', simplified.repeat(10)), 'gbk')
    bytes[200] = 0xff
    expect(decodeText(bytes)).toMatchObject({ charset: 'gb18030' })
    expect(decodeText(bytes.subarray(0, bytes.length - 15)).text).toContain('国家统计局')
    expect(decodeText(Buffer.from(simplified.repeat(3)).subarray(0, 100)).charset).toBe('utf-8')
  })

  it('drops NULs and takes nothing for nothing', () => {
    expect(decodeText(Buffer.from('a\0b')).text).toBe('ab')
    expect(decodeText(new Uint8Array())).toMatchObject({ text: '', damage: 0 })
  })

  it('gives back any text that went through UTF-8, whatever HTTP says', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 20 }).map((s) => `<p>${simplified}${s.replaceAll('\0', '')}`)
    fc.assert(
      fc.property(text, fc.constantFrom('', 'gbk', 'utf-8', 'iso-8859-1'), (s, charset) => {
        expect(decodeText(Buffer.from(s), charset).text).toBe(Buffer.from(s).toString())
      }),
    )
  })

  it('never throws, whatever the bytes and the label', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.string({ maxLength: 12 }), (bytes, charset) => {
        expect(decodeText(bytes, charset).text).not.toContain('\0')
      }),
    )
  })
})
