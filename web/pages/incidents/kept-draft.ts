/** Unsaved talking points in this browser tab: kept for the session only, because they are not public yet. */
import { z } from 'zod'
import type { TalkingPointsBodyGiven } from '../../../api/contract.ts'

const prefix = 'tongyu.draft.'

/** As talkingPointsBodySchema, but a draft may have empty lines. */
const draftShape = z.object({
  summary: z.string(),
  facts: z.array(z.object({ text: z.string(), figureId: z.string().nullable() })),
  dos: z.array(z.string()),
  donts: z.array(z.string()),
  questions: z.array(z.object({ question: z.string(), answer: z.string() })),
})

export function keptDraft(key: string): TalkingPointsBodyGiven | null {
  try {
    return draftShape.parse(JSON.parse(sessionStorage.getItem(prefix + key) ?? 'null'))
  } catch {
    return null
  }
}

export function keepDraft(key: string, body: TalkingPointsBodyGiven): void {
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
