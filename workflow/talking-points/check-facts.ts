/** The subject division (专业处) checks the facts of a submitted text: one for all, or each of those that were asked beside the others. */
import type { Result } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import type { CheckText } from '../numbers.ts'
import type { Standing } from './record.ts'
import { type ReviewInput, reviewTalkingPoints } from './review-talking-points.ts'

/**
 * Passes the text on to the emergency office once nobody who was asked is open any more. A no of a division that was asked is an
 * objection, and the others go on; where nobody was asked it sends the text back to its drafters.
 */
export const checkFacts = (db: Db, input: ReviewInput, by: By, check: CheckText): Promise<Result<Standing>> =>
  reviewTalkingPoints(
    db,
    { verbs: { yes: 'check-facts', no: ({ asks }) => (asks.length > 0 ? 'object-facts' : 'return-facts') }, input },
    by,
    check,
  )
