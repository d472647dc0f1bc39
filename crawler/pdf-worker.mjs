/**
 * Reads the text of a PDF in a thread of its own: a document that never ends is ended with its thread. Plain JavaScript, because
 * a thread starts without the loader. Answers once with { info, pages: [[line, …], …] } or { error }.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { getDocumentProxy } from 'unpdf'

/** Pieces of text with their places to lines, from top to bottom as the document gives them. */
function linesOf(items) {
  const lines = []
  let line = null
  for (const item of items) {
    if (typeof item.str !== 'string') continue
    const [, , , , x, y] = item.transform
    const size = Math.hypot(item.transform[2], item.transform[3]) || item.height || 0
    if (item.str !== '') {
      if (!line || Math.abs(line.y - y) > Math.max(size, line.size) * 0.5) {
        line = { text: '', x, y, end: x, size }
        lines.push(line)
      }
      // A gap wider than a letter's is a space that nobody wrote.
      const gap = x - line.end
      if (line.text !== '' && gap > size * 0.25 && !/\s$/.test(line.text) && !/^\s/.test(item.str)) line.text += ' '
      line.text += item.str
      line.end = x + item.width
      line.size = Math.max(line.size, size)
    }
    if (item.hasEOL) line = null
  }
  return lines
}

async function read({ bytes, maxPages, maxChars }) {
  const document = await getDocumentProxy(bytes, {
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    maxImageSize: 1,
    verbosity: 0,
  })
  const { info } = await document.getMetadata().catch(() => ({ info: {} }))
  const pages = []
  let chars = 0
  for (let n = 1; n <= Math.min(document.numPages, maxPages) && chars < maxChars; n++) {
    const page = await document.getPage(n)
    const { items } = await page.getTextContent()
    const lines = linesOf(items)
    for (const line of lines) chars += line.text.length
    pages.push(lines)
    page.cleanup()
  }
  const told = (name) => (typeof info?.[name] === 'string' ? info[name].slice(0, 500) : '')
  return { info: { title: told('Title'), author: told('Author'), createdAt: told('CreationDate') }, pages }
}

try {
  parentPort.postMessage(await read(workerData))
} catch (error) {
  parentPort.postMessage({ error: error instanceof Error ? `${error.name} ${error.message}` : String(error) })
}
