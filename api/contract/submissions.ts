/** Articles handed in by people and programs, and the programs' keys. */
import { z } from 'zod'
import { originClasses } from '../../domain/article.ts'
import { failureSchema } from './sources.ts'
import { formatQuery, givenInstantSchema, idSchema, instantSchema, moveSchema, page, pageQuery } from './shared.ts'

/** Base64 of 10 MB. */
const maxBase64 = 14 * 1024 * 1024
const address = z.url({ protocol: /^https?$/ }).max(2000)
const reason = z.string().trim().min(2).max(500)

/** What both people and programs may say of an article. An address, a text with its title, or a file; several together are fine. */
const articleGiven = {
  url: address.optional(),
  title: z.string().trim().max(500).default(''),
  text: z.string().trim().min(1).max(300_000).optional(),
  /** A saved page (HTML, MHTML), a PDF or a picture; a picture needs its text beside it. At most 10 MB. */
  file: z.object({ name: z.string().trim().min(1).max(200), base64: z.base64().max(maxBase64) }).optional(),
  publishedAt: givenInstantSchema.optional(),
  /** Needed where there is no address. */
  outletName: z.string().trim().max(100).optional(),
  origin: z.enum(originClasses).optional(),
  reason,
}

export const submitArticleRequest = z.object({ ...articleGiven, outletId: idSchema.optional() })
export type SubmitArticleRequest = z.input<typeof submitArticleRequest>

/** Body of `POST /intake/articles`; `webhook-id` is the sender's own id of the article. */
export const intakeArticleRequest = z.object(articleGiven)
/** `webhook-*` as Standard Webhooks has them; `tongyu-sender` names the key. */
export const intakeHeaders = z.object({
  'tongyu-sender': z.string().min(1).max(100),
  'webhook-id': z.string().min(1).max(200),
  'webhook-timestamp': z.string().meta({ description: 'Seconds since 1970; at most five minutes from now' }),
  'webhook-signature': z
    .string()
    .max(1000)
    .meta({ description: 'v1,<base64 of HMAC-SHA256 over id.timestamp.body>; several are parted by spaces' }),
})

/** `known`: the article was here before; `repeated`: this very request was. */
export const submittedSchema = z.object({
  ok: z.literal(true),
  submissionId: z.string(),
  articleId: z.string(),
  known: z.boolean(),
  repeated: z.boolean(),
})
export type SubmittedShown = z.infer<typeof submittedSchema>

export const submissionSchema = z
  .object({
    id: z.string(),
    at: instantSchema,
    by: z.object({ kind: z.enum(['person', 'sender']), name: z.string(), unit: z.string().nullable() }),
    reason: z.string(),
    given: z.enum(['url', 'text', 'file']),
    url: z.string().nullable(),
    fileName: z.string().nullable(),
    sha256: z.string().nullable(),
    article: z.object({
      id: z.string(),
      title: z.string(),
      outletName: z.string(),
      state: z.enum(['found', 'extracted', 'analyzed', 'unreadable']),
      failure: failureSchema.nullable(),
    }),
  })
  .meta({ id: 'Submission' })
export type SubmissionShown = z.infer<typeof submissionSchema>
export const submissionsQuery = z.object({
  articleId: idSchema.optional(),
  /** In title, outlet, reason or address. */
  q: z.string().trim().max(100).optional(),
  by: z.enum(['person', 'sender']).optional(),
  state: z.enum(['found', 'extracted', 'analyzed', 'unreadable']).optional(),
  ...pageQuery,
  ...formatQuery,
})
/** `submit`: whether the person may hand in. */
export const submissionsSchema = page(submissionSchema).extend({ moves: z.array(moveSchema) })

export const senderSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    /** The last four characters of its key. */
    hint: z.string(),
    createdAt: instantSchema,
    createdBy: z.string(),
    lastUsedAt: instantSchema.nullable(),
    revokedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Sender' })
export type SenderShown = z.infer<typeof senderSchema>
export const sendersQuery = z.object({
  state: z.enum(['in_force', 'revoked']).optional(),
  ...pageQuery,
  ...formatQuery,
})
/** Newest first. */
export const sendersSchema = page(senderSchema).extend({ moves: z.array(moveSchema) })
export const makeSenderRequest = z.object({ name: z.string().trim().min(2).max(60) })
/** The only time the key is shown. */
export const senderMadeSchema = z.object({ ok: z.literal(true), id: z.string(), key: z.string() })
