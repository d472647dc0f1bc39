/** Checks the numbers of a pasted text: an office's draft before its release, a page that no source brings. */
import { createRoute } from '@hono/zod-openapi'
import { addMs, minute } from '../../domain/time.ts'
import { figureById } from '../../store/figures.ts'
import { recordTextCheck, textChecksLeft } from '../../workflow/figure/record-text-check.ts'
import { checkedTextSchema, checkTextRequest, maxCheckedCharacters } from '../contract.ts'
import type { ApiDeps } from '../deps.ts'
import { Refused } from '../errors.ts'
import { answers, body, createRouter } from '../route.ts'
import { claimShown } from '../shapes/articles.ts'
import { iso } from '../shapes/units.ts'
import { areasOf } from '../who.ts'

const check = createRoute({
  method: 'post',
  path: '/claims/check',
  tags: ['figures'],
  summary: 'Hold every number of a text against the official figures; the text is not kept',
  request: { body: body(checkTextRequest) },
  responses: answers(checkedTextSchema),
})

export function claimRoutes({ db, now, requests }: ApiDeps) {
  const app = createRouter()
  app.openapi(check, async (c) => {
    const [actor, tree] = [c.get('actor'), c.get('tree')]
    const [seat] = actor.seats
    if (!seat || !areasOf(c).includes('figures')) throw new Refused({ code: 'not-allowed' })
    const by = { actor, at: now() }
    const { title, text, publishedAt } = c.req.valid('json')
    if (title.length + text.length > maxCheckedCharacters)
      throw new Refused({ code: 'too-large', field: 'text', detail: { limit: maxCheckedCharacters } })
    const given = publishedAt === undefined ? by.at : new Date(publishedAt)
    if (given > addMs(by.at, 2 * minute)) throw new Refused({ code: 'time-in-future', field: 'publishedAt' })
    const asOf = given < by.at ? given : by.at
    const left = await textChecksLeft(db, by)
    if (left === 0) throw new Refused({ code: 'too-many-requests', detail: { retryAfterSeconds: 3600 } })
    const home = tree.rootOf(seat.unitId)?.regionCode ?? ''
    const claims = await requests.checkText({ title, text, publishedAt: asOf }, home)
    await recordTextCheck(
      db,
      { characters: title.length + text.length, verdicts: claims.map((claim) => claim.verdict) },
      by,
    )
    const shown = await Promise.all(
      claims.map(async (claim, n) =>
        claimShown(claim, { id: `${n}`, figure: claim.figureId ? await figureById(db, claim.figureId) : null }),
      ),
    )
    return c.json({ claims: shown, asOf: iso(asOf), left: left - 1 }, 200)
  })
  return app
}
