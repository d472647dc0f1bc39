/**
 * A ZIP file (APPNOTE 6.3.10) of files stored as they are, because players of web archives read single records out of it by offset and
 * nothing may be packed twice; or of files that come with their deflated form, as in workbooks. No ZIP64: at most 65,534 files and 4 GiB less one byte in all; more throws.
 */
import { crc32 } from 'node:zlib'

/** `deflated`: what is written in place of the bytes (method 8). */
export type ZipFile = { path: string; bytes: Uint8Array; deflated?: Uint8Array }

const maxFiles = 0xfffe
const maxBytes = 0xffff_fffe
/** Names are UTF-8. */
const utf8Flag = 0x0800
const version = 20

/** `at` becomes the time of every file, as UTC to two seconds: the format knows no zones. */
export function zipStored(files: readonly ZipFile[], at: Date): Uint8Array {
  const parts: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const { path, bytes, deflated } of files) {
    const name = Buffer.from(path)
    const facts = factsOf({ bytes, deflated }, name, at)
    const written = deflated ?? bytes
    const local = Buffer.concat([word(0x04034b50), short(version), facts, short(0), name])
    directory.push(centralEntry(facts, name, offset))
    parts.push(local, written)
    offset += local.length + written.length
  }
  const central = Buffer.concat(directory)
  if (files.length > maxFiles || offset + central.length > maxBytes)
    throw new Error(`too much for one ZIP file: ${files.length} files, ${offset} bytes`)
  const count = short(files.length)
  const end = Buffer.concat([
    ...[word(0x06054b50), short(0), short(0), count, count],
    ...[word(central.length), word(offset), short(0)],
  ])
  return Buffer.concat([...parts, central, end])
}

/** What local header and directory have in common: flags, method, time, CRC, sizes, length of the name. */
function factsOf({ bytes, deflated }: Omit<ZipFile, 'path'>, name: Uint8Array, at: Date): Uint8Array {
  const [time, date] = dosTime(at)
  return Buffer.concat([
    ...[short(utf8Flag), short(deflated ? 8 : 0), short(time), short(date), word(crc32(bytes))],
    ...[word((deflated ?? bytes).length), word(bytes.length), short(name.length)],
  ])
}

function centralEntry(facts: Uint8Array, name: Uint8Array, offset: number): Uint8Array {
  // Extra field, comment, disk, internal attributes: none. External: a plain file.
  const none = [short(0), short(0), short(0), short(0), word(0)]
  return Buffer.concat([word(0x02014b50), short(version), short(version), facts, ...none, word(offset), name])
}

function dosTime(at: Date): [number, number] {
  const year = Math.max(0, at.getUTCFullYear() - 1980)
  return [
    (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    (year << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  ]
}

function short(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
