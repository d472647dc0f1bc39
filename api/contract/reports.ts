/** Reports upward with their revisions and receipts. */
import { z } from 'zod'
import { clockStates, reportChannels, reportKinds } from '../../domain/incident.ts'
import { formChoiceSchema, formFieldsSchema, formRevisionSchema, formShownSchema } from './forms.ts'
import {
  givenInstantSchema,
  idSchema,
  instantSchema,
  moveSchema,
  personRefSchema,
  refusalSchema,
  unitRefSchema,
} from './shared.ts'

const fieldText = (max = 4000) => z.string().trim().max(max)
export const receiptSchema = z.object({
  id: z.string(),
  unit: unitRefSchema,
  copy: z.boolean(),
  /** A copy held back until the root bureau releases it. */
  heldAt: instantSchema.nullable(),
  deliveredAt: instantSchema.nullable(),
  acknowledgedAt: instantSchema.nullable(),
  acknowledgedBy: z.string().nullable(),
})
export type ReceiptShown = z.infer<typeof receiptSchema>

/** Verbs of `moves`: revise, acknowledge, confirm-phone, release-held. */
export const reportSchema = z
  .object({
    id: z.string(),
    incidentId: z.string(),
    kind: z.enum(reportKinds),
    /** What it was filled in by, as it was then. */
    form: formShownSchema,
    seq: z.number().int(),
    from: unitRefSchema,
    channel: z.enum(reportChannels),
    claimedFoundAt: instantSchema.nullable(),
    claimedSentAt: instantSchema.nullable(),
    /** Server time of receipt, or the confirmed time of the call. */
    sentAt: instantSchema,
    /** The instant from which it meets a duty; null while it reached no permitted recipient. */
    countsAt: instantSchema.nullable(),
    /** Addressees outside the unit tree, as typed. */
    otherRecipients: z.array(z.string()),
    /** Id '' where the signer spoke by phone and the receiver entered it. */
    signedBy: personRefSchema,
    skipLevel: z.boolean(),
    skipReason: z.string().nullable(),
    /** Newest last. */
    revisions: z.array(formRevisionSchema),
    receipts: z.array(receiptSchema),
    moves: z.array(moveSchema),
  })
  .meta({ id: 'Report' })
export type ReportShown = z.infer<typeof reportSchema>

export const sendReportRequest = z.object({
  kind: z.enum(reportKinds),
  /** `phone`: the caller enters the call; it counts once the receiver confirms it. */
  channel: z.enum(reportChannels).default('system'),
  /** The unit that reports; one of the person's own. */
  fromUnitId: idSchema,
  /** Units of the tree; one permitted recipient makes it count. The copy to a passed-over parent is made by the command. */
  recipientIds: z.array(idSchema).max(10),
  /** Addressees outside the tree; recorded, never enough. */
  otherRecipients: z.array(z.string().trim().min(1).max(100)).max(10).default([]),
  /** A form of the incident's plans; the usual one of this kind where none is named. */
  form: formChoiceSchema.nullable().default(null),
  fields: formFieldsSchema,
  claimedFoundAt: givenInstantSchema.nullable().default(null),
  /** For a call: when it was made. */
  claimedSentAt: givenInstantSchema.nullable().default(null),
  skipReason: fieldText(500).nullable().default(null),
  /** The parent is the subject of the complaint: its copy waits for the root bureau (AC-03). */
  parentIsSubject: z.boolean().default(false),
})
export type SendReportRequest = z.input<typeof sendReportRequest>

/** What the report did to the clocks. */
export const reportSentAnswer = z.object({
  ok: z.literal(true),
  id: z.string(),
  seq: z.number().int(),
  /** Null while it counts for no duty; `shortfall` says why. */
  countsAt: instantSchema.nullable(),
  shortfall: refusalSchema.nullable(),
  met: z.array(z.object({ clockId: z.string(), duty: z.string(), state: z.enum(clockStates) })),
})
export type ReportSentAnswer = z.infer<typeof reportSentAnswer>

export const reviseReportRequest = z.object({ fields: formFieldsSchema })
export type ReviseReportRequest = z.infer<typeof reviseReportRequest>

/** The receiving unit logs a call it took. */
export const logPhoneReportRequest = z.object({
  fromUnitId: idSchema,
  toUnitId: idSchema,
  callAt: givenInstantSchema,
  /** Who called, as said on the phone. */
  caller: z.string().trim().min(1).max(60),
  skipReason: fieldText(500).nullable().default(null),
  kind: z.enum(reportKinds).default('first'),
  form: formChoiceSchema.nullable().default(null),
  fields: formFieldsSchema,
})
export type LogPhoneReportRequest = z.input<typeof logPhoneReportRequest>

export const acknowledgeReportRequest = z.object({ unitId: idSchema })
export type AcknowledgeReportRequest = z.infer<typeof acknowledgeReportRequest>
/** The receiver confirms a call that its caller entered, within 30 minutes of it (policy-phone). */
export const confirmPhoneReportRequest = z.object({ unitId: idSchema, callAt: givenInstantSchema })
export type ConfirmPhoneReportRequest = z.infer<typeof confirmPhoneReportRequest>
/** Releases everything of the incident that is held back from that unit. */
export const releaseHeldRequest = z.object({ unitId: idSchema, reason: fieldText(2000).optional() })
export type ReleaseHeldRequest = z.infer<typeof releaseHeldRequest>
/** May a report of this incident leave now, from whom and to whom: fills the form. */
export const reportOptionsSchema = z.object({
  /** `skipReason`: passing the level above over needs one. */
  from: z.array(unitRefSchema.extend({ skipReason: z.boolean() })),
  recipients: z.array(unitRefSchema.extend({ satisfies: z.boolean(), skipsLevel: z.boolean() })),
  /** The forms of its plans, drafted from what is known; `usualFor`: the reports that take it where nobody chooses another. */
  forms: z.array(formShownSchema.extend({ usualFor: z.array(z.enum(reportKinds)), draft: formFieldsSchema })),
})
export type ReportOptions = z.infer<typeof reportOptionsSchema>
