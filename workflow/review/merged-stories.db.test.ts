/** Stories become one while people act on them: nobody waits for the other for ever, and no flag is left with a story that is gone. */
import { eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addMs, fromShanghai, minute } from '../../domain/time.ts'
import type { Actor } from '../../domain/units.ts'
import { verifyAudit } from '../../store/audit.ts'
import { placeInCluster } from '../../store/place-story.ts'
import { askJudgement } from '../../store/findings.ts'
import { takeLock } from '../../store/locks.ts'
import type { Db, Store } from '../../store/open.ts'
import { articles, clusters, flags, incidents } from '../../store/schema.ts'
import { crew, type SeededArticle, seedArticle, seedBureaus } from '../../tests/support/bureaus.ts'
import { openTestStore } from '../../tests/support/db.ts'
import { mergeStories } from '../story/merge-stories.ts'
import { splitStory } from '../story/split-story.ts'
import { acknowledgeAlert } from './acknowledge-alert.ts'
import { markSuspectedMajor } from './mark-suspected-major.ts'
import { openFlag } from './open-flag.ts'

let store: Store
const start = fromShanghai(2026, 9, 30, 2, 0)!
beforeAll(async () => {
  store = await openTestStore()
  await seedBureaus(store.db, start)
})
afterAll(() => store.close())

const place = (db: Db, articleId: string, ties: SeededArticle[] = []) =>
  db.transaction(async (tx) => {
    await takeLock(tx, 'placement')
    return placeInCluster(
      tx,
      {
        ...{ articleId, bands: [], fingerprint: {}, origin: 'domestic' as const },
        ties: ties.map((t) => ({
          clusterId: t.clusterId,
          edge: { fromArticleId: articleId, toArticleId: t.articleId, basis: 'link', similarity: 1, titleChanged: 0 },
        })),
      },
      start,
    )
  })

async function story(): Promise<SeededArticle> {
  const article = await seedArticle(store.db, { title: '柳州数据系编造', at: start })
  return { ...article, clusterId: await place(store.db, article.articleId) }
}
const flagFor = (article: SeededArticle, unitId: string) =>
  openFlag(store.db, { ...article, unitId, types: ['M18'], level: 'critical', score: 0.8, reasons: [] }, start)
const by = (actor: Actor) => ({ actor, at: addMs(start, minute) })

it('merging and marking at the same moment both come to an end, and agree on the story', {
  timeout: 120_000,
}, async () => {
  for (let round = 0; round < 6; round++) {
    const [one, two, original, fresh] = [await story(), await story(), await story(), await story()]
    const [mine, copy] = [await flagFor(one, 'liuzhou'), await flagFor(two, 'liuzhou')]
    const theirs = await flagFor(two, 'nanning')
    const done = await Promise.allSettled([
      place(store.db, original.articleId, [one, two]),
      markSuspectedMajor(store.db, { flagId: mine.flagId, subject: 'may_spread' }, by(crew.lzDuty)),
      acknowledgeAlert(store.db, { flagId: theirs.flagId }, by(crew.nnDuty)),
      flagFor({ ...fresh, clusterId: one.clusterId }, 'liuzhou'),
      flagFor(one, 'gx'),
      markSuspectedMajor(store.db, { flagId: copy.flagId, subject: 'may_spread' }, by(crew.lzMonitor)),
    ])
    expect(done.filter((d) => d.status === 'rejected')).toEqual([])
    const members = [one, two, original].map((a) => a.articleId)
    const stories = await store.db.select().from(articles).where(inArray(articles.id, members))
    const [kept, ...others] = new Set(stories.map((a) => a.clusterId))
    expect(others).toEqual([])
    const raised = await store.db.select().from(flags).where(inArray(flags.articleId, members))
    expect(raised.map((f) => f.clusterId)).toEqual(raised.map(() => kept))
    const opened = await store.db.select().from(incidents)
    const known = (await store.db.select().from(clusters)).map((c) => c.id)
    expect(opened.filter((i) => i.clusterId && !known.includes(i.clusterId))).toEqual([])
    const [loose] = await store.db.select().from(flags).where(eq(flags.articleId, fresh.articleId))
    expect(loose?.clusterId).toBe(fresh.clusterId)
  }
  expect(await verifyAudit(store.db)).toMatchObject({ ok: true })
})

it('merging and splitting by hand, marking and judging anew at the same moment never wait in a ring', {
  timeout: 120_000,
}, async () => {
  const office = by(crew.gxOffice)
  for (let round = 0; round < 8; round++) {
    const [a, b, c, copy] = [await story(), await story(), await story(), await story()]
    const flagged = []
    for (const one of [a, b, c]) flagged.push(await flagFor(one, 'liuzhou'), await flagFor(one, 'nanning'))
    const reason = '核实后决定'
    const merged = await mergeStories(store.db, { clusterId: a.clusterId, articleId: b.articleId, reason }, office)
    if (!merged.ok) throw new Error('the stories were not merged')
    const { clusterId } = merged.value
    const done = await Promise.allSettled([
      splitStory(store.db, { clusterId, articleIds: [b.articleId], reason }, office),
      markSuspectedMajor(store.db, { flagId: flagged[2]!.flagId, subject: 'may_spread' }, by(crew.lzDuty)),
      mergeStories(store.db, { clusterId: c.clusterId, articleId: b.articleId, reason }, office),
      acknowledgeAlert(store.db, { flagId: flagged[3]!.flagId }, by(crew.nnDuty)),
      place(store.db, copy.articleId, [c, b]),
      markSuspectedMajor(store.db, { flagId: flagged[4]!.flagId, subject: 'may_spread' }, by(crew.lzMonitor)),
      flagFor({ ...b, clusterId: b.clusterId }, 'gx'),
      store.db.transaction(async (tx) => {
        await takeLock(tx, 'placement')
        await askJudgement(tx, undefined, start)
      }),
      mergeStories(store.db, { clusterId, articleId: c.articleId, reason }, office),
    ])
    expect(done.flatMap((d) => (d.status === 'rejected' ? [String(d.reason?.cause ?? d.reason)] : []))).toEqual([])
    const raised = await store.db.select().from(flags)
    const now = new Map((await store.db.select().from(articles)).map((each) => [each.id, each.clusterId]))
    expect(raised.filter((f) => f.clusterId !== now.get(f.articleId))).toEqual([])
  }
  expect(await verifyAudit(store.db)).toMatchObject({ ok: true })
})
