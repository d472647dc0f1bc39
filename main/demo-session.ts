/** The demo's people at work: through the API like everybody, each with a session of their own. */
import type { World } from '../demo/world.ts'
import type { App } from './compose.ts'

export type Crew = { app: Pick<App, 'api'>; origin: string; password: string; world: World; signal: AbortSignal }
export type Person = {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body?: object): Promise<T>
}

/** Inside the process, from addresses of nobody: sign-ins of the crew are not counted with the visitor's. */
export async function signIn({ app, origin, password, signal }: Crew, username: string): Promise<Person> {
  const headers: Record<string, string> = { 'content-type': 'application/json', origin }
  const ask = async (path: string, init: RequestInit) => {
    signal.throwIfAborted()
    const bindings = { incoming: { socket: { remoteAddress: addressOf(username) } } }
    const answer = await app.api.request(origin + path, { ...init, headers }, bindings)
    if (answer.status !== 200) throw new Error(`${username} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const body = JSON.stringify({ username, password })
  const session = await ask('/api/auth/sign-in/username', { method: 'POST', body })
  headers.cookie = session.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
  const read = async <T>(path: string, init: RequestInit) => (await (await ask(path, init)).json()) as T
  return {
    get: (path) => read(path, { method: 'GET' }),
    post: (path, given = {}) => read(path, { method: 'POST', body: JSON.stringify(given) }),
  }
}

/** Each their own, of the range kept for tests of networks. */
const addressOf = (username: string): string =>
  `198.18.${username.length}.${[...username].reduce((sum, c) => sum + c.charCodeAt(0), 0) % 256}`
