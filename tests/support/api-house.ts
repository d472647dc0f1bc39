/** The API alone on a store of its own: two small trees, people by role, requests as they come. Tests of api/ use it. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ApiDeps, createApi } from '../../api/app.ts'
import { type Auth, createAuth } from '../../api/auth.ts'
import { modelCards, openModels, shippedOnly } from '../../analyzer/models/open-models.ts'
import { fetchFailure } from '../../crawler/failure.ts'
import { writeSourceCsv } from '../../crawler/source-csv.ts'
import { readSourceList } from '../../crawler/source-list.ts'
import type { Role, Unit } from '../../domain/units.ts'
import { openPrinter } from '../../outbound/documents/pdf.ts'
import { changeSeats, takeSetup } from '../../store/accounts.ts'
import { addUnits } from '../../store/units.ts'
import type { Store } from '../../store/open.ts'
import { openEvidenceFolder } from '../../store/warc/folder.ts'
import { openTestStore } from './db.ts'

export const publicUrl = 'http://tongyu.test'
export const password = 'long enough 42'
export const setupCode = 'code-from-the-log'

const unit = (id: string, parentId: string | null, level: Unit['level'], name: string, regionCode: string): Unit => ({
  id,
  rootId: id.split('-')[0]!,
  parentId,
  level,
  name,
  aliases: [],
  regionCode,
})
const guangxi: Unit[] = [
  unit('gx', null, 'region', '广西壮族自治区统计局', '450000'),
  unit('gx-zonghe', 'gx', 'division', '综合处', '450000'),
  unit('gx-liuzhou', 'gx', 'city', '柳州市统计局', '450200'),
]
const xiamen: Unit[] = [unit('xm', null, 'city', '厦门市统计局', '350200')]

export type ApiHouse = {
  store: Store
  auth: Auth
  api: ReturnType<typeof createApi>
  /** Moves by itself only when a test says so. */
  clock: { now: Date }
  person(username: string, seats: [unitId: string, role: Role][]): Promise<string>
  /** Signs in anew and answers with the cookie header. */
  signIn(username: string): Promise<string>
  /** The cookie of the person's first sign-in: a password takes its time to check. */
  cookie(username: string): Promise<string>
  ask(path: string, options?: AskOptions): Promise<Answer>
  reports: unknown[]
  close(): Promise<void>
}
type AskOptions = {
  method?: string
  cookie?: string
  body?: unknown
  /** A file as the body, as it is. */
  file?: Uint8Array
  headers?: Record<string, string>
  /** Of the socket. */
  from?: string
}
// biome-ignore lint/suspicious/noExplicitAny: a test reads answers freely; their shapes are checked where it matters
type Answer = { status: number; headers: Headers; text: string; json: any }

/** With `store`, one more API over a store that another house owns and seeded. */
export async function openApiHouse(
  more: Partial<Omit<ApiDeps, 'requests'>> & {
    requests?: Partial<ApiDeps['requests']>
    signInsPerTenSeconds?: number
    seeded?: boolean
    store?: Store
  } = {},
): Promise<ApiHouse> {
  const { signInsPerTenSeconds = 1000, seeded = true, store: given, requests, ...deps } = more
  const store = given ?? (await openTestStore())
  const clock = { now: new Date('2026-10-01T02:00:00.000Z') }
  const auth = createAuth({
    db: store.db,
    secret: 's'.repeat(40),
    publicUrl: more.publicUrl ?? publicUrl,
    signInsPerTenSeconds,
  })
  const reports: unknown[] = []
  const api = createApi({
    db: store.db,
    now: () => clock.now,
    auth,
    evidence: openEvidenceFolder(mkdtempSync(join(tmpdir(), 'tongyu-api-evidence-'))),
    webRoot: null,
    setupCode,
    outboundHosts: [],
    publicUrl,
    secret: 's'.repeat(40),
    contactKeys: [{ id: 'test', secret: 'c'.repeat(40) }],
    draftsOn: false,
    printer: openPrinter({ executablePath: null }),
    models: modelCards(shippedOnly, openModels()),
    requests: {
      pollNow: async () => false,
      replay: async () => false,
      detectSource: async () => ({ ok: false, failure: fetchFailure('dns') }),
      previewSource: async () => ({ ok: false, failure: fetchFailure('dns') }),
      selectorsFor: async () => ({ ok: false, failure: fetchFailure('dns') }),
      previewArticle: async () => ({ ok: false, failure: fetchFailure('dns') }),
      readSourceList,
      confirmPush: async () => null,
      takePush: async () => false,
      writeSourceCsv,
      submit: async () => ({ ok: false, refusal: { code: 'not-found' } }),
      checkText: async () => [],
      ...requests,
    },
    status: async () => ({ store: { kind: store.kind } }),
    unitTrees: [{ id: 'gx', name: '广西', units: guangxi }],
    report: (error) => reports.push(error),
    liveEveryMs: 20,
    ...deps,
  })
  if (seeded && !given) {
    await addUnits(store.db, [...guangxi, ...xiamen])
    await takeSetup(store.db, clock.now)
  }

  const ask = async (path: string, { method, cookie, body, file, headers, from = '10.0.0.1' }: AskOptions = {}) => {
    const verb = method ?? (body === undefined && file === undefined ? 'GET' : 'POST')
    const answer = await api.request(
      `${publicUrl}${path}`,
      {
        method: verb,
        headers: {
          ...(verb === 'GET' ? {} : { origin: publicUrl }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(cookie ? { cookie } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(file === undefined ? {} : { body: Buffer.from(file) }),
      },
      { incoming: { socket: { remoteAddress: from } } },
    )
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, text, json: jsonOf(text) }
  }
  const signIn = async (username: string) => {
    const answer = await ask('/api/auth/sign-in/username', { body: { username, password } })
    if (answer.status !== 200) throw new Error(`sign-in ${answer.status} ${answer.text}`)
    return cookieOf(answer)
  }
  const cookies = new Map<string, Promise<string>>()
  return {
    store,
    auth,
    api,
    clock,
    ask,
    reports,
    async person(username, seats) {
      const made = await auth.createAccount({ username, name: `名${username}`, password })
      if (!made.ok) throw new Error(made.refusal.code)
      const { userId } = made.value
      const wanted = seats.map(([unitId, role]) => ({ unitId, role, standIn: false }))
      await changeSeats(store.db, { userId, unitIds: seats.map(([u]) => u), wanted, at: clock.now })
      return userId
    },
    signIn,
    cookie(username) {
      const known = cookies.get(username) ?? signIn(username)
      cookies.set(username, known)
      return known
    },
    close: async () => {
      api.close()
      if (!given) await store.close()
    },
  }
}

export const cookieOf = (answer: { headers: Headers }): string =>
  answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
