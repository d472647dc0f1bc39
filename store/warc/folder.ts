/**
 * The folder of evidence files: `2026-11-20/20261120-host-123-a1b2c3-1.warc.gz`. Each process appends to files of its own and
 * never opens one again, so a file has one writer, and a crash leaves at most a torn end that nobody writes behind.
 * It knows bytes and places only; what the records say is record.ts, which of them count is ../evidence.ts.
 */
import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { shanghaiDay } from '../../domain/time.ts'
import { writeFileInfo } from './record.ts'

/** Where bytes lie: the file below the folder, and what part of it. */
export type Place = { file: string; offset: number; length: number }

export type EvidenceFolder = {
  directory: string
  /** Appends to this process's file of the day; resolves when the bytes are on disk. The file ends with the Shanghai day or at its size. */
  append(bytes: Uint8Array, at: Date): Promise<Place>
  /** The bytes, or null where the file is missing or shorter. */
  read(place: Place): Promise<Uint8Array | null>
  /** Files of a day by name, with their sizes. */
  filesOf(day: string): Promise<{ file: string; bytes: number }[]>
  /** Days that have files, oldest first. */
  days(): Promise<string[]>
  close(): Promise<void>
}

/** A new file is begun beyond this size. */
const rotateAtBytes = 256 * 1024 * 1024
const filePattern = /^(\d{4})(\d{2})(\d{2})-([\w.]{1,24})-(\d+)-([0-9a-f]{6})-(\d+)\.warc\.gz$/
const dayPattern = /^\d{4}-\d{2}-\d{2}$/

type OpenFile = { handle: FileHandle; day: string; file: string; size: number }
type Waiting = { bytes: Uint8Array; at: Date; done: (place: Place) => void; failed: (error: unknown) => void }

/** Opens the folder; nothing is written before the first append. `rotateAt` in bytes. */
export function openEvidenceFolder(directory: string, { rotateAt = rotateAtBytes } = {}): EvidenceFolder {
  // Never used again, not even by a process with the same number: this is what makes one writer of a file.
  const writer = `${hostName()}-${process.pid}-${randomBytes(3).toString('hex')}`
  const waiting: Waiting[] = []
  let current: OpenFile | null = null
  let begun = 0
  let draining: Promise<void> | null = null

  async function fileFor(at: Date): Promise<OpenFile> {
    const day = shanghaiDay(at)
    if (current && current.day === day && current.size < rotateAt) return current
    await current?.handle.close()
    current = null
    const name = `${day.replaceAll('-', '')}-${writer}-${++begun}.warc.gz`
    const path = join(directory, day, name)
    await mkdir(dirname(path), { recursive: true })
    const handle = await open(path, 'wx', 0o640)
    current = { handle, day, file: `${day}/${name}`, size: 0 }
    const info = await writeFileInfo(name, at)
    await writeAll(handle, info, 0)
    await handle.sync()
    // The names of file and day are on disk before anything relies on them.
    await syncFolder(dirname(path))
    await syncFolder(directory)
    current.size = info.length
    return current
  }

  /** Whatever waits is written together and synced once. */
  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      const day = shanghaiDay(waiting[0]!.at)
      const batch = waiting.splice(0, waiting.findIndex((w) => shanghaiDay(w.at) !== day) >>> 0)
      try {
        const file = await fileFor(batch[0]!.at)
        const from = file.size
        const bytes = Buffer.concat(batch.map((w) => w.bytes))
        await writeAll(file.handle, bytes, from)
        await file.handle.datasync()
        file.size += bytes.length
        let offset = from
        for (const { bytes: part, done } of batch) {
          done({ file: file.file, offset, length: part.length })
          offset += part.length
        }
      } catch (error) {
        // A disk that is full or gone: what stands behind the last sound end is nobody's, and this file gets no more.
        await current?.handle.close().catch(() => undefined)
        current = null
        for (const { failed } of batch) failed(error)
      }
    }
  }

  return {
    directory,
    append: (bytes, at) =>
      new Promise((done, failed) => {
        waiting.push({ bytes, at, done, failed })
        draining ??= drain().finally(() => {
          draining = null
        })
      }),
    read: (place) => readPlace(directory, place),
    filesOf: (day) => filesOf(directory, day),
    days: async () => (await names(directory)).filter((name) => dayPattern.test(name)).sort(),
    close: async () => {
      await draining
      await current?.handle.close()
      current = null
    },
  }
}

/** Was this file written by a process of this machine that is gone? Other machines cannot be looked at: no. */
export function isLeftBehind(file: string): boolean {
  const [, , , , host, pid] = filePattern.exec(file.split('/').at(-1) ?? '') ?? []
  if (host !== hostName() || Number(pid) === process.pid) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/** Is it the name of a file of the folder, day and all? What a row says may have been changed by another hand. */
export function isEvidenceFile(file: string): boolean {
  const [day = '', name = '', ...more] = file.split('/')
  return dayPattern.test(day) && filePattern.test(name) && more.length === 0
}

async function readPlace(directory: string, { file, offset, length }: Place): Promise<Uint8Array | null> {
  const handle = await openToRead(directory, file)
  if (!handle) return null
  try {
    const bytes = Buffer.alloc(length)
    const { bytesRead } = await handle.read(bytes, 0, length, offset)
    return bytesRead === length ? bytes : null
  } finally {
    await handle.close()
  }
}

/** Null where there is no such file. Names come from rows: one that is none of ours is refused. */
export async function openToRead(directory: string, file: string): Promise<FileHandle | null> {
  if (!isEvidenceFile(file)) throw new Error(`${file} is not the name of an evidence file`)
  return open(join(directory, file), 'r').catch((e: NodeJS.ErrnoException) => {
    if (e.code === 'ENOENT') return null
    throw e
  })
}

async function filesOf(directory: string, day: string): Promise<{ file: string; bytes: number }[]> {
  const found = (await names(join(directory, day))).filter((name) => filePattern.test(name)).sort()
  return Promise.all(
    found.map(async (name) => ({ file: `${day}/${name}`, bytes: (await stat(join(directory, day, name))).size })),
  )
}

const names = (path: string): Promise<string[]> =>
  readdir(path).catch((e: NodeJS.ErrnoException) => {
    if (e.code === 'ENOENT') return []
    throw e
  })

async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const hostName = (): string =>
  hostname()
    .replace(/[^\w.]/g, '_')
    .slice(0, 24) || 'host'
