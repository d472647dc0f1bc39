/** The interface in English: the same keys as zh-CN.ts, by type. Quoted rules and official texts stay in Chinese. */
import { actions } from './en/actions.ts'
import { channels } from './en/channels.ts'
import { claimReasons } from './en/claims.ts'
import { check } from './en/check.ts'
import { data } from './en/data.ts'
import { desk } from './en/desk.ts'
import { delegations } from './en/delegations.ts'
import { documents } from './en/documents.ts'
import { drills } from './en/drills.ts'
import { duty } from './en/duty.ts'
import { comments } from './en/comments.ts'
import { contacts } from './en/contacts.ts'
import { corrections } from './en/corrections.ts'
import { forms } from './en/forms.ts'
import { handoffs } from './en/handoffs.ts'
import { heads } from './en/heads.ts'
import { house } from './en/house.ts'
import { kept } from './en/kept.ts'
import { plans } from './en/plans.ts'
import { timeliness } from './en/timeliness.ts'
import { pointsDrafts } from './en/points-drafts.ts'
import { precision } from './en/precision.ts'
import { reasons } from './en/reasons.ts'
import { refusals } from './en/refusals.ts'
import { registry } from './en/registry.ts'
import { releases } from './en/releases.ts'
import { risk } from './en/risk.ts'
import { roster } from './en/roster.ts'
import { shell } from './en/shell.ts'
import { standing } from './en/standing.ts'
import { states } from './en/states.ts'
import { stories } from './en/stories.ts'
import { samples } from './en/samples.ts'
import { topics } from './en/topics.ts'
import { why } from './en/why.ts'
import type { Words } from './zh-CN.ts'

export const en: Words = {
  ...shell,
  ...roster,
  ...contacts,
  ...delegations,
  ...heads,
  ...standing,
  ...duty,
  ...house,
  ...data,
  ...desk,
  ...actions,
  ...plans,
  ...reasons,
  ...kept,
  ...channels,
  ...registry,
  ...releases,
  ...precision,
  ...timeliness,
  ...risk,
  ...corrections,
  ...drills,
  ...handoffs,
  ...documents,
  claimReasons,
  forms,
  ...check,
  ...stories,
  ...samples,
  pointsDrafts,
  comments,
  ...topics,
  ...why,
  refusals,
  states,
}
