/**
 * Sign-in: the only file that knows better-auth. User name and password, optional TOTP, sessions in the store. Nobody
 * signs up: accounts are made here for an administrator (routes/people.ts) or for the first one (routes/setup.ts).
 */
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError } from 'better-auth/api'
import { twoFactor, username } from 'better-auth/plugins'
import { ok, type Result, refuse } from '../domain/result.ts'
import type { Db } from '../store/open.ts'
import * as tables from '../store/schema.ts'

/** Set by client-address.ts from the socket on every request; whatever came under this name from outside is overwritten. */
export const addressHeader = 'x-tongyu-client-address'

/** Requests that reach better-auth; everything else it offers (sign-up, mail, profile, deletion) does not exist. */
export const authPaths = [
  '/sign-in/username',
  '/sign-out',
  '/change-password',
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/two-factor/generate-backup-codes',
] as const

export type AuthOptions = {
  db: Db
  /** At least 32 random characters, kept over restarts: it signs the cookies and encrypts TOTP secrets. */
  secret: string
  /** Address people type; https makes the cookies Secure. */
  publicUrl: string
  /** Tries to sign in from one address within ten seconds. */
  signInsPerTenSeconds?: number
}
export type SignedIn = { userId: string; sessionToken: string; name: string; username: string; twoFactor: boolean }
export type NewAccount = { username: string; name: string; password: string | HashedPassword }
/** Made once where many accounts get the same password (a demo): hashing is slow on purpose. */
export type HashedPassword = { hash: string }
export type Auth = ReturnType<typeof createAuth>

/** Sign-in over the store. `handle` answers the paths of `authPaths` below /api/auth; the rest is for the product's own calls. */
export function createAuth(options: AuthOptions) {
  const auth = build(options)
  const context = () => auth.$context
  return {
    handle: (request: Request): Promise<Response> => auth.handler(request),

    /** Who the cookie belongs to; null when nobody, expired, or the account was closed meanwhile. */
    async signedIn(headers: Headers): Promise<SignedIn | null> {
      const found = await auth.api.getSession({ headers })
      if (!found || found.user.closedAt) return null
      const { user, session } = found
      return {
        userId: user.id,
        sessionToken: session.token,
        name: user.name,
        username: user.username ?? '',
        twoFactor: user.twoFactorEnabled === true,
      }
    },

    async hashPassword(password: string): Promise<HashedPassword> {
      return { hash: await (await context()).password.hash(password) }
    },

    /** Makes an account with a password and no seats. Refuses `already-exists` for a user name in use, closed ones included. */
    async createAccount({ username, name, password }: NewAccount): Promise<Result<{ userId: string }>> {
      const { internalAdapter, password: passwords, adapter } = await context()
      const taken = await adapter.findOne({ model: 'user', where: [{ field: 'username', value: username }] })
      if (taken) return refuse('already-exists', { field: 'username' })
      const hash = typeof password === 'string' ? await passwords.hash(password) : password.hash
      try {
        const user = await internalAdapter.createUser(
          { name, username, displayUsername: username, email: mailOf(username), emailVerified: true },
          { method: 'email' },
        )
        await internalAdapter.linkAccount({
          userId: user.id,
          accountId: user.id,
          providerId: 'credential',
          password: hash,
        })
        return ok({ userId: user.id })
      } catch (e) {
        if (isUniqueViolation(e)) return refuse('already-exists', { field: 'username' })
        throw e
      }
    },

    /** Undoes createAccount when what should follow it failed; never for an account that was in use. */
    async discardAccount(userId: string): Promise<void> {
      await (await context()).internalAdapter.deleteUser(userId)
    },

    /** Sets a password and ends every session of the person; optionally removes a second factor that was lost. */
    async resetPassword(
      userId: string,
      password: NewAccount['password'],
      { removeTwoFactor = false } = {},
    ): Promise<void> {
      const { internalAdapter, password: passwords, adapter } = await context()
      const hash = typeof password === 'string' ? await passwords.hash(password) : password.hash
      const own = [
        { field: 'userId', value: userId },
        { field: 'providerId', value: 'credential' },
      ]
      // A process killed between the two writes of createAccount leaves a person without a password: here they get one.
      if (await adapter.findOne({ model: 'account', where: own })) await internalAdapter.updatePassword(userId, hash)
      else await internalAdapter.linkAccount({ userId, accountId: userId, providerId: 'credential', password: hash })
      if (removeTwoFactor) {
        await adapter.deleteMany({ model: 'twoFactor', where: [{ field: 'userId', value: userId }] })
        await internalAdapter.updateUser(userId, { twoFactorEnabled: false })
      }
      await internalAdapter.deleteUserSessions(userId)
    },

    /** Closes an account for good: no session is left and none can be made. */
    async closeAccount(userId: string, at: Date): Promise<void> {
      const { internalAdapter } = await context()
      await internalAdapter.updateUser(userId, { closedAt: at })
      await internalAdapter.deleteUserSessions(userId)
    },
  }
}

const usernamePattern = /^[a-z0-9][a-z0-9._-]{1,38}[a-z0-9]$/
/** better-auth wants a mail address; `.invalid` can never be delivered (RFC 2606). */
const mailOf = (username: string) => `${username}@users.tongyu.invalid`

function build({ db, secret, publicUrl, signInsPerTenSeconds = 5 }: AuthOptions) {
  if (secret.length < 32) throw new Error('the secret of the sessions must have at least 32 characters')
  const { user, session, account, verification, twoFactor: twoFactorTable, rateLimit } = tables
  return betterAuth({
    appName: '统舆 Tongyu',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    telemetry: { enabled: false },
    logger: { level: 'error' },
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: { user, session, account, verification, twoFactor: twoFactorTable, rateLimit },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128 },
    user: { additionalFields: { closedAt: { type: 'date', required: false, input: false } } },
    session: { expiresIn: 60 * 60 * 12, updateAge: 60 * 60 },
    plugins: [
      username({
        minUsernameLength: 3,
        maxUsernameLength: 40,
        usernameValidator: (name) => usernamePattern.test(name.toLowerCase()),
      }),
      twoFactor({ issuer: 'Tongyu' }),
    ],
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 10,
      max: 60,
      customRules: { '/sign-in/username': { window: 10, max: signInsPerTenSeconds } },
    },
    advanced: {
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // Where a request comes from is judged once for the whole API by origin.ts, which knows the request's own host.
      disableCSRFCheck: true,
      cookiePrefix: 'tongyu',
    },
    databaseHooks: {
      session: {
        create: {
          before: async (draft, hook) => {
            const person = await hook?.context.internalAdapter.findUserById(draft.userId)
            if (person && (person as { closedAt?: Date | null }).closedAt)
              throw new APIError('FORBIDDEN', { code: 'ACCOUNT_CLOSED', message: 'account closed' })
          },
        },
      },
    },
  })
}

function isUniqueViolation(e: unknown): boolean {
  for (let at = e; at instanceof Error; at = at.cause) if ((at as { code?: string }).code === '23505') return true
  return false
}
