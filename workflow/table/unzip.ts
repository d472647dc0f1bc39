/**
 * Parts of a ZIP file, unpacked piece by piece and only so far. What the directory says of sizes is not believed: a bomb is
 * recognised by what comes out, and is refused after that many bytes. Stored and deflated files only, as in workbooks.
 */
import { createInflateRaw } from 'node:zlib'
import { UnreadableTable } from './cells.ts'

export type ZipParts = {
  names: string[]
  /** Throws UnreadableTable('bomb') beyond `maxBytes`, 'damaged_file' when it cannot be unpacked. */
  open(name: string, maxBytes: number): AsyncIterable<Uint8Array>
}

const maxParts = 5_000
/** Sheets shrink to a twentieth, very even ones to a hundredth; beyond that and this size nobody typed it. */
const mostRatio = 400
const ratioFromBytes = 64 * 1024 * 1024

export function zipParts(bytes: Buffer): ZipParts {
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + 22 > bytes.length) throw new UnreadableTable('damaged_file')
  const count = bytes.readUInt16LE(end + 10)
  if (count > maxParts) throw new UnreadableTable('bomb')
  const parts = new Map<string, { method: number; size: number; from: number }>()
  let at = bytes.readUInt32LE(end + 16)
  for (let n = 0; n < count; n++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) throw new UnreadableTable('damaged_file')
    const [flags, method, size] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)]
    const [nameLength, extra, comment] = [28, 30, 32].map((o) => bytes.readUInt16LE(at + o)) as [number, number, number]
    const local = bytes.readUInt32LE(at + 42)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    if (flags & 1) throw new UnreadableTable('locked_excel')
    if (local + 30 > bytes.length) throw new UnreadableTable('damaged_file')
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    parts.set(name.replace(/^\//, ''), { method, size, from })
    at += 46 + nameLength + extra + comment
  }
  return {
    names: [...parts.keys()],
    open: (name, maxBytes) => {
      const part = parts.get(name)
      if (!part || part.from + part.size > bytes.length) throw new UnreadableTable('damaged_file', 0, name)
      return unpack(bytes.subarray(part.from, part.from + part.size), part.method, maxBytes)
    },
  }
}

async function* unpack(packed: Buffer, method: number, maxBytes: number): AsyncGenerator<Uint8Array> {
  if (method === 0) {
    if (packed.length > maxBytes) throw new UnreadableTable('bomb')
    yield packed
    return
  }
  if (method !== 8) throw new UnreadableTable('damaged_file', 0, `method ${method}`)
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 })
  inflate.end(packed)
  let out = 0
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      out += chunk.length
      if (out > maxBytes || (out > ratioFromBytes && out > packed.length * mostRatio)) throw new UnreadableTable('bomb')
      yield chunk
    }
  } catch (e) {
    throw e instanceof UnreadableTable ? e : new UnreadableTable('damaged_file', 0, (e as Error).message)
  } finally {
    inflate.destroy()
  }
}
