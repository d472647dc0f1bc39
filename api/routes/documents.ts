/** Papers: all the person may see, one with its history and its files, and its way from draft to issued. */
import { createRoute } from '@hono/zod-openapi'
import { diffText } from '../../analyzer/diff.ts'
import { type CountedPart, documentAudiences, type DocumentContent } from '../../domain/document.ts'
import { countedIn } from '../../store/briefing.ts'
import { documentById, documentList, type DocumentReaders, type FullDocument } from '../../store/documents.ts'
import { audienceRights, readersOf } from '../../workflow/document/audience.ts'
import { asPrinted, citesOf, documentHash, textOf } from '../../workflow/document/content.ts'
import { allowedDocumentMoves } from '../../workflow/document/document.ts'
import { draftDocument, reviseDocument } from '../../workflow/document/draft-document.ts'
import { documentFile, fileTypes, takeContacts } from '../../workflow/document/files.ts'
import { actOnDocument } from '../../workflow/document/move-document.ts'
import { withPeople } from '../../workflow/document/people.ts'
import { factsOf } from '../../workflow/document/record.ts'
import { may, unitsVisible } from '../../workflow/policy.ts'
import {
  countedQuery,
  countedSchema,
  documentDetailSchema,
  documentDiffQuery,
  documentDiffSchema,
  documentDoneSchema,
  documentFileQuery,
  documentsQuery,
  documentsSchema,
  documentUnitsQuery,
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
import { iso, unitRef } from '../shapes/units.ts'
import { unitsForAny } from '../who.ts'

const tags = ['documents']
const list = createRoute({
  ...{ method: 'get', path: '/documents', tags, summary: 'All papers, newest first' },
  request: { query: documentsQuery },
  responses: listAnswers(documentsSchema, csvSchema),
})
const units = createRoute({
  ...{ method: 'get', path: '/documents/units', tags, summary: 'Units whose papers the person may draft' },
  request: { query: documentUnitsQuery },
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
const counted = createRoute({
  ...{ method: 'get', path: '/documents/{id}/counted', tags, summary: 'What stands behind a number of a briefing' },
  request: { params: idParam, query: countedQuery },
  responses: answers(countedSchema),
})
const file = createRoute({
  ...{ method: 'get', path: '/documents/{id}/file', tags, summary: 'The paper as an Office file or PDF' },
  request: { params: idParam, query: documentFileQuery },
  responses: fileAnswers(doneSchema, fileTypes.docx, fileTypes.pdf),
})

export function documentRoutes({ db, now, printer, secret, contactKeys }: ApiDeps) {
  const keys = { secret, contact: contactKeys }
  const app = createRouter()
  app.openapi(list, async (c) => {
    const { format, page, pageSize, from, to, ...query } = c.req.valid('query')
    const tree = c.get('tree')
    const isFile = format === 'csv'
    const { items, total } = await documentList(db, {
      ...query,
      ...(from ? { from: new Date(from) } : {}),
      ...(to ? { to: new Date(to) } : {}),
      readers: readers(c),
      ...(isFile ? { page: 1, pageSize: maxCsvRows } : { page, pageSize }),
    })
    const rows = items.map((r) => documentRow(r, tree))
    if (!isFile) return c.json({ items: rows, total, page, pageSize }, 200)
    return csvFile(
      c,
      'documents',
      ({ say, words }) => [
        { title: say('标题', 'Title'), value: (r) => r.title },
        { title: say('文种', 'Kind'), value: (r) => wordOfCode(words.documentKind, r.kind) },
        { title: say('状态', 'State'), value: (r) => wordOfCode(words.documentState, r.state) },
        { title: say('发文字号', 'Document number'), value: (r) => r.number },
        { title: say('单位', 'Unit'), value: (r) => r.unit.name },
        { title: say('事件编号', 'Incident number'), value: (r) => r.incidentNo },
        { title: say('起草时间', 'Drafted'), value: (r) => instantCell(r.draftedAt) },
        { title: say('印发时间', 'Issued'), value: (r) => instantCell(r.issuedAt) },
      ],
      rows,
    )
  })
  app.openapi(units, (c) => {
    const tree = c.get('tree')
    const { draft: action } = audienceRights[c.req.valid('query').audience]
    const own = unitsVisible(c.get('actor'), action, tree).filter((id) => tree.bureauOf(id)?.id === id)
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
    const full = await documentById(db, id, readers(c))
    if (!full) throw notFound()
    const { unitId, extract, state } = full.row
    const hasContacts = extract?.contacts ?? false
    const mayTakeContacts = hasContacts && state === 'issued' && may(actor, 'read-contacts', { unitId, tree }).ok
    const content = await withPeople(db, currentOf(full), { unitId, hasContacts, contacts: null })
    const moves = allowedDocumentMoves(factsOf(full), { actor, tree }).map(moveShown)
    return c.json(documentDetail(full, tree, { moves, content, mayTakeContacts }), 200)
  })
  app.openapi(diff, async (c) => {
    const { from, to } = c.req.valid('query')
    const full = await documentById(db, c.req.valid('param').id, readers(c))
    const before = full?.revisions.find((r) => r.n === from)
    const after = full?.revisions.find((r) => r.n === to)
    if (!before || !after) throw notFound()
    return c.json({ parts: diffText(textOf(before.content), textOf(after.content)).parts }, 200)
  })
  app.openapi(counted, async (c) => {
    const { of } = c.req.valid('query')
    const full = await documentById(db, c.req.valid('param').id, readers(c))
    const named = full && citesOf(full.revisions[0]!.content).some((cite) => cite.kind === 'counted' && cite.id === of)
    if (!named || !full.row.fromAt || !full.row.toAt) throw notFound()
    const [part, value = ''] = of.split(':') as [CountedPart, string?]
    const { unitId, fromAt, toAt } = full.row
    const rows = await countedIn(db, { unitId, from: fromAt, to: toAt, part, value })
    return c.json({ items: rows.map((r) => ({ ...r, at: iso(r.at) })) }, 200)
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
    const { format, contacts } = c.req.valid('query')
    const full = await documentById(db, c.req.valid('param').id, readers(c))
    if (!full) throw notFound()
    const { row } = full
    const raw = currentOf(full)
    const tree = c.get('tree')
    const content = contacts
      ? orRefuse(
          await takeContacts(db, { document: row, content: raw, tree }, { actor: c.get('actor'), at: now() }, keys),
        )
      : await withPeople(db, raw, {
          ...{ unitId: row.unitId, contacts: null },
          hasContacts: row.extract?.contacts ?? false,
        })
    // What the registry says of people may change while the paper does not.
    const text = documentHash(content, row.marks)
    const etag = `"${text.slice(0, 32)}-${row.n ?? 0}-${row.state}-${format}"`
    if (!contacts && c.req.header('if-none-match') === etag) return c.body(null, 304, { etag }) as never
    const bytes = await documentFile(asPrinted(row, content), format, printer)
    if (!bytes) throw new Refused({ code: 'no-printer' })
    const name = encodeURIComponent(`${row.title}.${format}`).replace(
      /['()*]/g,
      (ch) => `%${ch.charCodeAt(0).toString(16)}`,
    )
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': fileTypes[format],
      // RFC 5987: the plain name for whoever knows no other.
      'content-disposition': `attachment; filename="document.${format}"; filename*=UTF-8''${name}`,
      ...(contacts ? { 'cache-control': 'no-store' } : { 'cache-control': 'private, no-cache', etag }),
    }) as never
  })
  return app
}

type Asker = Parameters<typeof unitsForAny>[0]
/** Refuses whoever may read papers of no audience anywhere. */
function readers(c: Asker): DocumentReaders {
  unitsForAny(c, ...documentAudiences.map((audience) => audienceRights[audience].view))
  return readersOf(c.get('actor'), c.get('tree'))
}
const currentOf = ({ row, revisions }: FullDocument): DocumentContent =>
  revisions.find((r) => r.n === row.revision)!.content
