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
import { csvFile, type FileSpeech, instantCell, maxCsvRows } from '../csv.ts'
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

/** The two states as they were written: whoever checks the chain of hashes needs them letter by letter. */
function columns({ say, words }: FileSpeech) {
  const subjects: Record<string, string> = words.subject
  const actions: Record<string, string> = words.action
  const subject = (kind: string) => subjects[kind] ?? words.subject.other
  const action = ({ subject: { kind }, action: verb }: AuditEntryShown) =>
    actions[`${kind}.${verb}`] ?? say(`${subject(kind)}${words.otherAction}`, `${subject(kind)} ${words.otherAction}`)
  const plain = (value: unknown) => (value ? JSON.stringify(value) : null)
  return [
    { title: say('序号', 'No.'), value: (e: AuditEntryShown) => e.seq },
    { title: say('时间', 'Time'), value: (e: AuditEntryShown) => instantCell(e.at) },
    {
      title: say('人员', 'Who'),
      value: (e: AuditEntryShown) => (e.by.kind === 'machine' ? words.machine : e.by.name),
    },
    { title: say('单位', 'Unit'), value: (e: AuditEntryShown) => e.by.unit?.name },
    { title: say('动作', 'Action'), value: action },
    { title: say('对象', 'Subject'), value: (e: AuditEntryShown) => subject(e.subject.kind) },
    { title: say('对象编号', 'Subject id'), value: (e: AuditEntryShown) => e.subject.id },
    { title: say('事件', 'Incident id'), value: (e: AuditEntryShown) => e.incidentId },
    { title: say('理由', 'Reason'), value: (e: AuditEntryShown) => e.reason },
    { title: say('变动前（原始记录）', 'Before (as recorded)'), value: (e: AuditEntryShown) => plain(e.before) },
    { title: say('变动后（原始记录）', 'After (as recorded)'), value: (e: AuditEntryShown) => plain(e.after) },
    { title: say('校验值', 'Hash'), value: (e: AuditEntryShown) => e.hash },
  ]
}
