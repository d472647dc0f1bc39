/** The end of a poll: what it says of its source is judged and written down, and the source is due again. */
import { addMs, day } from '../domain/time.ts'
import { bodiesMissed, recentTextLengths } from '../store/articles.ts'
import { markSourceBroken, type PollResult, recordPoll, type Source } from '../store/sources.ts'
import { judgePoll, textsCompared } from './judge-source.ts'
import type { Machine, StepOutcome } from './step.ts'

/** `published`: the times of the new items. */
export async function settlePoll(
  { db, now }: Machine,
  source: Source,
  { result, published }: { result: PollResult; published: (Date | null)[] },
): Promise<StepOutcome> {
  const at = now()
  const isNew = hasNewTexts(source, result)
  const { dueAt, ...judged } = judgePoll({
    source,
    result,
    published,
    textLengths: isNew ? await recentTextLengths(db, source.id, textsCompared.newest + textsCompared.before) : null,
    bodiesMissed:
      isNew && source.settings.article?.body ? await bodiesMissed(db, source.id, textsCompared.newest) : null,
    now: at,
  })
  await recordPoll(db, source, result, judged, at)
  return { dueAt }
}

/** A poll that the machine itself cannot end is in quarantine, is told, and tried once a day: no source stops in silence. */
export async function giveUpPoll({ db, now }: Machine, sourceId: string): Promise<Date> {
  await markSourceBroken(db, sourceId, now())
  return addMs(now(), day)
}

/** The poll before brought something: by now it has been read. */
const hasNewTexts = (source: Source, result: PollResult): boolean =>
  result.failure === null && source.lastNewAt !== null && source.lastNewAt.getTime() === source.lastPolledAt?.getTime()
