/** The other articles of the story that carry the same wrong statement: each gets a request of its own under the first one. */

import { squeezed } from '../../analyzer/correction/likeness.ts'
import { fold } from '../../analyzer/script.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { type ArticleVersion, currentVersion } from '../../store/articles.ts'
import { appendAudit } from '../../store/audit.ts'
import { clusterById } from '../../store/clusters.ts'
import { askedInStory, type FullCorrection, fullCorrections, lockCorrection } from '../../store/corrections.ts'
import { claimsOf } from '../../store/findings.ts'
import { flagRow } from '../../store/flags.ts'
import { lockStoryOf } from '../../store/locks.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By } from '../by.ts'
import { moveCorrection } from './correction.ts'
import { draftOne, sentenceAround } from './draft-correction.ts'
import { noticeStep } from './notices.ts'

export type Reprint = {
  articleId: string
  version: ArticleVersion
  start: number
  end: number
  field: 'title' | 'text'
}
const most = 200

/** Reprints that say the same wrong thing now and are not asked about yet. */
export async function reprintsOf(db: Db, lead: FullCorrection): Promise<Reprint[]> {
  if (!lead.row.clusterId) return []
  const asked = new Set((await askedInStory(db, lead.row.id)).map((c) => c.articleId))
  const members = (await clusterById(db, lead.row.clusterId))?.members ?? []
  const found: Reprint[] = []
  for (const member of members.filter((m) => !asked.has(m.id) && !m.removedAt).slice(0, most)) {
    const version = await currentVersion(db, member.id)
    const place = version && (await placeOf(db, lead, version))
    if (version && place) found.push({ articleId: member.id, version, ...place })
  }
  return found
}

/** Where the version says it: the machine read the same number against the same figure, or the sentence stands there. */
async function placeOf(db: Db, lead: FullCorrection, version: ArticleVersion) {
  const { subject, figureId } = lead.row
  const own = (await claimsOf(db, lead.row.articleVersionId)).find(
    (c) => c.field === subject.field && c.start < subject.end && subject.start < c.end,
  )
  if (own?.value) {
    const same = (await claimsOf(db, version.id)).find(
      (c) =>
        c.value === own.value && c.indicator === own.indicator && c.measure === own.measure && c.figureId === figureId,
    )
    if (same) return { field: same.field, start: same.start, end: same.end }
  }
  const sentence = squeezed(fold(subject.quote))
  for (const field of ['text', 'title'] as const)
    for (const m of version[field].matchAll(/[^。！？!?；;\n]+/g))
      if (sentence.length >= 6 && squeezed(fold(m[0])).includes(sentence))
        return { field, start: m.index, end: m.index + m[0].length }
  return null
}

export async function addReprints(db: Db, { id }: { id: string }, by: By): Promise<Result<{ made: number }>> {
  return db.transaction(async (tx) => {
    const [known] = await fullCorrections(tx, [id])
    if (!known) return refuse('not-found', { field: 'correction' })
    await lockStoryOf(tx, async () => known.row.clusterId)
    const lead = await lockCorrection(tx, id)
    const tree = await loadUnitTree(tx)
    const moved = moveCorrection(lead!.facts, 'add-reprints', { actor: by.actor, tree })
    if (!moved.ok) return moved
    const flag = (await flagRow(tx, lead!.row.flagId))!
    const agent = agentOf(by.actor, moved.value.seat)
    let made = 0
    for (const { version, field, start, end } of await reprintsOf(tx, lead!)) {
      const { subject, ask, verdict } = lead!.row
      const drafted = await draftOne(
        tx,
        {
          ...{ flag, verdict, ask, version, leadId: id, agent, seat: moved.value.seat, tree, figure: lead!.figure },
          subject: { ...subject, field, start, end, quote: sentenceAround(version[field], { start, end }) },
        },
        by,
      )
      if (drafted.ok) made++
    }
    // Once for all of them: the page of the first one lists the others.
    if (made > 0) await noticeStep(tx, lead!, 'approve', { tree, at: by.at })
    await appendAudit(tx, {
      ...{ at: by.at, by: agent, action: 'add-reprints', subject: { kind: 'correction', id } },
      ...{ incidentId: lead!.row.incidentId, before: null, after: { made } },
    })
    return ok({ made })
  })
}
