/** The record as a whole, and how the installation does. */
import { createRoute } from '@hono/zod-openapi'
import { type AuditVerdict, verifyAudit } from '../../store/audit.ts'
import { auditList } from '../../store/audit-list.ts'
import {
  type AuditEntryShown,
  auditQuery,
  auditSchema,
  auditVerdictSchema,
  modelsSchema,
  statusSchema,
} from '../contract.ts'
import { csvFile, instantCell, maxCsvRows } from '../csv.ts'
import type { ApiDeps } from '../deps.ts'
import { answers, createRouter, csvSchema, listAnswers } from '../route.ts'
import { auditEntry } from '../shapes/record.ts'
import { iso } from '../shapes/units.ts'
import { unitsFor, unitsForAny } from '../who.ts'

const tags = ['system']
const list = createRoute({
  method: 'get',
  path: '/audit',
  tags,
  summary: 'The record, newest first',
  request: { query: auditQuery },
  responses: listAnswers(auditSchema, csvSchema),
})
const verify = createRoute({
  method: 'get',
  path: '/audit/verify',
  tags,
  summary: 'Walk the whole chain of the record',
  responses: answers(auditVerdictSchema),
})
const status = createRoute({
  method: 'get',
  path: '/status',
  tags,
  summary: 'How the parts of the installation do',
  responses: answers(statusSchema),
})

const models = createRoute({
  method: 'get',
  path: '/models',
  tags,
  summary: 'The trained models in force',
  responses: answers(modelsSchema),
})

export function systemRoutes({ db, now, models: cards, status: parts }: ApiDeps) {
  const app = createRouter()
  // A walk reads the whole record: who asks while one runs gets its answer.
  let walk: Promise<AuditVerdict> | null = null
  app.openapi(list, async (c) => {
    const unitIds = unitsFor(c, 'read-audit')
    const { format, from, to, ...filter } = c.req.valid('query')
    const slice = format === 'csv' ? { page: 1, pageSize: maxCsvRows } : {}
    const { items, total } = await auditList(db, {
      ...filter,
      ...slice,
      from: from ? new Date(from) : undefined,
      to: to ? new Date(to) : undefined,
      unitIds,
    })
    const shown = items.map((e) => auditEntry(e, c.get('tree')))
    if (format === 'csv') return csvFile(c, 'audit', columns, shown)
    return c.json({ items: shown, total, page: filter.page, pageSize: filter.pageSize }, 200)
  })
  app.openapi(models, async (c) => {
    unitsForAny(c, 'view-flags', 'view-incidents')
    return c.json({ models: [...cards] }, 200)
  })
  app.openapi(verify, async (c) => {
    unitsFor(c, 'read-audit')
    walk ??= verifyAudit(db).finally(() => {
      walk = null
    })
    return c.json({ ...(await walk), checkedAt: iso(now()) }, 200)
  })
  app.openapi(status, async (c) => {
    unitsFor(c, 'manage-people')
    return c.json({ serverTime: iso(now()), parts: await parts() }, 200)
  })
  return app
}

const columns = [
  { title: '序号', value: (e: AuditEntryShown) => e.seq },
  { title: '时间', value: (e: AuditEntryShown) => instantCell(e.at) },
  { title: '人员', value: (e: AuditEntryShown) => e.by.name },
  { title: '单位', value: (e: AuditEntryShown) => e.by.unit?.name },
  { title: '动作', value: (e: AuditEntryShown) => e.action },
  { title: '对象', value: (e: AuditEntryShown) => `${e.subject.kind} ${e.subject.id}` },
  { title: '事件', value: (e: AuditEntryShown) => e.incidentId },
  { title: '理由', value: (e: AuditEntryShown) => e.reason },
  { title: '变动前', value: (e: AuditEntryShown) => (e.before ? JSON.stringify(e.before) : null) },
  { title: '变动后', value: (e: AuditEntryShown) => (e.after ? JSON.stringify(e.after) : null) },
  { title: '校验值', value: (e: AuditEntryShown) => e.hash },
]
