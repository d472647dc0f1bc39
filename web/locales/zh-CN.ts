/**
 * 界面用词,中文为准。en.ts 由类型保证键完全一致;按内容分在 zh-CN/ 下的文件里。
 * The source of all keys: `Words` widens the strings, so that every other language must have the same keys and arguments.
 */
import { actions } from './zh-CN/actions.ts'
import { channels } from './zh-CN/channels.ts'
import { claimReasons } from './zh-CN/claims.ts'
import { check } from './zh-CN/check.ts'
import { data } from './zh-CN/data.ts'
import { desk } from './zh-CN/desk.ts'
import { delegations } from './zh-CN/delegations.ts'
import { documents } from './zh-CN/documents.ts'
import { drills } from './zh-CN/drills.ts'
import { duty } from './zh-CN/duty.ts'
import { comments } from './zh-CN/comments.ts'
import { contacts } from './zh-CN/contacts.ts'
import { corrections } from './zh-CN/corrections.ts'
import { forms } from './zh-CN/forms.ts'
import { handoffs } from './zh-CN/handoffs.ts'
import { heads } from './zh-CN/heads.ts'
import { house } from './zh-CN/house.ts'
import { kept } from './zh-CN/kept.ts'
import { plans } from './zh-CN/plans.ts'
import { timeliness } from './zh-CN/timeliness.ts'
import { pointsDrafts } from './zh-CN/points-drafts.ts'
import { precision } from './zh-CN/precision.ts'
import { reasons } from './zh-CN/reasons.ts'
import { refusals } from './zh-CN/refusals.ts'
import { registry } from './zh-CN/registry.ts'
import { releases } from './zh-CN/releases.ts'
import { risk } from './zh-CN/risk.ts'
import { roster } from './zh-CN/roster.ts'
import { shell } from './zh-CN/shell.ts'
import { standing } from './zh-CN/standing.ts'
import { states } from './zh-CN/states.ts'
import { stories } from './zh-CN/stories.ts'
import { samples } from './zh-CN/samples.ts'
import { talkingPoints } from './zh-CN/talking-points.ts'
import { topics } from './zh-CN/topics.ts'
import { why } from './zh-CN/why.ts'

export const zhCN = {
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
  talkingPoints,
  pointsDrafts,
  comments,
  ...topics,
  ...why,
  refusals,
  states,
}

type Widened<T> = T extends (...args: infer A) => string
  ? (...args: A) => string
  : T extends string
    ? string
    : T extends readonly string[]
      ? readonly string[]
      : { readonly [K in keyof T]: Widened<T[K]> }

export type Words = Widened<typeof zhCN>
