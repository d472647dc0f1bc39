/** What a downloaded paper says, without spaces: an Office file by its XML, a PDF where the machine has poppler's reader. */
import { spawnSync } from 'node:child_process'
import { unzip } from './unzip.ts'

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
export const officeText = (docx: Buffer): string =>
  unzip(docx)
    .get('word/document.xml')!
    .toString('utf8')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name]!)
    .replace(/\s/g, '')

/** Empty where there is no reader; then only its head was looked at. */
export function pdfText(pdf: Buffer): string[] {
  const read = spawnSync('pdftotext', ['-raw', '-', '-'], { input: pdf, maxBuffer: 64 * 1024 * 1024 })
  if (read.error) return []
  if (read.status !== 0) throw new Error(`pdftotext: ${read.stderr}`)
  return [read.stdout.toString('utf8').normalize('NFKC').replace(/\s/g, '')]
}
