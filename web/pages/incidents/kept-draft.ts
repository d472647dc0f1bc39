/** Unsaved words in this browser tab: kept for the session only, because they are not public yet. */
import { z } from 'zod'

const prefix = 'tongyu.draft.'

/** As talkingPointsBodySchema, but a draft may have empty lines. */
export const pointsDraft = z.object({
  summary: z.string(),
  short: z.object({ core: z.string(), reply: z.string() }).optional(),
  facts: z.array(z.object({ text: z.string(), figureId: z.string().nullable() })),
  dos: z.array(z.string()),
  donts: z.array(z.string()),
  questions: z.array(z.object({ question: z.string(), answer: z.string() })),
  quoted: z.array(z.string()).optional(),
  valid: z.object({ from: z.string().nullable(), until: z.string().nullable() }).optional(),
})

/** As releaseBodySchema, but a draft may be incomplete. */
export const releaseDraft = z.object({
  ...{ title: z.string(), text: z.string(), publicity: z.enum(['public', 'on_request', 'not_public']) },
  ...{ quoted: z.array(z.string()), claim: z.string() },
  meeting: z
    .object({
      ...{ venue: z.string(), at: z.string(), invitation: z.string(), agenda: z.array(z.string()) },
      speakers: z.array(z.object({ name: z.string(), post: z.string() })),
    })
    .nullable(),
})

export function keptDraft<T>(key: string, shape: z.ZodType<T>): T | null {
  try {
    return shape.parse(JSON.parse(sessionStorage.getItem(prefix + key) ?? 'null'))
  } catch {
    return null
  }
}

export function keepDraft(key: string, body: unknown): void {
  try {
    sessionStorage.setItem(prefix + key, JSON.stringify(body))
  } catch {
    // Full or forbidden: the words then live as long as the page.
  }
}

export function forgetDraft(key: string): void {
  try {
    sessionStorage.removeItem(prefix + key)
  } catch {
    // Nothing kept, nothing to forget.
  }
}
