/** The L1 leading group (应急领导小组) signs region-wide texts on top of the office, or returns them. */
import type { Result } from '../../domain/result.ts'
import type { Db } from '../../store/open.ts'
import type { By } from '../by.ts'
import type { CheckText } from '../numbers.ts'
import type { Standing } from './record.ts'
import { type ReviewInput, reviewTalkingPoints } from './review-talking-points.ts'

/** 附4第七条（二）: approved by the region's leading group before anything is said. */
export const approveAsLeadingGroup = (
  db: Db,
  input: ReviewInput,
  by: By,
  check: CheckText,
): Promise<Result<Standing>> =>
  reviewTalkingPoints(db, { verbs: { yes: 'leading-group', no: 'return-leading-group' }, input }, by, check)
