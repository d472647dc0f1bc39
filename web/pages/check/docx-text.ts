/**
 * The text of a Word document (.docx, ECMA-376), read in the browser and sent nowhere: a ZIP whose word/document.xml has the
 * paragraphs. Only text runs are taken; deleted text of tracked changes is left out. Pure but for the platform's inflate.
 */
const maxXmlBytes = 20 * 1024 * 1024

/** Null when the file is no such document, is damaged, or opens to more than 20 MB. */
export async function docxText(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  try {
    const entry = entryOf(bytes, 'word/document.xml')
    const xml = entry && (await inflated(entry))
    return xml === null ? null : textOf(xml)
  } catch {
    return null // a damaged archive: offsets that lead nowhere, or data that does not inflate
  }
}

type Entry = { method: number; data: Uint8Array<ArrayBuffer> }

/** One file of a ZIP by the central directory (APPNOTE 4.3.12): the local headers may not know the sizes. */
function entryOf(bytes: Uint8Array<ArrayBuffer>, name: string): Entry | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1
  if (end < 0) return null
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0 && view.getUint32(at, true) === 0x02014b50; left--) {
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true))
    const found = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength!))
    if (found === name) {
      const local = view.getUint32(at + 42, true)
      const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
      const data = bytes.subarray(start, start + view.getUint32(at + 20, true))
      return { method: view.getUint16(at + 10, true), data }
    }
    at += 46 + nameLength! + extra! + comment!
  }
  return null
}

async function inflated({ method, data }: Entry): Promise<string | null> {
  if (method === 0) return data.length > maxXmlBytes ? null : new TextDecoder().decode(data)
  if (method !== 8) return null
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  const decoder = new TextDecoder()
  let size = 0
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.length
    if (size > maxXmlBytes) {
      await reader.cancel()
      return null
    }
    text += decoder.decode(value, { stream: true })
  }
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescaped = (text: string): string =>
  text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })

/** Runs of a paragraph joined, a line for each paragraph and each row of a table, a tab between its cells. */
function textOf(xml: string): string {
  let text = ''
  for (const [, run, mark, end] of xml.matchAll(
    /<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:(tab|br|cr)(?:\s[^>]*)?\/>|<\/w:(p|tc|tr)>/g,
  )) {
    if (run !== undefined) text += unescaped(run)
    else if (mark !== undefined) text += mark === 'tab' ? '\t' : '\n'
    else if (end === 'p') text += '\n'
    else if (end === 'tr') text = `${text.replace(/\t$/, '')}\n`
    else text = `${text.replace(/\n+$/, '')}\t`
  }
  return text
    .replace(/\t\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
