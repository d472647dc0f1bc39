/** Messages of the house to the person who asks. */
import { z } from 'zod'
import { deliveryKinds } from '../../domain/delivery.ts'
import { instantSchema, page, pageQuery, unitRefSchema } from './shared.ts'

export const messageSchema = z
  .object({
    id: z.string(),
    kind: z.enum(deliveryKinds),
    unit: unitRefSchema.nullable(),
    incidentId: z.string().nullable(),
    flagId: z.string().nullable(),
    /** For the wording: titles, times, lateness. */
    facts: z.record(z.string(), z.union([z.string(), z.number()])),
    createdAt: instantSchema,
    readAt: instantSchema.nullable(),
  })
  .meta({ id: 'Message' })
export type Message = z.infer<typeof messageSchema>

export const messagesQuery = z.object({ unread: z.enum(['true', 'false']).default('false'), ...pageQuery })
export const messagesSchema = page(messageSchema).extend({ unread: z.number().int() })
export type Messages = z.infer<typeof messagesSchema>
export const unreadSchema = z.object({ unread: z.number().int() })
