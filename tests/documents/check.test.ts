/**
 * Every kind of paper of one played matter, issued and opened as an office would: the Office file in LibreOffice, the PDF as
 * the browser printed it. Both say all the paper says, on A4 within the area of GB/T 9704-2012. The pictures stay in
 * `node_modules/.cache/tongyu-documents` for whoever wants to look.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { load } from 'cheerio'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DocumentDetail } from '../../api/contract.ts'
import { documentDate, documentKinds, type DocumentKind } from '../../domain/document.ts'
import { day } from '../../domain/time.ts'
import { area, characterPitch, fonts, grid, linePitch, page } from '../../outbound/documents/official/measures.ts'
import { kindTable } from '../../workflow/document/kinds.ts'
import { textOf } from '../../workflow/document/content.ts'
import { done } from '../journeys/steps.ts'
import { testClock } from '../support/clock.ts'
import { type House, openHouse } from '../support/house.ts'
import { unzip } from '../support/unzip.ts'
import { type Matter, playMatter } from './matter.ts'
import { converted, installed, missingPrograms, rendered, type Word } from './rendered.ts'

const folder = resolve('node_modules/.cache/tongyu-documents')
let house: House
let matter: Matter

beforeAll(async () => {
  const missing = missingPrograms()
  if (missing.length > 0) throw new Error(`check:documents needs ${missing.join(', ')}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  house = await openHouse({ clock: testClock('2026-11-02T09:00:00+08:00') })
  await house.quiet()
  matter = await playMatter(house)
})
afterAll(() => house?.close())

const bare = (text: string) => text.replace(/\s/g, '')
/** What LibreOffice and poppler may write otherwise without another word being said. */
const plain = (text: string) =>
  bare(text)
    .normalize('NFKC')
    .replace(/[·•\u00ad\u200b]/g, '')

/** What each kind is drafted with beside its marks. */
function askedFor(kind: DocumentKind): object {
  const now = house.clock.now().getTime()
  if (kind === 'register_extract')
    return {
      extract: { of: 'journalists', askedBy: '新闻发布会会务组', purpose: '核对发布会邀请名单', contacts: true },
    }
  if (kindTable[kind].about === 'period')
    return { from: new Date(now - day).toISOString(), to: new Date(now).toISOString() }
  if (isSecret(kind)) return { incidentId: matter.leakId }
  return { incidentId: kind === 'drill_record' ? matter.drillId : matter.incidentId }
}
const isSecret = (kind: DocumentKind) => ['leak_report', 'leak_handover'].includes(kind)

async function issued(kind: DocumentKind): Promise<{ paper: DocumentDetail; docx: Buffer; pdf: Buffer }> {
  const [office, group, director] = [
    await house.as(isSecret(kind) ? 'gx-secrecy' : 'gx-office'),
    await house.as('gx-lg'),
    await house.as('gx-director'),
  ]
  const secrecy = isSecret(kind) ? { secrecy: '机密★1年', copyNo: '000001' } : { secrecy: '' }
  const { id } = done(
    await office.post('/api/documents', {
      ...{ kind, unitId: 'gx', marks: { ...secrecy, urgency: '特急', publicity: '不予公开' } },
      ...askedFor(kind),
    }),
  )
  const read = async () => done(await office.get<DocumentDetail>(`/api/documents/${id}`))
  const { revision, hash } = (await read()).document
  const act = (verb: string) => ({ verb, revision, hash })
  done(await office.post(`/api/documents/${id}/act`, act('submit')))
  const judge = kindTable[kind].approve === 'approve-upward' ? group : director
  done(await judge.post(`/api/documents/${id}/act`, act('approve')))
  done(await office.post(`/api/documents/${id}/act`, act('issue')))
  const file = async (format: string) => {
    const answer = await office.bytes(`/api/documents/${id}/file?format=${format}`)
    expect(answer.status).toBe(200)
    return answer.body
  }
  return { paper: await read(), docx: await file('docx'), pdf: await file('pdf') }
}

/** What Word calls "needs repair": a part without a type, a reference to nothing, XML that is none, an identity given twice. */
function expectSound(docx: Buffer): void {
  const files = unzip(docx)
  const types = load(files.get('[Content_Types].xml')!.toString('utf8'), { xml: true })
  const byName = new Set(
    types('Override')
      .toArray()
      .map((t) => types(t).attr('PartName')),
  )
  const byEnding = new Set(
    types('Default')
      .toArray()
      .map((t) => types(t).attr('Extension')),
  )
  for (const name of files.keys())
    expect(byName.has(`/${name}`) || byEnding.has(name.split('.').at(-1)!), `type of ${name}`).toBe(true)
  for (const [name, bytes] of files) {
    if (!name.endsWith('.rels')) continue
    const $ = load(bytes.toString('utf8'), { xml: true })
    const base = name.replace(/_rels\/[^/]*$/, '')
    const ids = $('Relationship')
      .toArray()
      .map((r) => $(r).attr('Id'))
    expect(new Set(ids).size, `identities in ${name}`).toBe(ids.length)
    for (const r of $('Relationship:not([TargetMode="External"])').toArray()) {
      const target = $(r).attr('Target')!
      const path = target.startsWith('/') ? target.slice(1) : join(base, target)
      expect(files.has(path), `${name} names ${target}`).toBe(true)
    }
  }
  for (const [name, bytes] of files) {
    if (!/^word\/(document|header\d*|footer\d*)\.xml$/.test(name)) continue
    const rels = files.get(name.replace('word/', 'word/_rels/').concat('.rels'))?.toString('utf8') ?? ''
    for (const [, id] of bytes.toString('utf8').matchAll(/r:(?:id|embed)="([^"]+)"/g))
      expect(rels, `${name} uses ${id}`).toContain(`Id="${id}"`)
  }
}

/** What stands across the page of a drill is no text of the paper; its signs are larger than any other. */
const isAcross = (w: Word) => w.bottom - w.top >= 25 || (w.text.length === 1 && w.right - w.left >= 25)

const seen: { kind: string; pages: number; lines: number; wordPages: number }[] = []
afterAll(() => {
  if (seen.length > 0) writeFileSync(join(folder, 'seen.json'), JSON.stringify(seen, null, 1))
  for (const { kind, pages, wordPages, lines } of seen)
    process.stdout.write(
      `${kind}: ${pages} pages as PDF, ${wordPages} in LibreOffice, ${lines} lines on its fullest page\n`,
    )
})

describe.each([...documentKinds])('%s', (kind) => {
  it('opens without repair, stands within the area, and says all that it says', async () => {
    const { paper, docx, pdf } = await issued(kind)
    expectSound(docx)
    // Saved again by LibreOffice it has lost no word.
    const again = unzip(converted(docx, { to: 'odt', folder, name: kind }))
      .get('content.xml')!
      .toString('utf8')
    const asWord = rendered(converted(docx, { to: 'pdf', folder, name: kind }), { folder, name: `${kind}-word` })
    const asPdf = rendered(pdf, { folder, name: kind })

    const charts = paper.content.body.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []))
    const body = paper.content.body.filter((block) => block.kind !== 'chart')
    const wanted = [
      paper.document.title,
      paper.document.number!,
      ...[paper.marks.copyNo ?? '', paper.marks.secrecy],
      ...textOf({ ...paper.content, body }).split('\n'),
      ...(paper.content.signature ? [documentDate(paper.date)] : []),
    ].map(plain)
    for (const text of wanted.filter((t) => t.length > 0))
      expect(plain(load(again, { xml: true })('office\\:text').text()), `in the Office file: ${text}`).toContain(text)

    // Charts stay Office's own, numbers included, and are drawn on the printed page.
    const inOffice = [...unzip(docx)].filter(([name]) => name.startsWith('word/charts/')).map(([, xml]) => `${xml}`)
    for (const { title, categories } of charts)
      for (const text of [title, ...categories]) {
        expect(inOffice.join(''), `in a chart: ${text}`).toContain(text)
        expect(plain(asPdf.text), `on the printed chart: ${text}`).toContain(plain(text))
      }

    for (const [as, sheet] of [
      ['LibreOffice', asWord],
      ['PDF', asPdf],
    ] as const) {
      expect([as, Math.round(sheet.width), Math.round(sheet.height)]).toEqual([as, page.width, page.height])
      expect([as, plain(sheet.text).includes(plain(paper.document.number!))]).toEqual([as, true])
      // One millimetre: how far a glyph may reach over its box.
      for (const word of sheet.words.filter((w) => !isAcross(w))) {
        const at = `${as}, page ${word.page}, “${word.text}” at ${word.left.toFixed(1)}–${word.right.toFixed(1)}`
        expect(word.left, at).toBeGreaterThanOrEqual(page.left - 1)
        // LibreOffice lets a mark at the end of a line hang over, whatever the file says; Word does as told.
        const hangs = as === 'LibreOffice' && /[，。；：、）]$/.test(word.text) ? characterPitch : 0
        expect(word.right - (hangs / 72) * 25.4, at).toBeLessThanOrEqual(page.left + area.width + 1)
      }
      // Page numbers outside of the area, everything else in it (7.5).
      const low = sheet.words.filter((w) => !isAcross(w) && w.bottom > page.top + area.height + 2)
      for (const word of low) expect(word.text, as).toMatch(/^[—-]?\d*[—-]?$/)
    }
    const perPage = new Map<number, Set<number>>()
    for (const word of asPdf.words) {
      const rows = perPage.get(word.page) ?? new Set()
      perPage.set(word.page, rows.add(Math.round(((word.bottom / 25.4) * 72) / (linePitch / 2))))
    }
    const lines = Math.max(...[...perPage.values()].map((rows) => rows.size))
    seen.push({ kind, pages: asPdf.pages, wordPages: asWord.pages, lines })
    if (installed(fonts.body.slice(0, 2)).length > 0) expect(lines).toBeLessThanOrEqual(grid.lines + 1)
  })
})
