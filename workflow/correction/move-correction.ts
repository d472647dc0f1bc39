/** What people do with a request that is drafted: revise, approve and send its letters, write down what the outlet says, end it. */

import { fold } from '../../analyzer/script.ts'
import { isAddress } from '../../domain/channel.ts'
import {
  answerWithinMs,
  type CorrectionLetter,
  type CorrectionReply,
  type CorrectionReplyKind,
  type CorrectionRung,
  type CorrectionState,
  type CorrectionWay,
  unsentStates,
  watchAfterMs,
} from '../../domain/correction.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { addMs, day } from '../../domain/time.ts'
import { articleById } from '../../store/articles.ts'
import { appendAudit } from '../../store/audit.ts'
import {
  type FullCorrection,
  fullCorrections,
  insertLetter,
  insertSending,
  lettersOf,
  lockCorrection,
  type NewCorrection,
  saveCorrection,
} from '../../store/corrections.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import { agentOf, type By, signedBy } from '../by.ts'
import { type CheckText, stillCounts, type TextToCheck, withNumbers } from '../numbers.ts'
import { readText } from '../text.ts'
import { type CorrectionVerb, moveCorrection } from './correction.ts'
import { type CorrectionStanding, overseasRefusal } from './draft-correction.ts'
import { composeLetter, letterHash, readLetter } from './letter.ts'
import { noticeStep } from './notices.ts'
import { sendLetter } from './send-letter.ts'

type Named = { id: string; revision: number; hash: string }
export type CorrectionInput =
  | (Named & { verb: 'revise'; letter: CorrectionLetter })
  | (Named & { verb: 'approve' })
  | (Named & { verb: 'return'; reason: string })
  | (Named & { verb: 'send'; way: CorrectionWay; address: string })
  | { id: string; verb: 'next-letter'; rung: CorrectionRung }
  | { id: string; verb: 'log-reply'; kind: CorrectionReplyKind; at: Date; text: string; promisedFor?: Date | null }
  | { id: string; verb: 'accept' | 'close' | 'retract' | 'cancel'; reason: string }

const maxRevisions = 100
const textLimit = 2000

/** The numbers of exactly the letter that is approved or sent are held against the figures of this moment. */
export async function actOnCorrection(
  db: Db,
  input: CorrectionInput,
  { check, ...by }: By & { check: CheckText },
): Promise<Result<CorrectionStanding>> {
  const needsNumbers = input.verb === 'approve' || input.verb === 'send'
  const read = () => (needsNumbers ? letterText(db, input.id) : Promise.resolve(null))
  return withNumbers(db, { read, check, at: by.at }, (numbers) =>
    db.transaction(async (tx) => {
      const full = await lockCorrection(tx, input.id)
      if (!full) return refuse('not-found', { field: 'correction' })
      const tree = await loadUnitTree(tx)
      full.facts.numbers = await stillCounts(tx, numbers)
      if (needsNumbers) full.facts.statesFigure = await statesFigure(tx, full)
      const named = 'hash' in input ? { read: { revision: input.revision, hash: input.hash } } : {}
      const moved = moveCorrection(full.facts, input.verb, { actor: by.actor, tree, ...named })
      if (!moved.ok) return moved
      const signer = signedBy(by.actor, moved.value.seat)
      const changed = await changeOf(tx, full, input, { ...by, signer })
      if (!changed.ok) return changed
      const { change, told = {}, reason = '' } = changed.value
      await saveCorrection(tx, input.id, change)
      await appendAudit(tx, {
        ...{ at: by.at, by: agentOf(by.actor, moved.value.seat), action: actionOf(input.verb), reason: reason || null },
        ...{ subject: { kind: 'correction', id: input.id }, incidentId: full.row.incidentId },
        before: { state: full.row.state, revision: full.row.revision, letter: full.row.letter },
        after: {
          ...{ state: change.state ?? full.row.state, revision: change.revision ?? full.row.revision },
          ...{ hash: change.hash ?? full.row.hash, role: moved.value.seat.role, outlet: full.row.outletName, ...told },
        },
      })
      const about = { tree, at: by.at }
      const now = { ...full, row: { ...full.row, ...change } as FullCorrection['row'] }
      if (input.verb === 'return') await noticeStep(tx, now, 'returned', { ...about, reason })
      if (input.verb === 'revise' || input.verb === 'next-letter') await noticeStep(tx, now, 'approve', about)
      if (input.verb === 'approve') await noticeStep(tx, now, 'send', about)
      const { state, revision, hash } = now.row
      return ok({ id: input.id, state, revision, hash })
    }),
  )
}

/** In the record the verbs of a request are told from those of other things. */
const actionOf = (verb: CorrectionVerb): string => (verb === 'revise' ? 'revise-letter' : `${verb}-correction`)

type Changed = { change: Partial<NewCorrection>; told?: Record<string, unknown>; reason?: string }

async function changeOf(
  tx: Db,
  full: FullCorrection,
  input: CorrectionInput,
  by: By & { signer: string },
): Promise<Result<Changed>> {
  const { row } = full
  const isUnsent = (unsentStates as readonly string[]).includes(row.state)
  switch (input.verb) {
    case 'revise': {
      const letter = readLetter(input.letter)
      if (!letter.ok) return letter
      return ok({ change: await addLetter(tx, full, { letter: letter.value, rung: row.rung }, by) })
    }
    case 'approve':
      return ok({
        change: {
          letter: 'approved',
          approvedByName: by.signer,
          ...(isUnsent ? { state: 'approved' as const } : {}),
        },
      })
    case 'return': {
      const reason = readText(input.reason, { field: 'reason', min: 1, max: textLimit })
      if (!reason.ok) return reason
      return ok({
        change: { letter: 'draft', approvedByName: '', ...(isUnsent ? { state: 'draft' as const } : {}) },
        reason: reason.value,
      })
    }
    case 'send':
      return send(tx, full, input, by)
    case 'next-letter': {
      if (input.rung === 'request') return refuse('invalid-field', { field: 'rung' })
      const noteable = ['silently_edited', 'taken_out', 'partly']
      if ((input.rung === 'note') !== noteable.includes(row.state) && row.state !== 'partly')
        return refuse('wrong-state', { field: 'rung', detail: { state: row.state } })
      const { subject, ask, outletName, sentAt } = row
      const unitName = (await loadUnitTree(tx)).byId(row.unitId)?.name ?? ''
      const letter = composeLetter({
        ...{ rung: input.rung, subject, ask, outletName, sentAt, unitName, at: by.at },
        ...{ article: full.article, figure: full.figure },
      })
      return ok({ change: await addLetter(tx, full, { letter, rung: input.rung }, by), told: { rung: input.rung } })
    }
    case 'log-reply':
      return logReply(full, input, by)
    default: {
      const reason = readText(input.reason, { field: 'reason', min: 1, max: textLimit })
      if (!reason.ok) return reason
      const to = ({ accept: 'accepted', close: 'unresolved', retract: 'retracted', cancel: 'cancelled' } as const)[
        input.verb
      ]
      const watchUntil = addMs(by.at, watchAfterMs)
      return ok({
        change: { state: to, nextStepAt: null, dueAt: null, endReason: reason.value, watchUntil },
        reason: reason.value,
      })
    }
  }
}

async function addLetter(
  tx: Db,
  { row }: FullCorrection,
  { letter, rung }: { letter: CorrectionLetter; rung: CorrectionRung },
  by: By,
): Promise<Partial<NewCorrection>> {
  const n = row.revision + 1
  if (n > maxRevisions) throw new Error('a request has more revisions than anybody writes')
  const hash = letterHash(letter)
  const author = { byUserId: by.actor.userId, byName: by.actor.name, at: by.at }
  await insertLetter(tx, { correctionId: row.id, n, rung, letter, hash, ...author })
  const isUnsent = (unsentStates as readonly string[]).includes(row.state)
  return {
    revision: n,
    hash,
    rung,
    letter: 'draft',
    approvedByName: '',
    ...(isUnsent ? { state: 'draft' as const } : {}),
  }
}

async function send(
  tx: Db,
  full: FullCorrection,
  input: Extract<CorrectionInput, { verb: 'send' }>,
  by: By & { signer: string },
): Promise<Result<Changed>> {
  const { row, facts } = full
  const address = readText(input.address, { field: 'address', min: 4, max: 300 })
  if (!address.ok) return address
  if (input.way === 'email' && !isAddress('email', address.value)) return refuse('invalid-field', { field: 'address' })
  if (facts.isDrill && input.way === 'email') return refuse('not-allowed', { rule: 'policy-drill', field: 'way' })
  const article = await articleById(tx, row.articleId)
  const abroad = article && (await overseasRefusal(tx, row.incidentId, article.outlet))
  if (abroad) return { ok: false, refusal: abroad }
  if (input.way === 'email') {
    const left = await sendLetter(tx, { row, address: address.value }, by)
    if (!left.ok) return left
  }
  await insertSending(tx, {
    ...{ correctionId: row.id, n: row.revision, rung: row.rung, way: input.way, address: address.value },
    ...{ at: by.at, byName: by.signer, approvedByName: row.approvedByName },
  })
  const nextStepAt = addMs(by.at, answerWithinMs[row.rung])
  const to: CorrectionState =
    row.rung === 'note' ? row.state : row.rung === 'superior' || row.rung === 'regulator' ? 'escalated' : 'sent'
  return ok({
    change: {
      ...{ letter: 'sent', state: to, nextStepAt, dueAt: nextStepAt, sentAt: row.sentAt ?? by.at },
    },
    told: { way: input.way, rung: row.rung, nextStepAt: nextStepAt.toISOString() },
  })
}

function logReply(
  { row }: FullCorrection,
  input: Extract<CorrectionInput, { verb: 'log-reply' }>,
  by: By,
): Result<Changed> {
  const text = readText(input.text, { field: 'text', min: 1, max: textLimit })
  if (!text.ok) return text
  if (addMs(by.at, 2 * 60_000) < input.at) return refuse('time-in-future', { field: 'at', rule: 'policy-claimed-time' })
  if (row.replies.length >= 100) return refuse('too-large', { field: 'replies', detail: { max: 100 } })
  const reply: CorrectionReply = {
    ...{ kind: input.kind, at: input.at.toISOString(), text: text.value, byName: by.actor.name },
  }
  // What the page shows stands above what is said of it.
  const bySeen = ['partly', 'silently_edited', 'taken_out', 'reopened'].includes(row.state)
  const state = input.kind === 'other' || bySeen ? row.state : input.kind
  const promised = input.promisedFor && input.promisedFor > by.at ? input.promisedFor : null
  const wait = { acknowledged: 3 * day, promised: 3 * day, claimed: day, refused: 0, other: 3 * day }[input.kind]
  const nextStepAt = promised ?? addMs(by.at, wait)
  return ok({
    change: { state, replies: [...row.replies, reply], nextStepAt, dueAt: wait === 0 && !promised ? null : nextStepAt },
    told: { reply: input.kind, saidAt: reply.at },
    reason: text.value,
  })
}

async function statesFigure(tx: Db, { row, figure }: FullCorrection): Promise<boolean> {
  const open = (await lettersOf(tx, row.id)).find((l) => l.n === row.revision)
  if (!figure || !open) return true
  const amount = `${figure.value.replace(/^-/, '')}${figure.unit}`
  return fold(open.letter.text).replace(/[\s,]/g, '').includes(fold(amount).replace(/[\s,]/g, ''))
}

async function letterText(db: Db, id: string): Promise<TextToCheck | null> {
  const [full] = await fullCorrections(db, [id])
  const letter = (await lettersOf(db, id)).find((l) => l.n === full?.row.revision)
  if (!full || !letter) return null
  const { quote, wrongValue } = full.row.subject
  const quoted = [quote, full.article.title, ...(wrongValue ? [wrongValue] : [])]
  const home = (await loadUnitTree(db)).byId(full.row.unitId)?.regionCode ?? ''
  return { title: '', text: statedIn(letter.letter, quoted), quoted, hash: letter.hash, home }
}

/**
 * What a letter states as its own: its sentences with a number, without what it quotes, so that a quoted place or period lends nothing to
 * the figure beside it; what "should be" is here what we say.
 */
function statedIn({ title, text }: CorrectionLetter, quoted: readonly string[]): string {
  const own = quoted.filter(Boolean).reduce((rest, words) => rest.replaceAll(words, ''), `${title}。\n${text}`)
  const stated = own.split(/(?<=[。！？!?；;])|\n/).filter((sentence) => /\d/.test(sentence))
  return stated.join('\n').replace(/(?:应|实)为/g, '为')
}
