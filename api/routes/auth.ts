/** Sign-in and what a person changes of their own account: the few paths of better-auth that exist, as problems when refused. */
import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { appendAudit } from '../../store/audit.ts'
import { addressHeader, authPaths } from '../auth.ts'
import { clientAddress } from '../client-address.ts'
import { type ProblemCode, problemSchema } from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { answerProblem, notFound } from '../errors.ts'
import { type ApiEnv, createRouter } from '../route.ts'

type AuthPath = (typeof authPaths)[number]

/** What the record keeps of whom: the person signed in before the request, or, when it begins a session, after it. */
const recorded: Partial<Record<AuthPath, string>> = {
  '/sign-in/username': 'sign-in',
  '/two-factor/verify-totp': 'sign-in',
  '/two-factor/verify-backup-code': 'sign-in',
  '/sign-out': 'sign-out',
  '/change-password': 'change-password',
  '/two-factor/enable': 'start-two-factor',
  '/two-factor/disable': 'disable-two-factor',
  '/two-factor/generate-backup-codes': 'renew-backup-codes',
}

const bodies: Record<AuthPath, z.ZodType> = {
  '/sign-in/username': z.object({ username: z.string(), password: z.string() }),
  '/sign-out': z.object({}),
  '/change-password': z.object({
    currentPassword: z.string(),
    newPassword: z.string(),
    revokeOtherSessions: z.boolean().optional(),
  }),
  '/two-factor/enable': z.object({ password: z.string() }),
  '/two-factor/disable': z.object({ password: z.string() }),
  '/two-factor/verify-totp': z.object({ code: z.string(), trustDevice: z.boolean().optional() }),
  '/two-factor/verify-backup-code': z.object({ code: z.string() }),
  '/two-factor/generate-backup-codes': z.object({ password: z.string() }),
}

export function authRoutes({ auth, db, now, trustedProxies = [] }: ApiDeps) {
  const app = createRouter()
  for (const path of authPaths) {
    app.openAPIRegistry.registerPath({
      method: 'post',
      path: `/auth${path}`,
      tags: ['sign-in'],
      summary: path.slice(1).replaceAll('/', ' '),
      request: { body: { content: { 'application/json': { schema: bodies[path] } }, required: true } },
      responses: {
        200: { description: 'Done; sets or clears the session cookie' },
        default: { description: 'Problem', content: { 'application/problem+json': { schema: problemSchema } } },
      },
    })
    app.post(`/auth${path}`, async (c) => {
      const action = recorded[path]
      const address = clientAddress(c, trustedProxies)
      const before = action && action !== 'sign-in' ? await auth.signedIn(c.req.raw.headers) : null
      const answer = await auth.handle(withAddress(c, address))
      if (answer.status >= 400) return asProblem(c, path, answer)
      const person = action === 'sign-in' ? await auth.signedIn(headersOf(answer)) : before
      if (person && action)
        await db.transaction((tx) =>
          appendAudit(tx, {
            at: now(),
            by: { kind: 'person', userId: person.userId, name: person.name, unitId: null },
            action,
            subject: { kind: 'account', id: person.userId },
            after: action === 'sign-in' ? { address } : null,
          }),
        )
      return answer
    })
  }
  app.all('/auth/*', () => {
    throw notFound()
  })
  return app
}

/** What a browser would send next: the cookies that were just set. No session among them while a second factor is owed. */
const headersOf = (answer: Response): Headers =>
  new Headers({
    cookie: answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';', 1)[0])
      .join('; '),
  })

/** The request with its address from the socket; what it claimed of itself under that name is gone. */
function withAddress(c: Context<ApiEnv>, address: string): Request {
  const headers = new Headers(c.req.raw.headers)
  headers.set(addressHeader, address)
  return new Request(c.req.raw, { headers })
}

async function asProblem(c: Context<ApiEnv>, path: AuthPath, answer: Response): Promise<Response> {
  const said = (await answer.json().catch(() => ({}))) as { code?: string }
  if (answer.status >= 500) throw new Error(`better-auth answered ${answer.status} ${said.code ?? ''} at ${path}`)
  const code = codeOf(path, answer.status, said.code ?? '')
  const retry = Number(answer.headers.get('x-retry-after')) || 0
  const problem = answerProblem(
    c,
    { code, ...(code === 'too-many-requests' ? { detail: { retryAfterSeconds: retry } } : {}) },
    code === 'too-many-requests' ? { 'retry-after': String(retry) } : {},
  )
  for (const cookie of answer.headers.getSetCookie()) problem.headers.append('set-cookie', cookie)
  return problem
}

/** One answer for an unknown user name and a wrong password: which of both it was is nobody's business. */
function codeOf(path: AuthPath, status: number, code: string): ProblemCode {
  if (status === 429) return 'too-many-requests'
  if (code === 'ACCOUNT_CLOSED') return 'account-closed'
  if (path === '/sign-in/username') return status === 400 ? 'invalid-request' : 'wrong-password'
  if (code === 'INVALID_PASSWORD') return 'wrong-password'
  if (path.startsWith('/two-factor/verify')) return 'wrong-code'
  return status === 401 ? 'signed-out' : 'invalid-request'
}
