/**
 * How much a post resembles known rumours: from its text, and where the first replies are known also from them. Trained
 * on labelled posts; it says how likely the label "rumour" was among posts like this one, never what is true.
 */
import { type Boosted, type BoostOptions, boostedScore, sigmoid, trainBoosted } from './boost.ts'
import { type Replies, replyNumbers, saidTogether, withinWindow } from './replies.ts'
import { askHead, type HeadRow, readText, type TextHead, trainHead, type Unseen } from './text-head.ts'

export type RumourRow = { text: string; rumour: boolean; group: string; replies: Replies | null }

/** `talk` judges what is said in replies, `joined` both together; null where the training rows had no replies. */
export type RumourModel = { post: TextHead; withReplies: { talk: TextHead; joined: Boosted } | null }

const leastWithReplies = 200
const joinedOptions: BoostOptions = { loss: 'logistic', trees: 120, depth: 3, rate: 0.06, leastRows: 15 }

export function trainRumour(rows: readonly RumourRow[]): RumourModel {
  const read = rows.map((row) => readText(row.text))
  const post = trainHead(rows.map(headRow), read)
  const seen = [...rows.keys()].filter((i) => rows[i]!.replies !== null)
  if (seen.length < leastWithReplies) return { post: post.head, withReplies: null }
  const replies = seen.map((i) => withinWindow(rows[i]!.replies!))
  const talk = trainHead(
    seen.map((i) => headRow(rows[i]!)),
    replies.map((one) => readText(saidTogether(one))),
  )
  const [ofPost, ofTalk] = [post.unseen(), talk.unseen()]
  const numbers = seen.map((i, n) => joinedNumbers(ofPost[i]!, ofTalk[n]!, replies[n]!))
  const answers = seen.map((i) => (rows[i]!.rumour ? 1 : 0))
  return { post: post.head, withReplies: { talk: talk.head, joined: trainBoosted(numbers, answers, joinedOptions) } }
}

/** Chance that a post like this is labelled a rumour, 0 to 1. */
export function rumourChance(model: RumourModel, text: string, replies: Replies | null): number {
  const read = readText(text)
  if (!replies || !model.withReplies) return sigmoid(askHead(model.post, read).logOdds)
  const cut = withinWindow(replies)
  const talk = askHead(model.withReplies.talk, readText(saidTogether(cut)))
  return sigmoid(boostedScore(model.withReplies.joined, joinedNumbers(askHead(model.post, read), talk, cut)))
}

const headRow = ({ text, rumour, group }: RumourRow): HeadRow => ({ text, yes: rumour, group })

const joinedNumbers = (post: Unseen, talk: Unseen, replies: Replies): number[] => [
  post.logOdds,
  post.linear,
  talk.logOdds,
  talk.linear,
  ...replyNumbers(replies),
]
