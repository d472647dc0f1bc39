/** Plans as their texts read, and the runs of them on an incident: steps, decisions, musters, and what is next. */
import { z } from 'zod'
import { activationStates, incidentFamilies, reportKinds, stepRunStates } from '../../domain/incident.ts'
import { clockSchema } from './clocks.ts'
import { formFieldSchema, formFieldsSchema, stepFormSchema } from './forms.ts'
import { givenInstantSchema, idSchema, instantSchema, moveSchema, reasonSchema, ruleSchema } from './shared.ts'

const keySchema = z.string().min(1).max(60)
const bodyRefSchema = z.object({ body: z.string(), name: z.string() })
const formSchema = z.object({
  form: z.string(),
  title: z.string(),
  rule: ruleSchema,
  fields: z.array(formFieldSchema),
})
export type PlanFormShown = z.infer<typeof formSchema>

export const planRowSchema = z
  .object({
    plan: z.string(),
    version: z.string(),
    title: z.string(),
    family: z.enum(incidentFamilies),
    restricted: z.boolean(),
    document: z.string(),
    part: z.string(),
    /** Roots of trees that have adopted it, among those the person belongs to. */
    adoptedBy: z.array(z.object({ rootId: z.string(), name: z.string() })),
    modes: z.array(z.object({ mode: z.string(), title: z.string() })),
    subjects: z.array(z.object({ subject: z.string(), text: z.string() })),
    /** What is filled in when an incident of it is opened by hand, and the instants that its clocks need then. */
    openingForm: formSchema.nullable(),
    neededInstants: z.array(z.object({ instant: z.string(), modes: z.array(z.string()) })),
    steps: z.number().int(),
    duties: z.number().int(),
  })
  .meta({ id: 'PlanRow' })
export type PlanRow = z.infer<typeof planRowSchema>
export const plansSchema = z.object({
  items: z.array(planRowSchema),
  /** The media plan that comes with the program, and the person's trees that run by it because they have adopted none. */
  withoutMedia: z.object({ plan: z.string(), roots: z.array(z.object({ rootId: z.string(), name: z.string() })) }),
  /** Trees whose plans the person may adopt and drop. */
  mayAdopt: z.array(z.object({ rootId: z.string(), name: z.string() })),
  /** The person's bureaus for which they may open a matter by hand, and for which they may report one of a restricted plan. */
  mayOpen: z.object({
    plain: z.array(z.object({ unitId: z.string(), name: z.string() })),
    restricted: z.array(z.object({ unitId: z.string(), name: z.string() })),
  }),
  /** Bureaus whose bodies the person may name the members of. */
  mayName: z.array(z.object({ unitId: z.string(), name: z.string(), isRoot: z.boolean() })),
})
export type PlansShown = z.infer<typeof plansSchema>

/** The plan for reading: each entry beside the words it comes from. */
export const planTextSchema = planRowSchema
  .extend({
    interpreter: z.string(),
    rules: z.array(ruleSchema),
    bodies: z.array(
      z.object({
        body: z.string(),
        name: z.string(),
        aliases: z.array(z.string()),
        leader: z.string(),
        /** Where it sits: at the root bureau, at the bureau that runs the plan, or nowhere in the tree. */
        seat: z.enum(['root', 'own', 'outside']),
        members: z.array(z.string()),
        rule: z.string(),
      }),
    ),
    clocks: z.array(
      z.object({
        duty: z.string(),
        what: z.string(),
        kind: z.enum(['hard', 'soft', 'recurring']),
        /** ms, or null where it comes again by the calendar or a number is still to be set. */
        limitMs: z.number().int().nullable(),
        every: z.string().nullable(),
        word: z.string().nullable(),
        start: z.string(),
        by: z.array(z.string()),
        to: z.array(z.string()),
        rule: z.string(),
      }),
    ),
    procedures: z.array(
      z.object({
        procedure: z.string(),
        title: z.string(),
        rule: z.string(),
        mode: z.string().nullable(),
        steps: z.array(
          z.object({
            step: z.string(),
            item: z.string(),
            text: z.string(),
            rule: z.string(),
            by: z.array(z.string()),
            evidence: z.array(z.string()),
            /** Name of the form it is written into; '' where it has none. */
            form: z.string(),
            optional: z.boolean(),
          }),
        ),
      }),
    ),
    decisions: z.array(
      z.object({
        decision: z.string(),
        text: z.string(),
        by: z.array(z.string()),
        options: z.array(z.string()),
        rule: z.string(),
      }),
    ),
    clauses: z.array(z.object({ clause: z.string(), kind: z.string(), text: z.string(), rule: z.string() })),
    forms: z.array(formSchema),
  })
  .meta({ id: 'PlanText' })
export type PlanTextShown = z.infer<typeof planTextSchema>

const stepSchema = z.object({
  step: z.string(),
  item: z.string(),
  text: z.string(),
  rule: ruleSchema,
  by: z.array(bodyRefSchema),
  optional: z.boolean(),
  state: z.enum(stepRunStates),
  /** On the way, off it, or waiting; `waitsFor` says for which decision or limit. */
  branch: z.enum(['open', 'closed', 'undecided']),
  waitsFor: z.string().nullable(),
  /** Steps that come first. */
  after: z.array(z.string()),
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  byName: z.string(),
  reason: z.string().nullable(),
  evidence: z.array(z.object({ name: z.string(), reference: z.string().nullable() })),
  signatures: z.array(
    z.object({
      body: z.string(),
      name: z.string(),
      before: z.enum(['start', 'done']),
      needed: z.boolean(),
      signed: z.array(z.object({ name: z.string(), at: instantSchema })),
      /** The reader sits in it. */
      mine: z.boolean(),
    }),
  ),
  /** What whoever works on it fills in; null where the step has none, or a report is what it asks for. */
  form: stepFormSchema.nullable(),
  /** The report that met its duty. */
  report: z
    .object({
      id: z.string(),
      kind: z.enum(reportKinds),
      seq: z.number().int(),
      from: z.string(),
      sentAt: instantSchema,
    })
    .nullable(),
  carriedFrom: z.string().nullable(),
  moves: z.array(moveSchema),
})
export type StepShown = z.infer<typeof stepSchema>

const musterSchema = z.object({
  body: z.string(),
  name: z.string(),
  limitAt: instantSchema,
  state: z.enum(['mustering', 'complete', 'complete_late', 'short', 'unnamed']),
  people: z.array(
    z.object({
      userId: z.string(),
      name: z.string(),
      state: z.enum(['in_time', 'late', 'elsewhere', 'missing']),
      at: instantSchema.nullable(),
    }),
  ),
  /** The reader is of it and has not said so yet. */
  mine: z.boolean(),
})
export type MusterShown = z.infer<typeof musterSchema>

export const planRunSchema = z
  .object({
    id: z.string(),
    plan: z.string(),
    title: z.string(),
    planVersion: z.string(),
    document: z.string(),
    state: z.enum(activationStates),
    mode: z.object({ mode: z.string(), title: z.string() }).nullable(),
    risesTo: z.array(z.object({ mode: z.string(), title: z.string() })),
    proposedAt: instantSchema,
    proposedBy: z.string(),
    startedAt: instantSchema.nullable(),
    endedAt: instantSchema.nullable(),
    procedures: z.array(
      z.object({
        procedure: z.string(),
        title: z.string(),
        rule: ruleSchema,
        commander: z.string().nullable(),
        running: z.boolean(),
        move: moveSchema.nullable(),
        steps: z.array(stepSchema),
      }),
    ),
    decisions: z.array(
      z.object({
        decision: z.string(),
        text: z.string(),
        rule: ruleSchema,
        by: z.array(bodyRefSchema),
        options: z.array(z.object({ is: z.string(), text: z.string() })),
        outcome: z.string().nullable(),
        decidedAt: instantSchema.nullable(),
        /** Taken by the moves of the run or the incident. */
        acts: z.boolean(),
        move: moveSchema,
      }),
    ),
    musters: z.array(musterSchema),
    instants: z.array(z.object({ instant: z.string(), at: instantSchema.nullable() })),
    parameters: z.array(
      z.object({
        parameter: z.string(),
        what: z.string(),
        minMs: z.number().int(),
        maxMs: z.number().int(),
        ms: z.number().int().nullable(),
      }),
    ),
    clocks: z.array(clockSchema),
    openSteps: z.number().int(),
    /** The reader may state instants and enter what others report. */
    mayRecord: z.boolean(),
    moves: z.array(moveSchema),
  })
  .meta({ id: 'PlanRun' })
export type PlanRunShown = z.infer<typeof planRunSchema>

export const nextActSchema = z.object({
  key: z.string(),
  kind: z.enum(['run', 'step', 'decision', 'procedure', 'muster', 'duty']),
  activationId: z.string(),
  what: z.string(),
  text: z.string(),
  by: z.array(z.string()),
  rule: ruleSchema.nullable(),
  dueAt: instantSchema.nullable(),
  mine: z.boolean(),
})
export type NextActShown = z.infer<typeof nextActSchema>

export const incidentPlansSchema = z
  .object({
    runs: z.array(planRunSchema),
    next: z.array(nextActSchema),
    /** Adopted plans that may be put beside those that run. */
    proposable: z.array(planRowSchema),
    mayPropose: z.boolean(),
    serverTime: instantSchema,
  })
  .meta({ id: 'IncidentPlans' })
export type IncidentPlans = z.infer<typeof incidentPlansSchema>

export const statedInstantsSchema = z
  .object({
    occurred: givenInstantSchema.optional(),
    origin: givenInstantSchema.optional(),
    instructed: givenInstantSchema.optional(),
    notified: givenInstantSchema.optional(),
    accepted: givenInstantSchema.optional(),
    controlled: givenInstantSchema.optional(),
    received: givenInstantSchema.optional(),
  })
  .strict()
export type StatedInstantsGiven = z.infer<typeof statedInstantsSchema>

export const openIncidentRequest = z.object({
  unitId: idSchema,
  plan: keySchema,
  mode: keySchema.optional(),
  subject: keySchema.optional(),
  title: z.string().trim().min(1).max(200),
  place: z.string().trim().max(200).default(''),
  foundAt: givenInstantSchema,
  instants: statedInstantsSchema.default({}),
  fields: z.record(keySchema, z.string().max(4000)).default({}),
  drill: z.boolean().default(false),
})
export type OpenIncidentRequest = z.input<typeof openIncidentRequest>
/** `id` is null for a leak that the reporter may not see further: the number is their receipt. */
export const incidentOpenedSchema = z.object({ ok: z.literal(true), id: z.string().nullable(), no: z.string() })
export type IncidentOpened = z.infer<typeof incidentOpenedSchema>

export const proposePlanRequest = z.object({
  plan: keySchema,
  mode: keySchema.optional(),
  instants: statedInstantsSchema.default({}),
  reason: reasonSchema,
})
export const approvePlanRequest = z.object({ reason: reasonSchema, start: z.boolean().optional() })
export const endPlanRequest = z.object({
  reason: z.string().trim().max(2000).default(''),
  override: z.boolean().optional(),
})
export const moveStepRequest = z.object({
  verb: z.enum(['start', 'fill', 'attach', 'sign', 'finish', 'skip', 'fail', 'retry']),
  reason: z.string().max(2000).optional(),
  evidence: z.record(z.string().max(200), z.string().max(200)).optional(),
  /** For fill, and what finish may bring along. */
  fields: formFieldsSchema.optional(),
  signFor: keySchema.optional(),
})
export type MoveStepRequest = z.infer<typeof moveStepRequest>
export const takeDecisionRequest = z.object({ decision: keySchema, outcome: keySchema, reason: reasonSchema })
export const chooseProcedureRequest = z.object({ procedure: keySchema })
export const stateInstantRequest = z.object({
  instant: z.enum(['occurred', 'origin', 'instructed', 'notified', 'accepted', 'controlled', 'received']),
  at: givenInstantSchema,
})
export const setParameterRequest = z.object({
  parameter: keySchema,
  ms: z.number().int().positive(),
  reason: reasonSchema,
})
export const upgradePlanRequest = z.object({ mode: keySchema, reason: reasonSchema })
export const checkInRequest = z.object({ body: keySchema, userId: idSchema.optional() })
export const fulfilDutyRequest = z.object({
  note: z.string().trim().max(2000).default(''),
  nil: z.boolean().optional(),
  claimedAt: givenInstantSchema.optional(),
})
export const transferDutyRequest = z.object({ toUnitId: idSchema, reason: reasonSchema })
export const adoptPlanRequest = z.object({ rootId: idSchema, drop: z.boolean().optional() })
export const setMembersRequest = z.object({
  unitId: idSchema,
  members: z.array(z.object({ userId: idSchema, leads: z.boolean().default(false) })).max(200),
})
export const membersQuery = z.object({ unitId: idSchema })
export const bodyMembersSchema = z
  .object({
    members: z.array(z.object({ userId: z.string(), name: z.string(), leads: z.boolean() })),
    /** People of the bureau and its divisions who may be named. */
    candidates: z.array(z.object({ userId: z.string(), name: z.string(), unit: z.string() })),
  })
  .meta({ id: 'BodyMembers' })
export type BodyMembersShown = z.infer<typeof bodyMembersSchema>
export const planParam = z.object({ plan: keySchema })
export const stepParam = z.object({ id: idSchema, step: keySchema })
export const bodyParam = z.object({ body: keySchema })
