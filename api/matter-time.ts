/** The time of a request: the server's, or that of the drill its path is about. What it means is workflow/drill. */
import type { MiddlewareHandler } from 'hono'
import type { MatterKind } from '../store/drills.ts'
import type { Db } from '../store/open.ts'
import { timeToAct, timeToShow } from '../workflow/drill/matter-time.ts'
import { orRefuse } from './errors.ts'
import type { ApiEnv } from './route.ts'

const ofMatter = /^\/api\/(incidents|activations|clocks|reports|talking-points|releases)\/([^/]+)/

/** Sets `now` for the handlers behind it. Papers are no part of it: they are written in real time, also after the drill. */
export function inMatterTime({ db, now }: { db: Db; now: () => Date }): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const real = now()
    const [, kind, id] = ofMatter.exec(c.req.path) ?? []
    const of = { kind: kind as MatterKind, id: id ?? '' }
    c.set(
      'now',
      !id ? real : c.req.method === 'GET' ? await timeToShow(db, of, real) : orRefuse(await timeToAct(db, of, real)),
    )
    await next()
  }
}
