/** The director of the emergency office (应急办公室) signs every revision, or returns it. */
import type { Result } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import type { CheckText } from '../numbers.ts'
import type { Standing } from './record.ts'
import { type ReviewInput, reviewTalkingPoints } from './review-talking-points.ts'

/** Approves city-only and county-only texts for good; a region-wide text goes on to the leading group (附4第七条（二）). */
export const approveAsOffice = (db: Db, input: ReviewInput, by: By, check: CheckText): Promise<Result<Standing>> =>
  reviewTalkingPoints(db, { verbs: { yes: 'office', no: 'return-office' }, input }, by, check)
