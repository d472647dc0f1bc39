/** Content-Encoding undone with a limit on what comes out, so that a bomb is cut while it unfolds. Knows no HTTP beyond the names. */
import { promisify } from 'node:util'
import { brotliDecompress, constants, gunzip, inflate, inflateRaw } from 'node:zlib'

/** Servers stack encodings by mistake, never more than twice. */
const maxLayers = 2

/**
 * The bytes behind `encoding` (a Content-Encoding value), null when more than `maxBytes` come out. A cut-off stream gives
 * what there is; a body that is not what it says it is comes back as sent (servers name gzip and send plain text).
 */
export async function decompress(bytes: Uint8Array, encoding: string, maxBytes: number): Promise<Uint8Array | null> {
  const layers = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
    .reverse()
  if (layers.length > maxLayers) return null
  let current = bytes
  for (const layer of layers) {
    if (current.length === 0) return current
    try {
      current = await undo(current, layer, maxBytes)
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return null
      return current
    }
  }
  return current.length > maxBytes ? null : current
}

async function undo(bytes: Uint8Array, layer: string, maxOutputLength: number): Promise<Uint8Array> {
  const lenient = { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH }
  if (layer === 'gzip' || layer === 'x-gzip') return promisify(gunzip)(bytes, lenient)
  if (layer === 'br')
    return promisify(brotliDecompress)(bytes, { maxOutputLength, finishFlush: constants.BROTLI_OPERATION_FLUSH })
  // "deflate" means zlib, but half of the servers that say so send it raw (RFC 9110 §8.4.1.2 warns of it).
  if (layer === 'deflate') return promisify((bytes[0]! & 0x0f) === 8 ? inflate : inflateRaw)(bytes, lenient)
  throw new Error(`unknown encoding ${layer}`)
}
