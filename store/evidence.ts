/**
 * Evidence bytes, sealed at first sight and never changed: a file under the SHA-256 of its content. Writing the same
 * bytes twice is one file; reading checks the hash again, so damage cannot pass as evidence.
 */
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export type EvidenceFiles = {
  /** Seals the bytes and answers with their SHA-256. Returns only when they are on disk. */
  seal(bytes: Uint8Array): Promise<string>
  /** The bytes, or null if there are none under this hash. Throws when the file no longer matches its name. */
  read(sha256: string): Promise<Uint8Array | null>
}

export function evidenceIn(directory: string): EvidenceFiles {
  const pathOf = (sha256: string) => join(directory, sha256.slice(0, 2), sha256)
  return {
    seal: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const path = pathOf(sha256)
      if (await stat(path).catch(() => null)) return sha256
      await mkdir(dirname(path), { recursive: true })
      const draft = `${path}.${randomBytes(6).toString('hex')}`
      const file = await open(draft, 'w', 0o440)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(draft, path)
      return sha256
    },
    read: async (sha256) => {
      if (!/^[0-9a-f]{64}$/.test(sha256)) return null
      const bytes = await readFile(pathOf(sha256)).catch((e: NodeJS.ErrnoException) => {
        if (e.code === 'ENOENT') return null
        throw e
      })
      if (bytes && createHash('sha256').update(bytes).digest('hex') !== sha256)
        throw new Error(`evidence ${sha256} is damaged: its content no longer matches its hash`)
      return bytes
    },
  }
}
