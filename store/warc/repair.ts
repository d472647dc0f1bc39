/**
 * A file whose writer died in the middle of a write: the torn end is cut off, so that every reader finds whole records
 * only. Nothing that a row names is ever cut: the caller says up to where rows go.
 */
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { openToRead } from './folder.ts'
import { readRecord } from './record.ts'

/** Bytes of `file` from `from` on that hold whole records, and how many records; everything behind is torn. */
export function soundLength(bytes: Uint8Array): { bytes: number; records: number } {
  let at = 0
  let records = 0
  for (let record = readRecord(bytes, at); record; record = readRecord(bytes, at)) {
    at += record.length
    records++
  }
  return { bytes: at, records }
}

export type Repair = { file: string; sound: number; cut: number }

/**
 * Cuts a torn end off; null when the file is sound (or gone). `acknowledged`: end of the last record that a row names; a
 * file that is shorter, or torn before it, is damaged and not torn: it is left alone for `evidence verify` to tell.
 */
export async function repairFile(directory: string, file: string, acknowledged: number): Promise<Repair | null> {
  const handle = await openToRead(directory, file)
  if (!handle) return null
  try {
    const { size } = await handle.stat()
    if (size <= acknowledged) return null
    const tail = Buffer.alloc(size - acknowledged)
    await handle.read(tail, 0, tail.length, acknowledged)
    const sound = acknowledged + soundLength(tail).bytes
    if (sound === size) return null
    await cutTo(join(directory, file), sound)
    return { file, sound, cut: size - sound }
  } finally {
    await handle.close()
  }
}

async function cutTo(path: string, length: number): Promise<void> {
  const handle = await open(path, 'r+')
  try {
    await handle.truncate(length)
    await handle.sync()
  } finally {
    await handle.close()
  }
}
