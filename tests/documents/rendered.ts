/**
 * A paper as an office sees it: the Office file opened and printed by LibreOffice, or the PDF as it is, read back with
 * poppler. Lengths are millimetres from the upper left corner of the sheet.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'cheerio'

export type Word = { page: number; text: string; left: number; right: number; top: number; bottom: number }
export type Rendered = {
  pages: number
  width: number
  height: number
  words: Word[]
  /** As printed, without any white space. */
  text: string
  fonts: string[]
  /** One picture a page. */
  pictures: string[]
}

/** The programs that are not there, by the Debian package that has them. */
export function missingPrograms(): string[] {
  const wanted = [
    ['soffice', 'libreoffice-writer-nogui'],
    ['pdftotext', 'poppler-utils'],
    ['pdffonts', 'poppler-utils'],
    ['pdftoppm', 'poppler-utils'],
    ['fc-list', 'fontconfig'],
  ] as const
  return wanted
    .filter(([program]) => spawnSync(program, ['--help']).error !== undefined)
    .map(([program, debian]) => `${program} (Debian: ${debian})`)
}

/** Which of these families the machine has. */
export const installed = (families: readonly string[]): string[] => {
  const all = execFileSync('fc-list', [':', 'family'], { encoding: 'utf8' })
  return families.filter((f) => all.split(/[,\n]/).includes(f))
}

/** Opens the file in LibreOffice and saves it as `to`; it fails where LibreOffice cannot load it. */
export function converted(
  bytes: Uint8Array,
  { to, folder, name }: { to: string; folder: string; name: string },
): Buffer {
  mkdirSync(folder, { recursive: true })
  const source = join(folder, `${name}.docx`)
  writeFileSync(source, bytes)
  const out = join(folder, to)
  execFileSync(
    'soffice',
    [
      `-env:UserInstallation=file://${join(folder, 'profile')}`,
      '--headless',
      '--convert-to',
      to,
      '--outdir',
      out,
      source,
    ],
    { timeout: 120_000, stdio: 'pipe' },
  )
  return readFileSync(join(out, `${name}.${to}`))
}

export function rendered(pdf: Uint8Array, { folder, name }: { folder: string; name: string }): Rendered {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, `${name}.pdf`)
  writeFileSync(path, pdf)
  const $ = load(execFileSync('pdftotext', ['-bbox', path, '-'], { encoding: 'utf8', maxBuffer: 1 << 26 }), {
    xml: true,
  })
  const mm = (points: string | undefined) => (Number(points) / 72) * 25.4
  const pages = $('page').toArray()
  const words = pages.flatMap((page, n) =>
    $(page)
      .find('word')
      .toArray()
      .map((word) => ({
        ...{ page: n + 1, text: $(word).text() },
        ...{ left: mm($(word).attr('xMin')), right: mm($(word).attr('xMax')) },
        ...{ top: mm($(word).attr('yMin')), bottom: mm($(word).attr('yMax')) },
      })),
  )
  execFileSync('pdftoppm', ['-r', '60', '-png', path, join(folder, name)])
  const digits = String(pages.length).length
  return {
    ...{ pages: pages.length, words },
    ...{ width: mm($(pages[0]!).attr('width')), height: mm($(pages[0]!).attr('height')) },
    text: words
      .map(({ text }) => text)
      .join('')
      .replace(/\s/g, ''),
    fonts: execFileSync('pdffonts', [path], { encoding: 'utf8' }).split('\n').slice(2).filter(Boolean),
    pictures: pages.map((_, n) => join(folder, `${name}-${String(n + 1).padStart(digits, '0')}.png`)),
  }
}
