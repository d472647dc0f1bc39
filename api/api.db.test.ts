import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../store/audit.ts'
import { type ApiHouse, cookieOf, openApiHouse, password, publicUrl, setupCode } from '../tests/support/api-house.ts'
import { problemSchema } from './contract.ts'

let house: ApiHouse
beforeAll(async () => {
  house = await openApiHouse()
  await house.person('lz-duty', [['gx-liuzhou', 'duty_officer']])
  await house.person('gx-admin', [['gx', 'admin']])
  await house.person('gx-audit', [['gx', 'auditor']])
  await house.person('gx-office', [['gx', 'office_staff']])
  await house.person('xm-admin', [['xm', 'admin']])
  await house.person('nobody', [])
})
afterAll(() => house.close())

const signInPath = '/api/auth/sign-in/username'

describe('signing in', () => {
  it('sets a cookie that scripts cannot read and that other sites do not send', async () => {
    const answer = await house.ask(signInPath, { body: { username: 'lz-duty', password } })
    expect(answer.status).toBe(200)
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Lax/i)
    expect(cookie).not.toMatch(/Secure/i)
    const me = await house.ask('/api/me', { cookie: cookieOf(answer) })
    expect(me.json).toMatchObject({
      user: { username: 'lz-duty' },
      seats: [{ unit: { id: 'gx-liuzhou', name: '柳州市统计局' }, role: 'duty_officer' }],
      root: { id: 'gx' },
      serverTime: house.clock.now.toISOString(),
    })
  })

  it('sends the cookie only over TLS when the public address is https', async () => {
    const safe = await openApiHouse({ store: house.store, publicUrl: 'https://tongyu.test' })
    const answer = await safe.ask(signInPath, {
      body: { username: 'lz-duty', password },
      headers: { origin: 'https://tongyu.test' },
    })
    expect(answer.headers.getSetCookie()[0]).toMatch(/Secure/i)
    expect(answer.headers.get('strict-transport-security')).toContain('max-age')
    await safe.close()
  })

  it('says the same of a wrong password and of a name that does not exist', async () => {
    const wrong = await house.ask(signInPath, { body: { username: 'lz-duty', password: 'not the password' } })
    const unknown = await house.ask(signInPath, { body: { username: 'lz-nobody', password: 'not the password' } })
    for (const answer of [wrong, unknown]) {
      expect(answer.status).toBe(401)
      expect(problemSchema.parse(answer.json).code).toBe('wrong-password')
      expect(answer.headers.getSetCookie()).toEqual([])
    }
  })

  it('does not know anybody without a valid cookie', async () => {
    for (const cookie of [undefined, 'tongyu.session_token=forged.forged']) {
      const answer = await house.ask('/api/me', { cookie })
      expect([answer.status, answer.json.code]).toEqual([401, 'signed-out'])
    }
  })

  it('offers no sign-up, no mail sign-in and no profile changes', async () => {
    const cookie = await house.cookie('lz-duty')
    for (const path of ['sign-up/email', 'sign-in/email', 'update-user', 'delete-user', 'change-email']) {
      const answer = await house.ask(`/api/auth/${path}`, { cookie, body: { email: 'a@b.c', password, name: 'x' } })
      expect([path, answer.status, answer.json.code]).toEqual([path, 404, 'not-found'])
    }
  })

  it('ends with sign-out, and the old cookie is worth nothing', async () => {
    const cookie = await house.signIn('lz-duty')
    expect((await house.ask('/api/auth/sign-out', { cookie, body: {} })).status).toBe(200)
    expect((await house.ask('/api/me', { cookie })).json.code).toBe('signed-out')
  })

  it('limits tries by the address of the socket, whatever X-Forwarded-For or our own header claim', async () => {
    const strict = await openApiHouse({ store: house.store, signInsPerTenSeconds: 3 })
    const codes: string[] = []
    for (let n = 0; n < 5; n++) {
      const answer = await strict.ask(signInPath, {
        body: { username: 'lz-duty', password: 'guess number one' },
        headers: { 'x-forwarded-for': `203.0.113.${n}`, 'x-tongyu-client-address': `203.0.113.${n}` },
        from: '10.8.8.8',
      })
      codes.push(answer.json.code)
      if (n === 4) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    expect(codes).toEqual([
      'wrong-password',
      'wrong-password',
      'wrong-password',
      'too-many-requests',
      'too-many-requests',
    ])
    const elsewhere = await strict.ask(signInPath, {
      body: { username: 'lz-duty', password: 'guess number one' },
      from: '10.9.9.9',
    })
    expect(elsewhere.json.code).toBe('wrong-password')
    await strict.close()
  })

  it('believes a proxy that the configuration names, and only its own entry', async () => {
    const behind = await openApiHouse({ store: house.store, signInsPerTenSeconds: 1, trustedProxies: ['10.0.0.80'] })
    const ask = (claimed: string) =>
      behind.ask(signInPath, {
        body: { username: 'lz-duty', password: 'guess number one' },
        headers: { 'x-forwarded-for': claimed },
        from: '10.0.0.80',
      })
    expect((await ask('203.0.113.1')).json.code).toBe('wrong-password')
    expect((await ask('203.0.113.2')).json.code).toBe('wrong-password')
    expect((await ask('198.51.100.7, 203.0.113.2')).json.code).toBe('too-many-requests')
    await behind.close()
  })
})

describe('a second factor', () => {
  it('is asked for once it is on, wrong codes are refused, and an administrator can remove a lost one', async () => {
    await house.person('totp', [['gx-liuzhou', 'monitor']])
    const cookie = await house.signIn('totp')
    const wrongPassword = await house.ask('/api/auth/two-factor/enable', { cookie, body: { password: 'wrong one 42' } })
    expect(wrongPassword.json.code).toBe('wrong-password')
    const enabled = await house.ask('/api/auth/two-factor/enable', { cookie, body: { password } })
    expect(enabled.json.backupCodes.length).toBeGreaterThan(5)
    const code = await totpOf(enabled.json.totpURI)
    const verified = await house.ask('/api/auth/two-factor/verify-totp', { cookie, body: { code } })
    expect(verified.status).toBe(200)
    expect((await house.ask('/api/me', { cookie: cookieOf(verified) })).json.twoFactor).toEqual({ enabled: true })

    const half = await house.ask(signInPath, { body: { username: 'totp', password } })
    expect(half.json.twoFactorRedirect).toBe(true)
    const pending = cookieOf(half)
    expect((await house.ask('/api/me', { cookie: pending })).json.code).toBe('signed-out')
    const refused = await house.ask('/api/auth/two-factor/verify-totp', { cookie: pending, body: { code: '000000' } })
    expect([refused.status, refused.json.code]).toEqual([401, 'wrong-code'])
    const again = await totpOf(enabled.json.totpURI)
    const whole = await house.ask('/api/auth/two-factor/verify-totp', { cookie: pending, body: { code: again } })
    expect((await house.ask('/api/me', { cookie: cookieOf(whole) })).status).toBe(200)

    const admin = await house.cookie('gx-admin')
    const { id } = (await house.ask('/api/people?q=totp', { cookie: admin })).json.items[0]
    const reset = { password: 'another long one 7', removeTwoFactor: true }
    expect((await house.ask(`/api/people/${id}/reset-password`, { cookie: admin, body: reset })).status).toBe(200)
    const plain = await house.ask(signInPath, { body: { username: 'totp', password: reset.password } })
    expect(plain.json.twoFactorRedirect).toBeUndefined()
    expect((await house.ask('/api/me', { cookie: cookieOf(plain) })).json.twoFactor).toEqual({ enabled: false })
  })
})

describe('where a request comes from', () => {
  it('refuses JSON from a foreign page, from a sandbox, and without an Origin beside a cookie', async () => {
    const cookie = await house.cookie('lz-duty')
    const read = { cookie, method: 'POST', body: {} }
    for (const origin of ['https://evil.example', 'http://tongyu.test.evil.example', 'null', '']) {
      const answer = await house.ask('/api/messages/read-all', { ...read, headers: { origin } })
      expect([origin, answer.status, answer.json.code]).toEqual([origin, 403, 'foreign-origin'])
    }
    const bare = await house.api.request(
      `${publicUrl}/api/messages/read-all`,
      { method: 'POST', headers: { cookie, 'content-type': 'application/json' }, body: '{}' },
      {},
    )
    expect(bare.status).toBe(403)
    expect((await house.ask('/api/messages/read-all', read)).status).toBe(200)
  })

  it('takes the host it was asked under for its own', async () => {
    const cookie = await house.cookie('lz-duty')
    const answer = await house.ask('/api/messages/read-all', {
      cookie,
      body: {},
      headers: { origin: 'http://10.1.2.3:8080', host: '10.1.2.3:8080' },
    })
    expect(answer.status).toBe(200)
  })

  it('refuses sign-in from a foreign page too', async () => {
    const answer = await house.ask(signInPath, {
      body: { username: 'lz-duty', password },
      headers: { origin: 'https://evil.example' },
    })
    expect(answer.json.code).toBe('foreign-origin')
  })
})

describe('answers that say no', () => {
  it('are problem details with a request id, for paths that do not exist as well', async () => {
    const cookie = await house.cookie('lz-duty')
    const answer = await house.ask('/api/no-such-thing', { cookie })
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(problemSchema.parse(answer.json)).toEqual({
      type: 'urn:tongyu:problem:not-found',
      title: 'not found',
      status: 404,
      code: 'not-found',
      requestId: answer.headers.get('x-request-id'),
    })
  })

  it('name the field of a request that cannot be read and do not repeat what was sent', async () => {
    const cookie = await house.cookie('gx-admin')
    const answer = await house.ask('/api/people', {
      cookie,
      body: { name: '某', username: 'SECRET VALUE!', password, seats: [] },
    })
    expect(answer.status).toBe(400)
    expect(answer.json).toMatchObject({ code: 'invalid-request', field: 'username' })
    expect(answer.text).not.toContain('SECRET')
    const page = await house.ask('/api/messages?page=-1', { cookie })
    expect([page.status, page.json.field]).toEqual([400, 'page'])
    const notJson = await house.api.request(
      `${publicUrl}/api/people`,
      {
        method: 'POST',
        headers: { cookie, origin: publicUrl, 'content-type': 'application/json' },
        body: '{"name":',
      },
      {},
    )
    expect(notJson.status).toBe(400)
  })

  it('carry the rule that says no', async () => {
    const cookie = await house.cookie('lz-duty')
    const answer = await house.ask('/api/people', { cookie })
    expect(answer.status).toBe(403)
    expect(answer.json.rule).toEqual({
      id: 'policy-admin',
      basis: 'policy',
      citation: '平台规则（管理员）',
      text: '系统管理员不承担业务职责，不得审批或处置。',
    })
  })

  it('refuse a body that is too large', async () => {
    const cookie = await house.cookie('gx-admin')
    const answer = await house.ask('/api/people', { cookie, body: { name: 'x'.repeat(600 * 1024) } })
    expect([answer.status, answer.json.code]).toEqual([413, 'body-too-large'])
  })

  it('hide what went wrong inside and report it', async () => {
    const broken = await openApiHouse({
      store: house.store,
      status: async () => {
        throw new Error('secret of the house')
      },
    })
    const answer = await broken.ask('/api/status', { cookie: await house.cookie('gx-admin') })
    expect([answer.status, answer.json.code]).toEqual([500, 'internal'])
    expect(answer.text).not.toContain('secret')
    expect(broken.reports).toMatchObject([{ message: 'secret of the house' }])
    await broken.close()
  })

  it('come in time when the house is slow', async () => {
    const slow = await openApiHouse({ store: house.store, timeoutMs: 300, status: () => new Promise(() => {}) })
    const answer = await slow.ask('/api/status', { cookie: await house.cookie('gx-admin') })
    expect([answer.status, answer.json.code]).toEqual([504, 'timeout'])
    await slow.close()
  })
})

describe('rights', () => {
  const content = ['/api/flags', '/api/articles', '/api/incidents']
  const ofAdmin = ['/api/people', '/api/sources', '/api/quarantine', '/api/status']

  it('leave a person without seats their own profile and nothing else', async () => {
    const cookie = await house.cookie('nobody')
    const me = await house.ask('/api/me', { cookie })
    expect(me.json).toMatchObject({ seats: [], root: null, areas: [] })
    expect((await house.ask('/api/units', { cookie })).json.items).toEqual([])
    expect((await house.ask('/api/clocks/nearest', { cookie })).json.clock).toBeNull()
    for (const path of [...content, ...ofAdmin, '/api/figures', '/api/audit', '/api/incidents/x', '/api/flags/x'])
      expect([path, (await house.ask(path, { cookie })).status]).toEqual([path, 403])
  })

  it('show an administrator people, sources and status, and no content', async () => {
    const cookie = await house.cookie('gx-admin')
    for (const path of ofAdmin) expect([path, (await house.ask(path, { cookie })).status]).toEqual([path, 200])
    for (const path of [...content, '/api/audit'])
      expect([path, (await house.ask(path, { cookie })).status]).toEqual([path, 403])
    const { areas } = (await house.ask('/api/me', { cookie })).json
    expect(areas).toEqual(['sources', 'people', 'units', 'status', 'figures'])
  })

  it('keep each tree to its own administrators', async () => {
    const cookie = await house.cookie('xm-admin')
    const seen = (await house.ask('/api/people?pageSize=100', { cookie })).json.items
    const names = seen.map((p: { username: string }) => p.username)
    expect(names).toContain('xm-admin')
    expect(names).not.toContain('lz-duty')
    const gx = await house.cookie('gx-admin')
    const { id } = (await house.ask('/api/people?q=lz-duty', { cookie: gx })).json.items[0]
    const close = await house.ask(`/api/people/${id}/close`, { cookie, method: 'POST' })
    expect([close.status, close.json.code]).toEqual([404, 'not-found'])
    const seat = { unitId: 'gx', role: 'admin' }
    const made = await house.ask('/api/people', {
      cookie,
      body: { name: '越界', username: 'crosser', password, seats: [seat] },
    })
    expect([made.status, made.json.field]).toEqual([404, 'seats.0.unitId'])
    expect((await house.ask('/api/people?q=crosser', { cookie })).json.total).toBe(0)
  })
})

describe('people', () => {
  it('are made with seats, sign in, change seats, and are closed for good', async () => {
    const admin = await house.cookie('gx-admin')
    const body = {
      name: '新同事',
      username: 'New.Person',
      password,
      seats: [{ unitId: 'gx-liuzhou', role: 'monitor' }],
    }
    const made = await house.ask('/api/people', { cookie: admin, body })
    expect(made.status).toBe(200)
    const { id } = made.json
    expect((await house.ask('/api/people', { cookie: admin, body })).json).toMatchObject({
      code: 'already-exists',
      field: 'username',
    })

    const cookie = await house.signIn('new.person')
    expect((await house.ask('/api/me', { cookie })).json.areas).toContain('flags')
    const seats = [{ unitId: 'gx', role: 'auditor' }]
    expect((await house.ask(`/api/people/${id}/seats`, { cookie: admin, body: { seats } })).status).toBe(200)
    expect((await house.ask('/api/me', { cookie })).json.areas).toEqual(['audit', 'figures'])

    expect((await house.ask(`/api/people/${id}/close`, { cookie: admin, method: 'POST' })).status).toBe(200)
    expect((await house.ask('/api/me', { cookie })).json.code).toBe('signed-out')
    const again = await house.ask(signInPath, { body: { username: 'new.person', password } })
    expect([again.status, again.json.code]).toEqual([403, 'account-closed'])
    const guess = await house.ask(signInPath, { body: { username: 'new.person', password: 'wrong guess 1' } })
    expect(guess.json.code).toBe('wrong-password')
    const twice = await house.ask(`/api/people/${id}/close`, { cookie: admin, method: 'POST' })
    expect(twice.json.code).toBe('wrong-state')
  })

  it('lose their sessions when their password is reset', async () => {
    await house.person('forgetful', [['gx-liuzhou', 'monitor']])
    const admin = await house.cookie('gx-admin')
    const cookie = await house.signIn('forgetful')
    const { id } = (await house.ask('/api/people?q=forgetful', { cookie: admin })).json.items[0]
    const reset = { password: 'a fresh one 2026' }
    await house.ask(`/api/people/${id}/reset-password`, { cookie: admin, body: reset })
    expect((await house.ask('/api/me', { cookie })).json.code).toBe('signed-out')
    expect((await house.ask(signInPath, { body: { username: 'forgetful', password } })).json.code).toBe(
      'wrong-password',
    )
    expect((await house.ask(signInPath, { body: { username: 'forgetful', ...reset } })).status).toBe(200)
  })

  it('cannot be administrator and something else, and no administrator ends their own administration', async () => {
    const admin = await house.cookie('gx-admin')
    const { id } = (await house.ask('/api/people?q=lz-duty', { cookie: admin })).json.items[0]
    const both = ['admin', 'duty_officer'].map((role) => ({ unitId: 'gx', role }))
    const mixed = await house.ask(`/api/people/${id}/seats`, { cookie: admin, body: { seats: both } })
    expect(mixed.json).toMatchObject({ code: 'invalid-field', rule: { id: 'policy-admin' } })
    const self = (await house.ask('/api/me', { cookie: admin })).json.user.id
    const out = await house.ask(`/api/people/${self}/seats`, { cookie: admin, body: { seats: [] } })
    expect(out.json.code).toBe('not-allowed')
    const closed = await house.ask(`/api/people/${self}/close`, { cookie: admin, method: 'POST' })
    expect(closed.json.code).toBe('not-allowed')
  })

  it('answer for a unit one at a time; a unit without its first responsible person is listed and told of (附4第四条)', async () => {
    const admin = await house.cookie('gx-admin')
    await house.person('lz-office', [['gx-liuzhou', 'office_staff']])
    const office = await house.cookie('lz-office')
    const head = { unitId: 'gx-liuzhou', role: 'unit_head' }
    const make = (username: string, seats: object[]) =>
      house.ask('/api/people', { cookie: admin, body: { name: `${username}同志`, username, password, seats } })
    const list = async (query: string) => (await house.ask(`/api/first-responsible${query}`, { cookie: office })).json
    expect(await list('')).toMatchObject({ missing: 1, own: [{ unit: { id: 'gx-liuzhou' }, person: null }] })
    const { id: first } = (await make('head-one', [head])).json
    const second = await make('head-two', [head])
    expect(second.json).toMatchObject({ code: 'already-exists', field: 'seats', rule: { id: 'G4-4' } })
    // Nothing is left of the refused account; a deputy is no second head.
    const { id: other } = (await make('head-two', [{ ...head, standIn: true }])).json
    const seats = (id: string, held: object[]) =>
      house.ask(`/api/people/${id}/seats`, { cookie: admin, body: { seats: held } })
    expect((await seats(other, [head])).json).toMatchObject({ code: 'already-exists', rule: { id: 'G4-4' } })
    expect(await list('?state=held')).toMatchObject({ missing: 0, items: [{ person: { id: first }, toAt: null }] })

    expect((await seats(first, [])).status).toBe(200)
    expect(await list('?state=missing')).toMatchObject({ missing: 1, total: 1, items: [{ person: null }] })
    const told = (await house.ask('/api/messages', { cookie: office })).json.items
    expect(told).toMatchObject([{ kind: 'responsible_missing', facts: { left: 'head-one同志' } }])
    expect((await seats(other, [head])).status).toBe(200)
    expect(await list('?state=past&q=head-one')).toMatchObject({ total: 1, items: [{ person: { id: first } }] })
    const file = await house.ask('/api/first-responsible?format=csv', { cookie: office })
    expect(file.text).toContain('head-two同志')
    expect((await house.ask(`/api/people/${other}/close`, { cookie: admin, method: 'POST' })).status).toBe(200)
    expect(await list('')).toMatchObject({ missing: 1, items: [{ person: null }] })
    expect((await house.ask('/api/messages', { cookie: office })).json.total).toBe(2)
  })

  it('leave every change in the record, whose chain holds', async () => {
    const cookie = await house.cookie('gx-audit')
    const record = await house.ask('/api/audit?subjectKind=account&pageSize=100', { cookie })
    const actions = new Set(record.json.items.map((e: { action: string }) => e.action))
    const kept = ['create-account', 'change-seats', 'close-account', 'reset-password', 'start-two-factor']
    for (const action of [...kept, 'sign-in', 'sign-out']) expect(actions).toContain(action)
    expect(record.text).not.toContain(password)
    expect((await house.ask('/api/audit/verify', { cookie })).json).toMatchObject({ ok: true })
    expect((await verifyAudit(house.store.db)).ok).toBe(true)
  })
})

describe('the first run', () => {
  it('needs the printed code, makes one administrator, and happens once', async () => {
    const fresh = await openApiHouse({ seeded: false })
    expect((await fresh.ask('/api/me')).json.code).toBe('setup-needed')
    const state = await fresh.ask('/api/setup')
    expect(state.json).toEqual({ needed: true, trees: [{ id: 'gx', name: '广西', units: 3 }] })
    const body = { code: setupCode, name: '管理员', username: 'first', password, treeId: 'gx' }
    expect((await fresh.ask('/api/setup', { body: { ...body, code: 'guess' } })).json.code).toBe('wrong-code')
    expect((await fresh.ask('/api/setup', { body: { ...body, treeId: 'zz' } })).json.field).toBe('treeId')
    expect((await fresh.ask('/api/setup', { body: { ...body, password: 'short' } })).json.field).toBe('password')

    const race = await Promise.all(
      ['first', 'second'].map((username) => fresh.ask('/api/setup', { body: { ...body, username } })),
    )
    expect(race.map((a) => a.status).sort()).toEqual([200, 409])
    expect(race.find((a) => a.status === 409)?.json.code).toBe('setup-done')
    const loser = race[0]?.status === 409 ? 'first' : 'second'
    expect((await fresh.ask(signInPath, { body: { username: loser, password } })).json.code).toBe('wrong-password')

    const cookie = await fresh.signIn(loser === 'first' ? 'second' : 'first')
    expect((await fresh.ask('/api/me', { cookie })).json.areas).toContain('people')
    expect((await fresh.ask('/api/units', { cookie })).json.items).toHaveLength(3)
    expect((await fresh.ask('/api/setup')).json).toEqual({ needed: false, trees: [] })
    expect((await fresh.ask('/api/setup', { body })).json.code).toBe('setup-done')
    await fresh.close()
  })
})

describe('the OpenAPI document', () => {
  type Operation = {
    responses: Record<string, unknown>
    parameters?: { name: string; in: string; required?: boolean }[]
  }
  type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, unknown> } }
  let document: Document
  beforeAll(async () => {
    document = (await house.ask('/api/openapi.json')).json
  })

  it('lists every route the API answers, and nothing else', () => {
    const served = house.api.routes
      .filter((r) => r.method !== 'ALL' && r.path !== '/api/openapi.json' && r.path.startsWith('/api/'))
      .map((r) => `${r.method.toLowerCase()} ${r.path.replace(/:(\w+)/g, '{$1}')}`)
    const written = Object.entries(document.paths).flatMap(([path, ops]) =>
      Object.keys(ops).map((method) => `${method} ${path}`),
    )
    expect(served.length).toBeGreaterThan(60)
    expect([...new Set(served)].sort()).toEqual(written.sort())
  })

  it('declares every parameter of a path as required, and refers only to schemas that it holds', () => {
    for (const [path, operations] of Object.entries(document.paths))
      for (const operation of Object.values(operations)) {
        expect(Object.keys(operation.responses)).toContain('200')
        for (const [, name] of path.matchAll(/\{(\w+)\}/g))
          expect([path, operation.parameters?.find((p) => p.name === name)]).toMatchObject([
            path,
            { in: 'path', required: true },
          ])
      }
    const text = JSON.stringify(document)
    const named = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((m) => m[1]!)
    expect(named).toContain('Story')
    for (const name of named) expect(Object.keys(document.components.schemas)).toContain(name)
  })
})

describe('the web page', () => {
  it('is served with its own files, every other path is the page, and a path out of the folder is nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tongyu-web-'))
    mkdirSync(join(folder, 'web', 'assets'), { recursive: true })
    writeFileSync(join(folder, 'secret.txt'), 'secret')
    writeFileSync(join(folder, 'web', 'index.html'), '<!doctype html><title>统舆</title>')
    writeFileSync(join(folder, 'web', 'assets', 'page-1a2b.js'), 'console.log(1)')
    const served = await openApiHouse({ store: house.store, webRoot: join(folder, 'web') })
    const page = await served.ask('/incidents/2026-0001')
    expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache'])
    expect((await served.ask('/')).headers.get('cache-control')).toBe('no-cache')
    expect(page.text).toContain('统舆')
    const policy = page.headers.get('content-security-policy')
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    const script = await served.ask('/assets/page-1a2b.js')
    expect(script.headers.get('content-type')).toContain('javascript')
    expect(script.headers.get('cache-control')).toContain('immutable')
    expect((await served.ask('/assets/page-old.js')).status).toBe(404)
    expect((await served.ask('/api/unknown')).headers.get('content-type')).toContain('problem')
    for (const path of ['/../secret.txt', '/assets/..%2f..%2fsecret.txt', '/%2e%2e/secret.txt'])
      expect((await served.ask(path)).text).not.toBe('secret')
    await served.close()
    rmSync(folder, { recursive: true })
  })
})

/** A code as an authenticator shows it (RFC 6238, SHA-1, 30 s, 6 digits). */
async function totpOf(uri: string): Promise<string> {
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret.replaceAll('=', '')].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('')
  const bytes = Uint8Array.from(bits.match(/.{8}/g) ?? [], (b) => Number.parseInt(b, 2))
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-1' }, false, ['sign'])
  const counter = new DataView(new ArrayBuffer(8))
  counter.setBigUint64(0, BigInt(Math.floor(Date.now() / 30_000)))
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter.buffer))
  const at = mac.getUint8(19) & 15
  return String((mac.getUint32(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
