/** Papers: all the person may see, one with its history and its files, and its way from draft to issued. */
import { createRoute } from '@hono/zod-openapi'
import { diffText } from '../../analyzer/diff.ts'
import type { DocumentContent } from '../../domain/document.ts'
import { documentById, documentList } from '../../store/documents.ts'
import { asPrinted, textOf } from '../../workflow/document/content.ts'
import { allowedDocumentMoves } from '../../workflow/document/document.ts'
import { draftDocument, reviseDocument } from '../../workflow/document/draft-document.ts'
import { documentFile, fileTypes } from '../../workflow/document/files.ts'
import { actOnDocument } from '../../workflow/document/move-document.ts'
import { factsOf } from '../../workflow/document/record.ts'
import { unitsVisible } from '../../workflow/policy.ts'
import {
  codeWords,
  documentDetailSchema,
  documentDiffQuery,
  documentDiffSchema,
  documentDoneSchema,
  documentFileQuery,
  documentsQuery,
  documentsSchema,
  documentUnitsSchema,
  doneSchema,
  draftDocumentRequest,
  idParam,
  moveDocumentRequest,
  reviseDocumentRequest,
  wordOfCode,
} from '../contract.ts'
import { csvFile, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { notFound, orRefuse, Refused } from '../errors.ts'
import { answers, body, createRouter, csvSchema, fileAnswers, listAnswers } from '../route.ts'
import { documentDetail, documentRow } from '../shapes/documents.ts'
import { moveShown } from '../shapes/moves.ts'
import { unitRef } from '../shapes/units.ts'
import { unitsFor } from '../who.ts'

const tags = ['documents']
const list = createRoute({
  ...{ method: 'get', path: '/documents', tags, summary: 'All papers, newest first' },
  request: { query: documentsQuery },
  responses: listAnswers(documentsSchema, csvSchema),
})
const units = createRoute({
  ...{ method: 'get', path: '/documents/units', tags, summary: 'Units whose papers the person may draft' },
  responses: answers(documentUnitsSchema),
})
const draft = createRoute({
  ...{ method: 'post', path: '/documents', tags, summary: 'Compose a paper from what is known now' },
  request: { body: body(draftDocumentRequest) },
  responses: answers(doneSchema),
})
const one = createRoute({
  ...{ method: 'get', path: '/documents/{id}', tags, summary: 'One paper with text, revisions, steps and moves' },
  request: { params: idParam },
  responses: answers(documentDetailSchema),
})
const diff = createRoute({
  ...{ method: 'get', path: '/documents/{id}/diff', tags, summary: 'What changed between two revisions' },
  request: { params: idParam, query: documentDiffQuery },
  responses: answers(documentDiffSchema),
})
const revise = createRoute({
  ...{ method: 'post', path: '/documents/{id}/revisions', tags, summary: 'Save a further revision' },
  request: { params: idParam, body: body(reviseDocumentRequest) },
  responses: answers(doneSchema),
})
const act = createRoute({
  ...{
    method: 'post',
    path: '/documents/{id}/act',
    tags,
    summary: 'Submit, return, approve, issue, withdraw, give up',
  },
  request: { params: idParam, body: body(moveDocumentRequest) },
  responses: answers(documentDoneSchema),
})
const file = createRoute({
  ...{ method: 'get', path: '/documents/{id}/file', tags, summary: 'The paper as an Office file or PDF' },
  request: { params: idParam, query: documentFileQuery },
  responses: fileAnswers(doneSchema, fileTypes.docx, fileTypes.pdf),
})

export function documentRoutes({ db, now, printer }: ApiDeps) {
  const app = createRouter()
  app.openapi(list, async (c) => {
    const { format, page, pageSize, from, to, ...query } = c.req.valid('query')
    const tree = c.get('tree')
    const isFile = format === 'csv'
    const { items, total } = await documentList(db, {
      ...query,
      ...(from ? { from: new Date(from) } : {}),
      ...(to ? { to: new Date(to) } : {}),
      unitIds: unitsFor(c, 'view-documents'),
      ...(isFile ? { page: 1, pageSize: maxCsvRows } : { page, pageSize }),
    })
    const rows = items.map((r) => documentRow(r, tree))
    if (!isFile) return c.json({ items: rows, total, page, pageSize }, 200)
    return csvFile(
      c,
      'documents',
      [
        { title: '标题', value: (r) => r.title },
        { title: '文种', value: (r) => wordOfCode(codeWords.documentKind, r.kind) },
        { title: '状态', value: (r) => wordOfCode(codeWords.documentState, r.state) },
        { title: '发文字号', value: (r) => r.number },
        { title: '单位', value: (r) => r.unit.name },
        { title: '事件编号', value: (r) => r.incidentNo },
        { title: '起草时间', value: (r) => instantCell(r.draftedAt) },
        { title: '印发时间', value: (r) => instantCell(r.issuedAt) },
      ],
      rows,
    )
  })
  app.openapi(units, (c) => {
    const tree = c.get('tree')
    const own = unitsVisible(c.get('actor'), 'draft-document', tree).filter((id) => tree.bureauOf(id)?.id === id)
    return c.json({ units: own.map((id) => unitRef(tree, id)) }, 200)
  })
  app.openapi(draft, async (c) => {
    const { from, to, ...input } = c.req.valid('json')
    const given = { ...input, from: from ? new Date(from) : null, to: to ? new Date(to) : null }
    const by = { actor: c.get('actor'), at: now() }
    return c.json({ ok: true as const, id: orRefuse(await draftDocument(db, given, by)).id }, 200)
  })
  app.openapi(one, async (c) => {
    const { id } = c.req.valid('param')
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const full = await documentById(db, id, unitsFor(c, 'view-documents'))
    if (!full) throw notFound()
    const moves = allowedDocumentMoves(factsOf(full), { actor, tree }).map(moveShown)
    return c.json(documentDetail(full, tree, moves), 200)
  })
  app.openapi(diff, async (c) => {
    const { from, to } = c.req.valid('query')
    const full = await documentById(db, c.req.valid('param').id, unitsFor(c, 'view-documents'))
    const before = full?.revisions.find((r) => r.n === from)
    const after = full?.revisions.find((r) => r.n === to)
    if (!before || !after) throw notFound()
    return c.json({ parts: diffText(textOf(before.content), textOf(after.content)).parts }, 200)
  })
  app.openapi(revise, async (c) => {
    const { content, ...named } = c.req.valid('json')
    const input = { id: c.req.valid('param').id, ...named, content: content as DocumentContent }
    const by = { actor: c.get('actor'), at: now() }
    return c.json({ ok: true as const, id: orRefuse(await reviseDocument(db, input, by)).id }, 200)
  })
  app.openapi(act, async (c) => {
    const input = { id: c.req.valid('param').id, ...c.req.valid('json') }
    const done = orRefuse(await actOnDocument(db, input, { actor: c.get('actor'), at: now() }))
    return c.json({ ok: true as const, ...done }, 200)
  })
  app.openapi(file, async (c) => {
    const { format } = c.req.valid('query')
    const full = await documentById(db, c.req.valid('param').id, unitsFor(c, 'view-documents'))
    const current = full?.revisions.find((r) => r.n === full.row.revision)
    if (!full || !current) throw notFound()
    const etag = `"${full.row.hash.slice(0, 32)}-${full.row.n ?? 0}-${full.row.state}-${format}"`
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, { etag }) as never
    const bytes = await documentFile(asPrinted(full.row, current.content), format, printer)
    if (!bytes) throw new Refused({ code: 'no-printer' })
    const name = encodeURIComponent(`${full.row.title}.${format}`).replace(
      /['()*]/g,
      (ch) => `%${ch.charCodeAt(0).toString(16)}`,
    )
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': fileTypes[format],
      // RFC 5987: the plain name for whoever knows no other.
      'content-disposition': `attachment; filename="document.${format}"; filename*=UTF-8''${name}`,
      'cache-control': 'private, no-cache',
      etag,
    }) as never
  })
  return app
}
