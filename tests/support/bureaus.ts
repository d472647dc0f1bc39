/** A small tree of bureaus with people in their seats, and articles to be flagged: what tests of workflow/ start from. */
import { addMs, day, shanghaiDay } from '../../domain/time.ts'
import { type Actor, type Role, type Unit, type UnitLevel, unitTree } from '../../domain/units.ts'
import { insertEvidence } from '../../store/evidence.ts'
import type { Db } from '../../store/open.ts'
import { articles, articleVersions, clusters, outlets, seats, units, user } from '../../store/schema.ts'

const unit = (id: string, level: UnitLevel, parentId: string | null, name: string, rootId = 'gx'): Unit => ({
  ...{ id, level, parentId, name, rootId, aliases: [], regionCode: '450000' },
})
const bureaus: Unit[] = [
  { ...unit('gx', 'region', null, '广西壮族自治区统计局'), aliases: ['自治区统计局'] },
  unit('gx-div', 'division', 'gx', '统计资料管理中心'),
  unit('liuzhou', 'city', 'gx', '柳州市统计局'),
  unit('nanning', 'city', 'gx', '南宁市统计局'),
  unit('sanjiang', 'county', 'liuzhou', '三江侗族自治县统计局'),
  unit('rongan', 'county', 'liuzhou', '融安县统计局'),
  unit('hengzhou', 'county', 'nanning', '横州市统计局'),
  unit('xm', 'city', null, '厦门市统计局', 'xm'),
]
export const bureauTree = unitTree(bureaus)

const person = (userId: string, unitId: string, role: Role, standIn = false): Actor => ({
  userId,
  name: `${userId}同志`,
  seats: [{ unitId, role, standIn }],
})
/** Named by bureau and role; 三江 has neither stand-in nor office, 融安 nobody at all. */
export const crew = {
  gxMonitor: person('gx-monitor', 'gx-div', 'monitor'),
  gxDuty: person('gx-duty', 'gx', 'duty_officer'),
  gxStandIn: person('gx-standin', 'gx', 'duty_officer', true),
  gxHead: person('gx-head', 'gx', 'unit_head'),
  gxOffice: person('gx-office', 'gx', 'office_staff'),
  gxDirector: person('gx-director', 'gx', 'office_director'),
  gxGroup: person('gx-group', 'gx', 'leading_group'),
  gxDivision: person('gx-division', 'gx-div', 'subject_division'),
  gxInfosec: person('gx-infosec', 'gx-div', 'infosec'),
  gxSecrecy: person('gx-secrecy', 'gx', 'secrecy'),
  gxAdmin: person('gx-admin', 'gx', 'admin'),
  lzMonitor: person('lz-monitor', 'liuzhou', 'monitor'),
  lzDuty: person('lz-duty', 'liuzhou', 'duty_officer'),
  lzStandIn: person('lz-standin', 'liuzhou', 'duty_officer', true),
  lzHead: person('lz-head', 'liuzhou', 'unit_head'),
  lzDirector: person('lz-director', 'liuzhou', 'office_director'),
  lzGroup: person('lz-group', 'liuzhou', 'leading_group'),
  nnDuty: person('nn-duty', 'nanning', 'duty_officer'),
  nnHead: person('nn-head', 'nanning', 'unit_head'),
  sjMonitor: person('sj-monitor', 'sanjiang', 'monitor'),
  sjDuty: person('sj-duty', 'sanjiang', 'duty_officer'),
  sjHead: person('sj-head', 'sanjiang', 'unit_head'),
  hzDuty: person('hz-duty', 'hengzhou', 'duty_officer'),
  xmDirector: person('xm-director', 'xm', 'office_director'),
}

/** Writes the bureaus and the crew; everybody has held their seat since a day before `at`. */
export async function seedBureaus(db: Db, at: Date): Promise<void> {
  const since = addMs(at, -day)
  const everybody = Object.values(crew)
  await db.insert(units).values(bureaus)
  await db.insert(user).values(
    everybody.map((p) => ({
      ...{ id: p.userId, name: p.name, email: `${p.userId}@example.test`, createdAt: since, updatedAt: since },
    })),
  )
  await db
    .insert(seats)
    .values(everybody.flatMap((p) => p.seats.map((s) => ({ ...s, userId: p.userId, fromAt: since }))))
}

export type SeededArticle = { articleId: string; articleVersionId: string; clusterId: string }
let made = 0

/** An analyzed article with one version, in a story of its own or in the one given. */
export async function seedArticle(
  db: Db,
  { title, text = title, at, clusterId }: { title: string; text?: string; at: Date; clusterId?: string },
): Promise<SeededArticle> {
  const n = ++made
  const [outlet] = await db
    .insert(outlets)
    .values({ name: `测试媒体${n}`, kind: 'site', origin: 'domestic' })
    .returning()
  const url = `https://example.test/${n}`
  const [article] = await db
    .insert(articles)
    .values({
      ...{ canonicalUrl: url, url, outletId: outlet!.id, title, publishedAt: at, firstSeenAt: at },
      ...{ state: 'analyzed', versions: 1, clusterId: clusterId ?? null },
    })
    .returning()
  const articleId = article!.id
  const articleVersionId = await seedVersion(db, { articleId, n: 1, title, text, at })
  if (clusterId) return { articleId, articleVersionId, clusterId }
  const [cluster] = await db
    .insert(clusters)
    .values({ firstArticleId: articleId, origin: 'domestic', openedAt: at })
    .returning()
  return { articleId, articleVersionId, clusterId: cluster!.id }
}

/** A further version of an article; answers with its id. */
export async function seedVersion(
  db: Db,
  { articleId, n, title, text, at }: { articleId: string; n: number; title: string; text: string; at: Date },
): Promise<string> {
  const sealed = await insertEvidence(db, {
    articleId,
    sealed: {
      ...{ kind: 'page', day: shanghaiDay(at), file: `seeded/${articleId}-${n}`, offset: 0, length: 0 },
      ...{ recordSha256: '', recordId: '', sha256: `${articleId}-${n}`, sizeBytes: text.length, status: 200 },
      ...{ requestedUrl: 'https://example.test/', finalUrl: 'https://example.test/', contentType: '', fetchedAt: at },
    },
  })
  const [version] = await db
    .insert(articleVersions)
    .values({ articleId, n, fetchedAt: at, title, text, contentHash: `${articleId}-${n}`, evidenceId: sealed.id })
    .returning()
  return version!.id
}
