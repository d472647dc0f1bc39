/** The subject division (专业处) checks the facts of a submitted text. */
import type { Result } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import type { CheckText } from '../numbers.ts'
import type { Standing } from './record.ts'
import { type ReviewInput, reviewTalkingPoints } from './review-talking-points.ts'

/** Passes the text on to the emergency office, or returns it with a comment. */
export const checkFacts = (db: Db, input: ReviewInput, by: By, check: CheckText): Promise<Result<Standing>> =>
  reviewTalkingPoints(db, { verbs: { yes: 'check-facts', no: 'return-facts' }, input }, by, check)
