/**
 * Signing in and out, second factor and password: the sign-in library's own paths behind the API's door. Each function
 * answers with null when it went well, else with the code that says why not.
 */
import { type ProblemCode, problemSchema } from '../api/contract.ts'

/** The code that says why not; worded in locale `refusals.codes`. */
export type SignInFailure = ProblemCode | 'network'
export type SignInOutcome = { kind: 'in' } | { kind: 'second-step' } | { kind: 'failed'; code: SignInFailure }

type AuthAnswer = { status: number; body: Record<string, unknown> }

async function ask(path: string, body: unknown): Promise<AuthAnswer> {
  try {
    const answer = await fetch(`/api/auth/${path}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const json: unknown = await answer.json().catch(() => ({}))
    return { status: answer.status, body: typeof json === 'object' && json !== null ? { ...json } : {} }
  } catch {
    return { status: 0, body: {} }
  }
}

/** Why a failed answer failed; `plain` is what an answer without a problem document means at this step. */
export function failureCode(answer: AuthAnswer, plain: ProblemCode): SignInFailure {
  if (answer.status === 0) return 'network'
  const problem = problemSchema.safeParse(answer.body)
  if (problem.success) return problem.data.code
  if (answer.status === 429) return 'too-many-requests'
  return answer.status >= 500 ? 'internal' : plain
}

export async function signIn(username: string, password: string): Promise<SignInOutcome> {
  const answer = await ask('sign-in/username', { username: username.trim().toLowerCase(), password })
  if (answer.status !== 200) return { kind: 'failed', code: failureCode(answer, 'wrong-password') }
  return answer.body.twoFactorRedirect === true ? { kind: 'second-step' } : { kind: 'in' }
}

/** The six digits of the authenticator, or one of the ten spare codes. */
export async function verifySecondStep(code: string): Promise<SignInFailure | null> {
  const digits = code.replace(/\s/g, '')
  const spare = !/^\d{6}$/.test(digits)
  const answer = await ask(spare ? 'two-factor/verify-backup-code' : 'two-factor/verify-totp', { code: digits })
  return answer.status === 200 ? null : failureCode(answer, 'wrong-code')
}

export const signOut = async (): Promise<void> => {
  await ask('sign-out', {})
}

export type TotpSetup = { address: string; secret: string; spareCodes: string[] }

/** Begins the second factor; it holds only after `verifySecondStep` with a code of the new secret. */
export async function enableTotp(password: string): Promise<TotpSetup | SignInFailure> {
  const answer = await ask('two-factor/enable', { password })
  const address = answer.body.totpURI
  if (answer.status !== 200 || typeof address !== 'string') return failureCode(answer, 'wrong-password')
  const spare = Array.isArray(answer.body.backupCodes) ? answer.body.backupCodes.map(String) : []
  return { address, secret: new URL(address).searchParams.get('secret') ?? '', spareCodes: spare }
}

export async function disableTotp(password: string): Promise<SignInFailure | null> {
  const answer = await ask('two-factor/disable', { password })
  return answer.status === 200 ? null : failureCode(answer, 'wrong-password')
}

export async function changePassword(before: string, after: string): Promise<SignInFailure | null> {
  const answer = await ask('change-password', {
    currentPassword: before,
    newPassword: after,
    revokeOtherSessions: true,
  })
  return answer.status === 200 ? null : failureCode(answer, 'wrong-password')
}
