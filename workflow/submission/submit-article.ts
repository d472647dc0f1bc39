/**
 * An article handed in by a person or by a program: it becomes one row like every other and goes the same way through the
 * machine. Known articles are pointed to, not doubled; what was given for them is kept with who, when and why.
 */
import { createHash } from 'node:crypto'
import { ok, type Result, refuse } from '../../domain/result.ts'
import type { Actor, Agent, Unit, UnitTree } from '../../domain/units.ts'
import { appendAudit } from '../../store/audit.ts'
import type { Db } from '../../store/open.ts'
import { loadUnitTree } from '../../store/people.ts'
import {
  ensureArticle,
  holdSender,
  insertSubmission,
  readAgain,
  submissionByExternalId,
} from '../../store/submissions.ts'
import { agentOf } from '../by.ts'
import { may } from '../policy.ts'
import { insertEvidence, type Sealed } from '../../store/evidence.ts'
import { readText } from '../text.ts'
import { type OutletGiven, outletOf } from './outlet-of.ts'

/** Longest pasted text in characters, as long as one read from a page. */
export const maxSubmittedText = 300_000
export const maxSubmittedFileBytes = 10 * 1024 * 1024
/** Who hands in more than this in an hour waits. */
export const submissionsPerHour = { person: 100, sender: 2000 }

/** Content that is on disk as evidence before anything is written here. */
export type SealedContent = { sealed: Sealed; fileName: string | null }

export type SubmitInput = OutletGiven & {
  /** `crawler`'s canonical form and the address itself; null where there is none. */
  address: { url: string; canonicalUrl: string } | null
  content: SealedContent | null
  title: string
  /** Typed or pasted; null where it is to be read from the address or the file. */
  text: string | null
  publishedAt: Date | null
  reason: string
}

export type Submitter =
  | { kind: 'person'; actor: Actor }
  /** `externalId`: the sender's own; the same one with another `requestHash` is refused. */
  | { kind: 'sender'; senderId: string; externalId: string; requestHash: string }

export type Submitted = { submissionId: string; articleId: string; known: boolean; repeated: boolean }

/** Refuses with `conflict` when a sender uses an id for something else, `not-allowed` for whoever may not. */
export async function submitArticle(
  db: Db,
  input: SubmitInput,
  { by, at }: { by: Submitter; at: Date },
): Promise<Result<Submitted>> {
  const reason = readText(input.reason, { field: 'reason', min: 2, max: 500 })
  if (!reason.ok) return reason
  const title = readText(input.title, { field: 'title', min: 0, max: 500 })
  if (!title.ok) return title
  if (!input.address && !input.content) return refuse('missing-field', { field: 'url' })
  if (input.text !== null && title.value === '') return refuse('missing-field', { field: 'title' })
  return db.transaction(async (tx) => {
    const who = await identify(tx, by, at)
    if (!who.ok) return who
    if (by.kind === 'sender') {
      const before = await submissionByExternalId(tx, by)
      if (before)
        return before.requestHash === by.requestHash
          ? ok({ submissionId: before.id, articleId: before.articleId, known: true, repeated: true })
          : refuse('conflict', { field: 'webhook-id' })
    }
    const host = input.address ? new URL(input.address.canonicalUrl).hostname : null
    const outlet = await outletOf(tx, host, input)
    if (!outlet.ok) return outlet
    const { article, known } = await ensureArticle(
      tx,
      {
        ...(input.address ?? addressOfContent(input)),
        outletId: outlet.value.id,
        title: title.value || input.address?.url.slice(0, 500) || '',
        publishedAt: input.publishedAt,
      },
      at,
    )
    const proof = input.content && (await insertEvidence(tx, { articleId: article.id, sealed: input.content.sealed }))
    const submission = await insertSubmission(tx, {
      articleId: article.id,
      at,
      ...(by.kind === 'person'
        ? { userId: by.actor.userId, unitId: who.value.kind === 'person' ? who.value.unitId : null }
        : { senderId: by.senderId, externalId: by.externalId, requestHash: by.requestHash }),
      reason: reason.value,
      url: input.address?.url ?? null,
      evidenceId: proof?.id ?? null,
      sha256: proof?.sha256 ?? null,
      contentType: proof?.contentType ?? null,
      fileName: input.content?.fileName ?? null,
      title: title.value,
      text: input.text,
      publishedAt: input.publishedAt,
    })
    if (known && input.content && article.state === 'unreadable') await readAgain(tx, article.id, at)
    await appendAudit(tx, {
      at,
      by: who.value,
      action: 'submit',
      subject: { kind: 'article', id: article.id },
      after: {
        url: article.url,
        known,
        ...(proof ? { sha256: proof.sha256, contentType: proof.contentType } : {}),
      },
      reason: reason.value,
    })
    return ok({ submissionId: submission.id, articleId: article.id, known, repeated: false })
  })
}

/** The bureau for which a person hands in, by the first seat that carries the right; refuses where none does. */
export function maySubmit(actor: Actor, tree: UnitTree): Result<{ bureau: Unit; agent: Agent }> {
  for (const { unitId } of actor.seats) {
    const bureau = tree.bureauOf(unitId)
    const seat = bureau && may(actor, 'submit-article', { unitId: bureau.id, tree })
    if (bureau && seat?.ok) return ok({ bureau, agent: { ...agentOf(actor, seat.value), unitId: bureau.id } as Agent })
  }
  return refuse('not-allowed', { rule: 'G4-5' })
}

async function identify(tx: Db, by: Submitter, at: Date): Promise<Result<Agent>> {
  if (by.kind === 'person') {
    const right = maySubmit(by.actor, await loadUnitTree(tx))
    return right.ok ? ok(right.value.agent) : right
  }
  const sender = await holdSender(tx, by.senderId, at)
  return sender ? ok({ kind: 'machine', name: `sender ${sender.name}` }) : refuse('not-found')
}

/** What has no address is known by its content: the same text or file handed in twice is one article. */
function addressOfContent({ content, text, title }: SubmitInput): { url: string; canonicalUrl: string } {
  const squeezed = text === null ? null : `${title}\n${text}`.normalize('NFKC').replace(/\s+/g, ' ').trim()
  const hash = squeezed === null ? content!.sealed.sha256 : createHash('sha256').update(squeezed).digest('hex')
  const url = `urn:sha256:${hash}`
  return { url, canonicalUrl: url }
}
