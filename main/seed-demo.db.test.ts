/** The demo's seeding after a start that was killed in the middle of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuth } from '../api/auth.ts'
import type { Store } from '../store/open.ts'
import { actorById } from '../store/people.ts'
import { user } from '../store/schema.ts'
import { userIdOf } from '../store/accounts.ts'
import { openTestStore } from '../tests/support/db.ts'
import { seedPeople } from './seed-demo.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

describe('people of the demo', () => {
  it('are whole after a start that was killed between the writes of an account', async () => {
    const at = new Date('2026-10-01T02:00:00.000Z')
    const publicUrl = 'http://tongyu.test'
    const auth = createAuth({ db: store.db, secret: 's'.repeat(40), publicUrl })
    // As better-auth leaves it: a user, and neither password nor seat.
    await store.db.insert(user).values({
      ...{ id: 'half', name: '柳值夜', email: 'lz-duty@users.tongyu.invalid', username: 'lz-duty' },
      ...{ createdAt: at, updatedAt: at },
    })
    const password = 'a-password-for-tests'
    await seedPeople(store.db, auth, { password, at })
    await seedPeople(store.db, auth, { password, at })
    expect(await userIdOf(store.db, 'lz-duty')).toBe('half')
    expect((await actorById(store.db, 'half', at))?.seats).toMatchObject([
      { unitId: 'gx-liuzhou', role: 'duty_officer' },
    ])
    const headers = { 'content-type': 'application/json', origin: publicUrl }
    const body = JSON.stringify({ username: 'lz-duty', password })
    const signIn = new Request(`${publicUrl}/api/auth/sign-in/username`, { method: 'POST', headers, body })
    expect((await auth.handle(signIn)).status).toBe(200)
  })
})
