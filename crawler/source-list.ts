/** A file of sources as somebody hands it in: OPML or a table, told by what it begins with. */
import { decodeText } from './decode.ts'
import { readOpml, type SourceListRead } from './opml.ts'
import { readSourceCsv } from './source-csv.ts'

export function readSourceList(bytes: Uint8Array): SourceListRead {
  const start = decodeText(bytes.subarray(0, 1024)).text.trimStart()
  return start.startsWith('<') ? readOpml(bytes) : readSourceCsv(bytes)
}
