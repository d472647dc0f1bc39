/**
 * Events of GET /api/live (server-sent): `changed` when something the person may see
 * changed (the first one after every connection names all topics: read again), `beat` every 15 s.
 */
import { z } from 'zod'
import { instantSchema } from './shared.ts'

export const liveTopics = ['record', 'articles', 'flags', 'messages', 'clocks'] as const
export type LiveTopic = (typeof liveTopics)[number]

/** `record` covers incidents, reports and talking points: whatever appends to the audit. */
export const liveEventSchema = z.object({ topics: z.array(z.enum(liveTopics)), serverTime: instantSchema })
export type LiveEvent = z.infer<typeof liveEventSchema>
