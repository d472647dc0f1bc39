/** The lines of a text file, plain or gzip, as a stream: a file of any size in bounded memory, an endless line cut. */
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** `text` is null for a line longer than the limit (its text is not kept). Numbers start at 1. */
export type Line = { number: number; text: string | null }

/**
 * Yields each line without its end. Gzip is told by its first two bytes, not by the name. A file that cannot be read, or
 * a gzip stream that ends early or is damaged, throws after the lines before it.
 */
export async function* readLines(file: string, maxLineBytes: number): AsyncGenerator<Line> {
  let number = 0
  let parts: Buffer[] = []
  let bytes = 0
  const take = (): Line => {
    number += 1
    const text = bytes > maxLineBytes ? null : Buffer.concat(parts).toString('utf8').replace(/\r$/, '')
    parts = []
    bytes = 0
    return { number, text }
  }
  for await (const chunk of await openText(file)) {
    let from = 0
    for (let end = chunk.indexOf(10); ; end = chunk.indexOf(10, from)) {
      const piece = chunk.subarray(from, end === -1 ? chunk.length : end)
      bytes += piece.length
      if (bytes > maxLineBytes) parts = []
      else if (piece.length > 0) parts.push(piece)
      if (end === -1) break
      yield take()
      from = end + 1
    }
  }
  if (bytes > 0) yield take()
}

async function openText(file: string): Promise<AsyncIterable<Buffer>> {
  const handle = await open(file)
  const head = Buffer.alloc(2)
  try {
    await handle.read(head, 0, 2, 0)
  } finally {
    await handle.close()
  }
  const raw: Readable = createReadStream(file)
  if (head[0] !== 0x1f || head[1] !== 0x8b) return raw
  // pipeline destroys both ends on error; the error itself reaches the reader of the last stream.
  return pipeline(raw, createGunzip(), () => {})
}
