/**
 * AC-09 without the correction half: an outlet edits in silence, reprints follow in part, the edit is undone; headlines change,
 * pages vanish and come back. Every version is kept with its proof, the day is closed, and what was sealed can be given away.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WARCParser } from 'warcio'
import type { ArticleDetail, ArticleHit, Page, VersionDiffShown } from '../../api/contract.ts'
import { silentEdits } from '../../demo/silent-edits.ts'
import { hour, minute } from '../../domain/time.ts'
import { performOperation } from '../../main/operations.ts'
import { versionsOf } from '../../store/articles.ts'
import { timelineOf, verifyAudit } from '../../store/audit.ts'
import { rowsOf } from '../../store/open.ts'
import { verifyEvidence } from '../../store/verify-evidence.ts'
import { exportEvidence } from '../../workflow/evidence/export-evidence.ts'
import { testClock } from '../support/clock.ts'
import { type House, openHouse } from '../support/house.ts'
import { unzip } from '../support/unzip.ts'
import { bringsToQueue, done, marks } from './steps.ts'

let house: House
const ids = new Map<string, string>()
const office = () => house.as('gx-office')
const detailOf = async (key: string) => done(await (await office()).get<ArticleDetail>(`/api/articles/${ids.get(key)}`))
const outcomes = async (key: string) => (await detailOf(key)).visits.map((v) => v.outcome).reverse()
const store = () => ({ db: house.store.db, folder: house.app.machine.evidence, keys: house.app.keys })
/** Lets time pass in steps, so that each look comes when it is due. */
async function passes(ms: number, stepMs = 11 * minute) {
  for (let left = ms; left > 0; left -= stepMs) {
    house.clock.advance(Math.min(left, stepMs))
    await house.quiet()
  }
}

beforeAll(async () => {
  house = await openHouse({ clock: testClock('2026-11-20T11:00:00+08:00'), articles: silentEdits() })
  await house.quiet()
  house.world.publishAll()
  await house.poll()
  const found = done(await (await office()).get<Page<ArticleHit>>('/api/articles?pageSize=100')).items
  for (const { key } of house.world.articles) {
    const hit = found.find((i) => i.url === house.world.articleUrl(key))
    if (!hit) throw new Error(`${key} was not found`)
    ids.set(key, hit.id)
  }
}, 300_000)
afterAll(() => house.close())

let incidentId: string

describe('AC-09 a silent edit after publication', () => {
  it('is seen at the next look: both texts are kept, and the figure that changed is marked whole', async () => {
    const monitor = await house.as('gx-monitor')
    const flagId = await bringsToQueue(monitor, '3月广西CPI环比上涨3.4%')
    expect(await outcomes('cpi-original')).toEqual([])
    incidentId = await marks(monitor, flagId)
    // Whoever opens an incident wants its pages as they are now.
    await house.quiet()
    expect(await outcomes('cpi-original')).toEqual(['unchanged'])
    house.world.edit('cpi-original')
    for (const n of [1, 2]) house.world.edit(`cpi-reprint-${n}`)
    house.world.withdraw('cpi-reprint-3')
    await passes(35 * minute)
    const { versions, visits, evidence } = await detailOf('cpi-original')
    expect(versions.map((v) => [v.n, v.change, v.sameAsN])).toEqual([
      [1, 'first', null],
      [2, 'title_and_text', null],
    ])
    expect(visits.find((v) => v.version === 2)).toMatchObject({ outcome: 'changed', status: 200 })
    expect(evidence.map((e) => e.id)).toEqual(expect.arrayContaining(versions.map((v) => v.evidenceId)))
    const diff = done(
      await (await office()).get<VersionDiffShown>(`/api/articles/${ids.get('cpi-original')}/diff?from=1&to=2`),
    )
    expect(diff.coarse).toBe(false)
    const changed = diff.text.filter((p) => p.op !== 'same')
    expect(changed.map((p) => p.op)).toContain('added')
    expect(changed.map((p) => p.text).join()).toMatch(/同比.*0\.4%/)
    const versionText = versions[0]!.text
    expect(
      diff.text
        .filter((p) => p.op !== 'added')
        .map((p) => p.text)
        .join(''),
    ).toBe(versionText)
  })

  it('stands in the timeline of the incident, and brings the flag back to people', async () => {
    const timeline = await timelineOf(house.store.db, incidentId)
    const actions = timeline.map((e) => `${e.subjectKind} ${e.action}`)
    expect(actions).toEqual(expect.arrayContaining(['article changed', 'flag reopen']))
  })

  it('is followed by two of nine reprints, one is gone, six say the old still', async () => {
    const reprints = await Promise.all(
      Array.from({ length: 9 }, (_, n) => detailOf(`cpi-reprint-${n + 1}`).then((d) => d.article)),
    )
    expect(reprints.filter((a) => a.versions === 2).map((a) => a.id)).toEqual(
      ['cpi-reprint-1', 'cpi-reprint-2'].map((key) => ids.get(key)),
    )
    expect(reprints.filter((a) => a.removedAt).map((a) => a.id)).toEqual([ids.get('cpi-reprint-3')])
    expect(reprints.filter((a) => a.versions === 1 && !a.removedAt)).toHaveLength(6)
  })

  it('is no version where only rankings and advertisements changed', async () => {
    // Every edit and withdrawal changed the lists beside the others, and their bytes with it.
    const { versions, visits } = await detailOf('cpi-reprint-5')
    expect(versions).toHaveLength(1)
    expect(visits.length).toBeGreaterThan(1)
    expect(new Set(visits.map((v) => v.outcome))).toEqual(new Set(['unchanged']))
  })

  it('undone later is a third version that says it is the first again', async () => {
    house.world.edit('cpi-original')
    await passes(35 * minute)
    const { versions, article } = await detailOf('cpi-original')
    expect(versions.at(-1)).toMatchObject({ n: 3, sameAsN: 1 })
    expect(versions[2]!.contentHash).toBe(versions[0]!.contentHash)
    expect(await outcomes('cpi-original')).toContain('changed_back')
    // Matters of an open incident are looked at closely.
    expect(new Date(article.nextVisitAt!).getTime() - house.clock.now().getTime()).toBeLessThanOrEqual(10 * minute)
  })
})

describe('what else outlets do', () => {
  it('a headline changed is told from a text changed', async () => {
    house.world.edit('headline')
    await passes(3 * hour, hour)
    expect(await outcomes('headline')).toContain('title_changed')
    expect((await detailOf('headline')).versions.at(-1)?.change).toBe('title')
  })

  it('a page that vanishes counts as removed at the second sighting, however the site says it; a failure never does', async () => {
    house.world.withdraw('vanishes')
    house.world.withdraw('says-gone', 'notice')
    house.world.withdraw('jumps-home', 'front_page')
    house.world.withdraw('stumbles', 'broken')
    await passes(8 * hour, 2 * hour)
    for (const [key, removal] of [
      ['vanishes', 'not_found'],
      ['says-gone', 'notice'],
      ['jumps-home', 'front_page'],
    ] as const) {
      const { article, visits } = await detailOf(key)
      expect(article.removedAt, key).not.toBeNull()
      const signs = visits.filter((v) => v.removal).reverse()
      expect(
        signs.slice(0, 2).map((v) => v.outcome),
        key,
      ).toEqual(['removal_doubted', 'removed'])
      expect(new Date(signs[1]!.at).getTime() - new Date(signs[0]!.at).getTime()).toBeGreaterThanOrEqual(10 * minute)
      expect(signs[0], key).toMatchObject({ removal, evidenceId: expect.any(String) })
    }
    const { article, visits } = await detailOf('stumbles')
    expect(article).toMatchObject({ missingSince: null, removedAt: null })
    expect(visits[0]).toMatchObject({ outcome: 'failed', failure: 'http_status' })
  })

  it('a page that comes back is restored, with no new version where its text is the old one', async () => {
    for (const key of ['vanishes', 'stumbles']) house.world.restore(key)
    await passes(24 * hour, 6 * hour)
    expect(await outcomes('vanishes')).toContain('restored')
    expect((await detailOf('vanishes')).article).toMatchObject({ missingSince: null, removedAt: null, versions: 1 })
    expect((await detailOf('stumbles')).visits[0]?.outcome).toBe('unchanged')
  })

  it('looks that find nothing new ask with conditions and leave no record of bytes', async () => {
    const { visits } = await detailOf('stumbles')
    expect(visits.filter((v) => v.outcome === 'unchanged').every((v) => v.evidenceId === null)).toBe(true)
    expect(house.world.requestsSeen().some((r) => r.ifNoneMatch !== '' && r.path.includes('/yaowen/'))).toBe(true)
  })
})

describe('a site that lets no machine in any more', () => {
  it('is obeyed, and its page is no removal; what a person hands in of it is sealed beside what was kept', async () => {
    house.world.forbid('liujiang')
    // Rules are kept for a day at most.
    await passes(27 * hour, 3 * hour)
    const { article, visits, evidence } = await detailOf('cpi-reprint-5')
    expect(visits[0]).toMatchObject({ outcome: 'failed', failure: 'robots' })
    expect(article).toMatchObject({ missingSince: null, removedAt: null, versions: 1 })
    const asked = house.world
      .requestsSeen()
      .filter((r) => r.outlet === 'liujiang')
      .at(-1)
    expect(asked?.path).toBe('/robots.txt')
    // The people of the incident are asked once to keep each page by hand.
    const wanted = (await timelineOf(house.store.db, incidentId)).filter((e) => e.action === 'barred')
    expect(wanted.length).toBeGreaterThan(0)
    expect(new Set(wanted.map((e) => e.subjectId)).size).toBe(wanted.length)
    const page = '<html><body><h1>广西3月物价</h1><p>网页原样，由值班员打开后保存。</p></body></html>'
    const file = { name: '原页.html', base64: Buffer.from(page).toString('base64') }
    const given = { url: article.url, file, reason: '网站规则不允许采集，人工留存' }
    expect(done(await (await office()).post('/api/submissions', given))).toMatchObject({
      known: true,
      articleId: article.id,
    })
    const after = await detailOf('cpi-reprint-5')
    expect(after.evidence).toHaveLength(evidence.length + 1)
    expect(after.evidence.some((e) => e.kind === 'submission')).toBe(true)
  })
})

describe('what was sealed', () => {
  it('is whole, closed day by day in a chain, and stands in the record', async () => {
    const verdict = await verifyEvidence(store())
    expect(verdict.faults).toEqual([])
    expect(verdict.sealed).toBeGreaterThanOrEqual(1)
    expect(verdict.records).toBeGreaterThan(20)
    expect(await verifyAudit(house.store.db)).toMatchObject({ ok: true })
    // The same page of 404 twice is kept once.
    const repeats = await house.store.db.execute(sql`SELECT 1 FROM evidence WHERE same_as_id IS NOT NULL`)
    expect(rowsOf(repeats).length).toBeGreaterThan(0)
  })

  it('can be given away as a WACZ file in which every record is found by its index, byte for byte', async () => {
    const id = ids.get('cpi-original')!
    const said = await performOperation(
      store(),
      { name: 'evidence export', args: ['--article', id, '--out', 'a.wacz'], input: '' },
      house.clock.now(),
    )
    expect(said).toMatchObject({ ok: true })
    const files = unzip(Buffer.from(said.file!.base64, 'base64'))
    const manifest = JSON.parse(files.get('datapackage.json')!.toString())
    expect(manifest).toMatchObject({ profile: 'data-package', wacz_version: '1.1.1' })
    expect(manifest.resources.map((r: { path: string }) => r.path)).toEqual(
      expect.arrayContaining(['archive/data.warc.gz', 'indexes/index.cdx', 'pages/pages.jsonl']),
    )
    const archive = files.get('archive/data.warc.gz')!
    const lines = files.get('indexes/index.cdx')!.toString().trim().split('\n')
    expect([...lines].sort()).toEqual(lines)
    const seen: string[] = []
    for (const line of lines) {
      const { offset, length, digest, url } = JSON.parse(line.slice(line.indexOf('{')))
      const bytes = archive.subarray(Number(offset), Number(offset) + Number(length))
      const record = await WARCParser.parse([bytes])
      expect(record).toMatchObject({ warcTargetURI: url, warcPayloadDigest: digest })
      if (record!.warcType === 'response') seen.push(await record!.contentText())
    }
    const versions = await versionsOf(house.store.db, id)
    for (const version of versions)
      expect(
        seen.some((html) => html.includes(version.title)),
        version.title,
      ).toBe(true)
  })

  it('holds the redirect by which a page was gone, not only where it led', async () => {
    const bytes = await exportEvidence(store(), ids.get('jumps-home')!, house.clock.now())
    const index = unzip(Buffer.from(bytes!)).get('indexes/index.cdx')!.toString()
    expect(index).toMatch(/"status":"302"/)
  })

  it('tells exactly what was touched', async () => {
    const [row] = rowsOf<{ id: string; file: string; offset: string }>(
      await house.store.db.execute(
        sql`SELECT id, file, "offset" FROM evidence WHERE day = '2026-11-20' ORDER BY "offset" LIMIT 1`,
      ),
    )
    const path = join(store().folder.directory, row!.file)
    const bytes = readFileSync(path)
    const touched = Buffer.from(bytes)
    touched[Number(row!.offset) + 30]! ^= 1
    writeFileSync(path, touched)
    const said = await performOperation(store(), { name: 'evidence verify', args: [], input: '' }, house.clock.now())
    rmSync(path)
    const without = await performOperation(store(), { name: 'evidence verify', args: [], input: '' }, house.clock.now())
    writeFileSync(path, bytes)
    const gone = without.text.split('\n').filter((line) => line.includes(row!.file))
    expect(gone).toHaveLength(1)
    expect(gone[0]).toMatch(/is missing, and with it \d+ records$/)
    expect(said.ok).toBe(false)
    expect(said.text).toContain(`record ${row!.id} at ${row!.file}+${row!.offset}: its bytes were changed`)
    expect(said.text).toContain(`file ${row!.file}: differs from the day it was closed`)
    expect((await verifyEvidence(store())).faults).toEqual([])
  })
})
