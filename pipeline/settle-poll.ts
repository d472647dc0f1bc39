/** The end of a poll: what it says of its source is judged and written down, and the source is due again. */
import { bodiesMissed, recentTextLengths } from '../store/articles.ts'
import { type PollResult, recordPoll, type Source } from '../store/sources.ts'
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

/** The poll before brought something: by now it has been read. */
const hasNewTexts = (source: Source, result: PollResult): boolean =>
  result.failure === null && source.lastNewAt !== null && source.lastNewAt.getTime() === source.lastPolledAt?.getTime()
