/** Every list that goes out as a table, found in the OpenAPI document: in English nothing of it is headed in Chinese. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { roles } from '../domain/units.ts'
import { type ApiHouse, openApiHouse } from '../tests/support/api-house.ts'

type Operation = {
  parameters?: { name: string; in: string }[]
  responses: Record<string, { content?: Record<string, unknown> }>
}

let house: ApiHouse
let userId: string
let cookie: string
let exports: [path: string, operation: Operation][]
beforeAll(async () => {
  house = await openApiHouse()
  userId = await house.person(
    'all',
    roles.map((role) => ['gx', role]),
  )
  cookie = await house.cookie('all')
  const { paths } = (await house.ask('/api/openapi.json')).json as { paths: Record<string, { get?: Operation }> }
  exports = Object.entries(paths).flatMap(([path, { get }]) =>
    get?.responses['200']?.content?.['text/csv'] ? [[path, get]] : [],
  )
})
afterAll(() => house.close())

const headings = async (path: string, fileLanguage: string): Promise<string[]> => {
  const answer = await house.ask(`${path}?format=csv&fileLanguage=${fileLanguage}`, { cookie })
  expect([path, answer.status, answer.headers.get('content-type')]).toEqual([path, 200, 'text/csv; charset=utf-8'])
  return answer.text.replace('\uFEFF', '').split('\r\n')[0]!.split(',')
}

const send = async (to: string, body: unknown) => {
  const answer = await house.ask(to, { cookie, body })
  if (answer.status !== 200) throw new Error(`${to}: ${answer.text}`)
  return answer.json
}

/** The path of one thing, made here, where the export is of one. */
async function madeAt(path: string): Promise<string> {
  if (path.startsWith('/api/topics/')) {
    const rules = {
      ...{ must: ['统计'], any: [], exclude: [], patterns: [], where: 'both' },
      outletIds: [],
      origins: [],
      languages: [],
    }
    const topic = { unitId: 'gx', name: '统计', rules, active: true, review: 'none', tell: [] }
    const { id } = await send('/api/topics', topic)
    return path.replace('{id}', id)
  }
  if (path.startsWith('/api/drills/')) {
    await send('/api/plans/media/adopt', { rootId: 'gx' })
    const { id } = await send('/api/drills', { scenario: 'media-false-figure', unitId: 'gx' })
    return path.replace('{id}', id)
  }
  if (path.startsWith('/api/registers/')) {
    const [first] = (await house.ask('/api/registers', { cookie })).json.items
    return path.replace('{plan}', first.plan).replace('{register}', first.register)
  }
  return path
}

it('say every heading in English where English is asked for, and in Chinese else', async () => {
  expect(exports.length).toBeGreaterThan(30)
  for (const [template, { parameters }] of exports) {
    const path = await madeAt(template)
    const [zh, en] = [await headings(path, 'zh-CN'), await headings(path, 'en')]
    // A plan names the columns of its registers, and is in Chinese.
    const ours = template.startsWith('/api/registers/') ? en.slice(0, 1) : en
    expect(ours.join(), template).not.toMatch(/\p{Script=Han}/u)
    // Figures and calendar are headed by the names of their fields in both languages.
    const isSpoken = parameters?.some((p) => p.name === 'fileLanguage') ?? false
    expect([template, /\p{Script=Han}/u.test(zh.join())]).toEqual([template, isSpoken])
  }
})

it('come in again in both languages where a table is for that', async () => {
  const takenAway = async (path: string, fileLanguage: string) =>
    Buffer.from((await house.ask(`${path}?format=csv&fileLanguage=${fileLanguage}`, { cookie })).text)
  const turn = { unitId: 'gx', kind: 'incident', userId, backupId: null, phone: '0771-1', note: '夜班' }
  const span = { fromAt: '2026-10-02T00:00:00.000Z', toAt: '2026-10-02T12:00:00.000Z' }
  for (const language of ['zh-CN', 'en']) {
    const units = { cookie, file: await takenAway('/api/unit-list', language) }
    const read = (await house.ask('/api/units/import?rootId=gx&dryRun=true', units)).json
    expect([language, read]).toMatchObject([language, { added: 0, known: 3, faults: [] }])

    await send('/api/duty/turns', { ...turn, ...span })
    const roster = { cookie, file: await takenAway('/api/duty', language) }
    const [{ id }] = (await house.ask('/api/duty', { cookie })).json.items
    await send(`/api/duty/turns/${id}/cancel`, { reason: '换班' })
    const entered = (await house.ask('/api/duty/import?unitId=gx&kind=incident&dryRun=true', roster)).json
    expect([language, entered]).toMatchObject([language, { turns: 1, faults: [] }])
  }
})
