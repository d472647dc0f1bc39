/** What every route file shares: the router with its environment, and the usual shapes of requests and answers. */
import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Actor, UnitTree } from '../domain/units.ts'
import type { SignedIn } from './auth.ts'
import type { SocketBindings } from './client-address.ts'
import { problemSchema } from './contract.ts'
import { factsOfZod, Refused } from './errors.ts'

export type ApiEnv = {
  Bindings: SocketBindings
  Variables: {
    requestId: string
    /** Set by who.ts on every path that needs a person. */
    signedIn: SignedIn
    actor: Actor
    tree: UnitTree
    /** The server's time, or the time of the drill that the path is about (matter-time.ts). */
    now: Date
  }
}

/** A router whose requests are checked against their schemas before a handler sees them. */
export const createRouter = (): OpenAPIHono<ApiEnv> =>
  new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success) throw new Refused(factsOfZod(result.error as never))
    },
  })

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } })
const problem = { description: 'Problem details', content: { 'application/problem+json': { schema: problemSchema } } }

/** A JSON body, required. */
export const body = <T extends z.ZodType>(schema: T) => ({ content: json(schema), required: true as const })

/** A file as it is, in the body of the request. */
export const fileBody = {
  content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
  required: true as const,
}

/** A file in the answer; `types` are those it may have beside JSON. */
export const fileAnswers = <T extends z.ZodType>(schema: T, ...types: string[]) =>
  ({
    200: {
      description: 'One page, or the whole list as a file',
      content: {
        ...json(schema),
        ...Object.fromEntries(types.map((t) => [t, { schema: z.string().meta({ format: 'binary' }) }])),
      },
    },
    default: problem,
  }) as const

/** A CSV file as the document names it. */
export const csvSchema = z.string().meta({ description: 'UTF-8 with byte order mark, RFC 4180' })

/** 200 with this shape; every "no" is a problem. */
export const answers = <T extends z.ZodType>(schema: T, description = 'Done') =>
  ({ 200: { description, content: json(schema) }, default: problem }) as const

/** A list, or the same list as a CSV file with `format=csv`. */
export const listAnswers = <T extends z.ZodType, S extends z.ZodType>(schema: T, csv: S) =>
  ({
    200: {
      description: 'One page, or the whole list as CSV',
      content: { ...json(schema), 'text/csv': { schema: csv } },
    },
    default: problem,
  }) as const
