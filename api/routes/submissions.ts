/** 录入线索: articles that people hand in, and the senders that may do so by program. */
import { createRoute } from '@hono/zod-openapi'
import { addMs, hour } from '../../domain/time.ts'
import { senderList, submissionList, submissionsSince } from '../../store/submissions.ts'
import { makeSender, revokeSender } from '../../workflow/submission/change-senders.ts'
import { maySubmit, submissionsPerHour } from '../../workflow/submission/submit-article.ts'
import {
  doneSchema,
  idParam,
  makeSenderRequest,
  type SubmissionShown,
  senderMadeSchema,
  type SenderShown,
  sendersQuery,
  sendersSchema,
  submissionsQuery,
  submissionsSchema,
  submitArticleRequest,
  submittedSchema,
  wordOfCode,
} from '../contract.ts'
import { csvFile, type FileSpeech, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { orRefuse, Refused } from '../errors.ts'
import { answers, body, createRouter, csvSchema, listAnswers } from '../route.ts'
import { moveOf } from '../shapes/moves.ts'
import { senderShown, submissionShown } from '../shapes/submissions.ts'
import { mayAnywhere, unitsFor, unitsForAny } from '../who.ts'

const tags = ['submissions']
const list = createRoute({
  method: 'get',
  path: '/submissions',
  tags,
  summary: "What one's own bureau's people and all senders handed in",
  request: { query: submissionsQuery },
  responses: listAnswers(submissionsSchema, csvSchema),
})
const submit = createRoute({
  method: 'post',
  path: '/submissions',
  tags,
  summary: 'Hand in an article by its address, its text or a saved page; a known one is pointed to',
  request: { body: body(submitArticleRequest) },
  responses: answers(submittedSchema),
})
const senders = createRoute({
  method: 'get',
  path: '/senders',
  tags,
  summary: 'Programs that may hand in articles',
  request: { query: sendersQuery },
  responses: listAnswers(sendersSchema, csvSchema),
})
const make = createRoute({
  method: 'post',
  path: '/senders',
  tags,
  summary: 'A sender with a new key, which is shown in this answer only',
  request: { body: body(makeSenderRequest) },
  responses: answers(senderMadeSchema),
})
const revoke = createRoute({
  method: 'post',
  path: '/senders/{id}/revoke',
  tags,
  summary: 'End a key for good',
  request: { params: idParam },
  responses: answers(doneSchema),
})

export function submissionRoutes({ db, now, secret, requests }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const unitIds = unitsForAny(c, 'submit-article', 'view-flags', 'view-incidents')
    const { format, ...filter } = c.req.valid('query')
    const slice = format === 'csv' ? { page: 1, pageSize: maxCsvRows } : {}
    const { items, total } = await submissionList(db, { ...filter, ...slice, unitIds })
    const shown = items.map(submissionShown)
    if (format === 'csv') return csvFile(c, 'submissions', columns, shown)
    const moves = [moveOf('submit', maySubmit(c.get('actor'), c.get('tree')))]
    return c.json({ items: shown, total, page: filter.page, pageSize: filter.pageSize, moves }, 200)
  })
  app.openapi(submit, async (c) => {
    const actor = c.get('actor')
    orRefuse(maySubmit(actor, c.get('tree')))
    const lately = await submissionsSince(db, { userId: actor.userId }, addMs(now(), -hour))
    if (lately >= submissionsPerHour.person) throw new Refused({ code: 'too-many-requests' })
    const { outletId, ...article } = c.req.valid('json')
    const given = { ...submissionGiven(article), ...(outletId === undefined ? {} : { outletId }) }
    return c.json({ ok: true as const, ...orRefuse(await requests.submit(given, { kind: 'person', actor })) }, 200)
  })
  app.openapi(senders, async (c) => {
    unitsFor(c, 'manage-senders')
    const { format, state, page, pageSize } = c.req.valid('query')
    const all = (await senderList(db)).filter((s) => !state || (s.revokedAt === null) === (state === 'in_force'))
    if (format === 'csv') return csvFile(c, 'senders', senderColumns, all.map(senderShown))
    const items = all.slice((page - 1) * pageSize, page * pageSize).map(senderShown)
    const moves = [moveOf('make', mayAnywhere(c, 'manage-senders'))]
    return c.json({ items, total: all.length, page, pageSize, moves }, 200)
  })
  app.openapi(make, async (c) => {
    const { name } = c.req.valid('json')
    const made = orRefuse(await makeSender(db, { name, secret }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, ...made }, 200)
  })
  app.openapi(revoke, async (c) => {
    const { id } = c.req.valid('param')
    orRefuse(await revokeSender(db, { id }, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, id }, 200)
  })
  return app
}

type ArticleGiven = Omit<ReturnType<typeof submitArticleRequest.parse>, 'outletId'>

/** The request's words as the machine takes them: instants as dates, the file as bytes. */
export const submissionGiven = ({ url, text, file, publishedAt, outletName, origin, ...rest }: ArticleGiven) => ({
  ...rest,
  url: url ?? null,
  text: text ?? null,
  file: file ? { name: file.name, bytes: new Uint8Array(Buffer.from(file.base64, 'base64')) } : null,
  publishedAt: publishedAt === undefined ? null : new Date(publishedAt),
  ...(outletName ? { outletName } : {}),
  ...(origin === undefined ? {} : { origin }),
})

const columns = ({ say, words }: FileSpeech) => [
  { title: say('时间', 'Time'), value: (s: SubmissionShown) => instantCell(s.at) },
  { title: say('录入', 'Handed in by'), value: (s: SubmissionShown) => s.by.name },
  { title: say('单位', 'Unit'), value: (s: SubmissionShown) => s.by.unit },
  { title: say('标题', 'Title'), value: (s: SubmissionShown) => s.article.title },
  { title: say('媒体', 'Outlet'), value: (s: SubmissionShown) => s.article.outletName },
  { title: say('理由', 'Reason'), value: (s: SubmissionShown) => s.reason },
  { title: say('网址', 'Address'), value: (s: SubmissionShown) => s.url },
  {
    title: say('处理情况', 'State'),
    value: (s: SubmissionShown) => wordOfCode(words.submissionState, s.article.state),
  },
  { title: say('校验值', 'Hash'), value: (s: SubmissionShown) => s.sha256 },
]
const senderColumns = ({ say }: FileSpeech) => [
  { title: say('推送方', 'Sender'), value: (s: SenderShown) => s.name },
  { title: say('编号', 'Sender id'), value: (s: SenderShown) => s.id },
  { title: say('密钥尾号', 'Key ends in'), value: (s: SenderShown) => s.hint },
  { title: say('建立人', 'Made by'), value: (s: SenderShown) => s.createdBy },
  { title: say('建立时间', 'Made'), value: (s: SenderShown) => instantCell(s.createdAt) },
  { title: say('最近推送', 'Last used'), value: (s: SenderShown) => instantCell(s.lastUsedAt) },
  { title: say('撤销时间', 'Revoked'), value: (s: SenderShown) => instantCell(s.revokedAt) },
]
