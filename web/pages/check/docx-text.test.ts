import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { docxText } from './docx-text.ts'

/** A ZIP of one file, as Word writes it but for the checksum, which nobody asks. */
function zipOf(name: string, content: string, method: 0 | 8 = 8): Uint8Array<ArrayBuffer> {
  const plain = Buffer.from(content)
  const data = method === 8 ? deflateRawSync(plain) : plain
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(method, 8)
  local.writeUInt16LE(Buffer.byteLength(name), 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(method, 10)
  central.writeUInt32LE(data.length, 20)
  central.writeUInt32LE(plain.length, 24)
  central.writeUInt16LE(Buffer.byteLength(name), 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + data.length, 16)
  return new Uint8Array(Buffer.concat([local, Buffer.from(name), data, central, Buffer.from(name), end]))
}
const document = (body: string, method: 0 | 8 = 8) =>
  zipOf('word/document.xml', `<?xml version="1.0"?><w:document><w:body>${body}</w:body></w:document>`, method)

describe('the text of a Word document', () => {
  it('joins the runs of a paragraph and gives each paragraph its line', async () => {
    const body =
      '<w:p><w:r><w:t>2022年广西生产总值</w:t></w:r><w:r><w:t xml:space="preserve">26300.87亿元&amp;</w:t></w:r></w:p>' +
      '<w:p><w:r><w:t>增长</w:t><w:tab/><w:t>2.9%</w:t><w:br/><w:t>&#x3002;</w:t></w:r></w:p>'
    expect(await docxText(document(body))).toBe('2022年广西生产总值26300.87亿元&\n增长\t2.9%\n。')
    expect(await docxText(document('<w:p><w:r><w:t>存而不压</w:t></w:r></w:p>', 0))).toBe('存而不压')
  })

  it('keeps the cells of a row apart, and leaves out what tracked changes deleted', async () => {
    const cell = (text: string) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`
    const deleted =
      '<w:p><w:del><w:r><w:delText>旧数</w:delText></w:r></w:del><w:ins><w:r><w:t>新数</w:t></w:r></w:ins></w:p>'
    expect(await docxText(document(`<w:tbl><w:tr>${cell('GDP')}${cell('2.9%')}</w:tr></w:tbl>${deleted}`))).toBe(
      'GDP\t2.9%\n新数',
    )
  })

  it('says of anything else that it is none, and never fails', async () => {
    expect(await docxText(zipOf('other.xml', '<a/>'))).toBeNull()
    expect(await docxText(document(`<w:p><w:t>${'数'.repeat(8_000_000)}</w:t></w:p>`))).toBeNull()
    const whole = document('<w:p><w:r><w:t>完整</w:t></w:r></w:p>')
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), async (at, byte) => {
        const broken = whole.slice()
        broken[at] = byte
        const read = await docxText(broken)
        expect(read === null || typeof read === 'string').toBe(true)
      }),
    )
  })
})
