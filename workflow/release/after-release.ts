/** What comes after a release went out: its addresses, what came of it, its withdrawal; and before: that it is given up. */
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import { insertReleaseAddress } from '../../store/releases.ts'
import { effectOf } from '../../store/release-effect.ts'
import type { By } from '../by.ts'
import { readText } from '../text.ts'
import { noticeReleaseOut } from './notices.ts'
import { lockAndJudgeRelease, type ReleaseStanding, saveReleaseMove } from './record.ts'

/** Where it can be read: an address on the web, http or https, no credentials. The same address twice is refused. */
export async function addReleaseAddress(
  db: Db,
  input: { id: string; url: string; place: string; publishedAt: Date },
  by: By,
): Promise<Result<ReleaseStanding>> {
  return db.transaction(async (tx) => {
    const judged = await lockAndJudgeRelease(tx, { id: input.id, verb: 'add-address', given: {} }, by)
    if (!judged.ok) return judged
    const url = webAddress(input.url)
    if (!url) return refuse('invalid-field', { field: 'url' })
    const place = readText(input.place, { field: 'place', min: 1, max: 100 })
    if (!place.ok) return place
    const { release, moved } = judged.value
    // A minute of grace: people type what their page prints.
    if (input.publishedAt.getTime() > by.at.getTime() + 120_000)
      return refuse('time-in-future', { field: 'publishedAt' })
    const id = await insertReleaseAddress(tx, {
      ...{ releaseId: release.facts.id, url, place: place.value, publishedAt: input.publishedAt, at: by.at },
      ...{ byUserId: by.actor.userId, byName: by.actor.name },
    })
    if (!id) return refuse('already-exists', { field: 'url' })
    return ok(await saveReleaseMove(tx, { release, moved, more: { url, place: place.value } }, by))
  })
}

/** Closes a stage of a release that went out, or gives one up that did not. */
export async function endRelease(
  db: Db,
  input: { id: string; verb: 'follow-up' | 'evaluate' | 'archive' | 'withdraw' | 'cancel' | 'keep'; reason?: string },
  by: By,
): Promise<Result<ReleaseStanding>> {
  return db.transaction(async (tx) => {
    const given = input.reason === undefined ? {} : { reason: input.reason }
    const judged = await lockAndJudgeRelease(tx, { id: input.id, verb: input.verb, given }, by)
    if (!judged.ok) return judged
    const reason = readText(input.reason, { field: 'reason', min: 0, max: 2000 })
    if (!reason.ok) return reason
    const { release, moved, tree } = judged.value
    const ends = input.verb === 'withdraw' || input.verb === 'cancel'
    const effect = input.verb === 'evaluate' ? await effectOf(tx, release.row) : null
    const settles = input.verb === 'keep' || input.verb === 'withdraw'
    const change = {
      ...(settles ? { wantsCorrectionAt: null } : {}),
      ...(ends ? { endedAt: by.at, reason: reason.value, dueAt: null } : {}),
      ...(effect ? { evaluation: { note: reason.value, facts: effect.totals } } : {}),
    }
    const after = await saveReleaseMove(tx, { release, moved, change, reason: reason.value || undefined }, by)
    if (input.verb === 'withdraw') await noticeReleaseOut(tx, { facts: release.facts, tree, at: by.at }, reason.value)
    return ok(after)
  })
}

function webAddress(text: string): string | null {
  if (text.length > 2000 || !URL.canParse(text)) return null
  const url = new URL(text)
  return (url.protocol === 'https:' || url.protocol === 'http:') && !url.username && !url.password ? url.href : null
}
