/** Submissions and senders as the contract shows them. A sealed key never leaves the server. */
import type { SubmissionRow, Sender } from '../../store/submissions.ts'
import type { SenderShown, SubmissionShown } from '../contract.ts'
import { failureShown } from './sources.ts'
import { iso, isoOrNull } from './units.ts'

export const submissionShown = (s: SubmissionRow): SubmissionShown => ({
  id: s.id,
  at: iso(s.at),
  by: s.senderId
    ? { kind: 'sender', name: s.senderName ?? s.senderId, unit: null }
    : { kind: 'person', name: s.userName ?? '', unit: s.unitName },
  reason: s.reason,
  given: s.fileName !== null ? 'file' : s.text !== null ? 'text' : 'url',
  url: s.url,
  fileName: s.fileName,
  sha256: s.sha256,
  article: {
    id: s.article.id,
    title: s.article.title,
    outletName: s.article.outletName,
    state: s.article.state,
    failure: failureShown(s.article.failure),
  },
})

export const senderShown = (s: Sender & { createdByName: string | null }): SenderShown => ({
  id: s.id,
  name: s.name,
  hint: s.hint,
  createdAt: iso(s.createdAt),
  createdBy: s.createdByName ?? '',
  lastUsedAt: isoOrNull(s.lastUsedAt),
  revokedAt: isoOrNull(s.revokedAt),
})
