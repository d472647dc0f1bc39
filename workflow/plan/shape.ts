/**
 * What a plan file may say: one strict shape, so that a misspelt word is a problem with a line and never a silent nothing.
 * What the keys mean stands in README.md; whether they point at each other rightly is references.ts' matter.
 */
import { z } from 'zod'
import { fieldKinds } from '../../domain/form.ts'
import { incidentFamilies, reportChannels, reportKinds } from '../../domain/incident.ts'
import { releaseKinds } from '../../domain/release.ts'
import { roles } from '../../domain/units.ts'
import { duration, ids, key, keys, parameter, passage, version, words } from './scalars.ts'

/** Regulation and law are quoted word for word; a policy is the platform's own sentence. */
const rule = z.strictObject({
  id: key,
  ids,
  basis: z.enum(['regulation', 'law', 'policy']),
  citation: words,
  text: passage,
})

export const bodyLevels = ['root', 'city', 'county', 'township', 'division', 'every', 'outside'] as const
const body = z.strictObject({
  body: key,
  ids,
  name: words,
  /** The same body under its other names in the text (GAP-01). */
  aliases: z.array(words).max(10).default([]),
  level: z.enum(bodyLevels),
  rule: key,
  /** Whoever holds one of these roles there acts for it, beside its named members. */
  roles: z.array(z.enum(roles)).max(10).default([]),
  leader: words.optional(),
  deputies: words.optional(),
  members: z.array(words).max(20).default([]),
  duties: z.array(passage).max(20).default([]),
  /** Opened and closed by a decision, like the news centre. */
  temporary: z.boolean().default(false),
})

/** Where the finder's bureau stands in its tree. */
export const finders = ['root', 'city', 'county', 'township'] as const
/** What a report may go to by its place in the tree; bodies and places outside the tree stand in `to`. */
export const recipients = ['self', 'parent', 'root'] as const
/** The instants a clock may count from, and the events that may open one. */
export const instants = [
  'found', // a person found the matter (GAP-03)
  'occurred', // it happened, where the text counts from there
  'origin', // origin time of an earthquake
  'received', // a report was received
  'studied', // the leading group studied the matter
  'graded',
  'accepted', // accepted as a matter to answer publicly
  'activated',
  'instructed', // an instruction reached the group
  'notified', // a notice with its own limit reached its receiver
  'reported', // the first report was made
  'controlled', // controlled and the work done, or the danger proved over
  'changed', // a contact changed
  'calendar', // no event: the calendar itself
] as const
export const everies = ['day', 'late-month', 'month', 'quarter', 'year'] as const
export const grades = ['general', 'larger', 'major', 'extraordinary'] as const

const duty = z
  .strictObject({
    duty: key,
    version: version.default('1'),
    ids,
    rule: key,
    /** `hard` has a number in the text, `soft` has only a word like 立即 and an internal target; `recurring` comes again. */
    kind: z.enum(['hard', 'soft', 'recurring']),
    /** Hard and soft: how long. */
    limit: z.union([duration, parameter]).optional(),
    /** Soft: the word of the text that stands where a number might. */
    word: words.optional(),
    /** Recurring: how often. */
    every: z.union([z.enum(everies), parameter]).optional(),
    /** The instant the time counts from. */
    start: z.enum(instants),
    /** The event that opens the clock, where it is not the start itself: a grade opens a clock that counts from finding. */
    opens: z.enum(instants).optional(),
    /** Owed only under these grades, in this mode of the plan, about these subjects, by finders at these levels. */
    grades: z.array(z.enum(grades)).min(1).optional(),
    mode: key.optional(),
    subjects: z.array(key).min(1).optional(),
    finders: z.array(z.enum(finders)).min(1).optional(),
    /** Bodies that owe it, where it is not the finder. */
    by: keys,
    /** Each of these bodies owes it by itself, with a clock of its own. */
    each: z.boolean().default(false),
    recipients: z.array(z.enum(recipients)).max(3).default([]),
    to: keys,
    channels: z.array(z.enum(reportChannels)).max(4).default([]),
    form: key.optional(),
    /**
     * Owed as well by a bureau that did not find the matter and was told of it by a report (监测或接到), from its arrival. With
     * `start: received` it is owed by such a bureau alone.
     */
    told: z.literal(true).optional(),
    /** What the platform sees done by itself: words to the public of these kinds, any of them, or the opening of a news centre. */
    metBy: z
      .array(z.enum([...releaseKinds, 'release', 'news_centre']))
      .min(1)
      .optional(),
    /** Passing the level above over: free, or with a reason (必要时). */
    skipLevel: z.enum(['free', 'with-reason']).optional(),
    /** Recurring: a report that there is nothing to report counts. */
    nilCounts: z.boolean().default(false),
    what: words,
  })
  .refine((d) => (d.kind === 'recurring') === (d.every !== undefined), 'every belongs to recurring duties, and to all')
  .refine((d) => (d.kind === 'recurring') === (d.limit === undefined), 'hard and soft duties need a limit')
  .refine((d) => (d.kind === 'soft') === (d.word !== undefined), 'soft duties name the word of the text, no others')
  .refine(
    (d) => !d.told || (d.kind !== 'recurring' && d.recipients.length > 0),
    'what binds whoever is told has a limit, and recipients: self, parent or root',
  )

/** `acts` names what the engine does when it is taken; any other decision only opens and closes branches. */
const decision = z.strictObject({
  decision: key,
  ids,
  rule: key,
  text: passage,
  by: z.array(key).min(1).max(6),
  options: z
    .array(z.strictObject({ is: key, text: words }))
    .min(2)
    .max(12),
  acts: z.enum(['activate', 'terminate', 'grade', 'scope', 'upgrade']).optional(),
})

/** Unlocked by an outcome of a decision, or by the passing of a clock's limit. */
const when = z.union([
  z.strictObject({ decision: key, is: z.array(key).min(1).max(12) }),
  z.strictObject({ overdue: key }),
])

const step = z.strictObject({
  step: key,
  ids,
  /** Word for word where `item` names the place in the rule; else a short name of what the rule orders. */
  text: passage,
  rule: key.optional(),
  item: words.optional(),
  by: keys,
  /** Steps of the same procedure that come first (首先、然后、依次). Steps without it run beside each other. */
  after: keys,
  when: when.optional(),
  /** 如有必要: it does not hold the end of the plan up. */
  optional: z.boolean().default(false),
  /** What must be attached before it is done, each once. */
  evidence: z.array(words).max(10).default([]),
  form: key.optional(),
  /** Signatures needed before the work starts or before it counts as done, where the text asks for them. */
  signatures: z
    .array(z.strictObject({ by: key, before: z.enum(['start', 'done']), when: when.optional() }))
    .max(6)
    .default([]),
  decisions: keys,
  duties: keys,
  /** Procedures that this step may set off, like the fire procedure. */
  startsProcedures: keys,
  /** Steps of the mode before whose result is kept when the plan is upgraded to this step's mode. */
  carries: keys,
})

const procedure = z.strictObject({
  procedure: key,
  title: words,
  rule: key,
  mode: key.optional(),
  commander: key.optional(),
  /** With the plan, or when the commander chooses it by what happened. */
  starts: z.enum(['with-plan', 'when-chosen']).default('with-plan'),
  steps: z.array(step).min(1).max(60),
})

const form = z.strictObject({
  form: key,
  ids,
  title: words,
  rule: key,
  /** Reports upward that take this form before any other of the plan. */
  stages: z.array(z.enum(reportKinds)).max(3).default([]),
  fields: z
    .array(
      z.strictObject({
        field: key,
        label: words,
        hint: words.optional(),
        kind: z.enum(fieldKinds).default('text'),
        /** `if-any`: asked for where there is something to say (必要时、部分或全部); a list: these reports alone need it. */
        required: z.union([z.enum(['yes', 'if-any']), z.array(z.enum(reportKinds)).min(1).max(3)]).default('yes'),
        /** The article that asks for it, where it is another than the form's. */
        rule: key.optional(),
        /** Content that must stay on paper (涉密不上网): only a reference to it is kept, never the text. */
        offline: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(40),
})

const escalation = z.strictObject({
  path: key,
  ids,
  rule: key,
  chain: z.array(key).min(2).max(10),
  skipLevel: z.enum(['free', 'with-reason']).optional(),
  text: words,
})
const register = z.strictObject({
  register: key,
  ids,
  rule: key,
  title: words,
  keptBy: keys,
  columns: z.array(words).max(20).default([]),
  /** A part of the program keeps it: the registry of the press, the answers given, the watch log. It is no table to fill in. */
  part: z.enum(['registry', 'answers', 'watch-log']).optional(),
  /** Facts about how people did their duty: read and kept by the inspection alone (keep-conduct-facts). */
  reserved: z.boolean().default(false),
})
/** What the text forbids, punishes, rewards, defines or asks to keep up. */
const clause = z.strictObject({
  clause: key,
  ids,
  kind: z.enum(['definition', 'prohibition', 'accountability', 'reward', 'upkeep']),
  rule: key,
  text: passage,
  by: keys,
  /** Definitions: the questions that must all be answered with yes, or among which one is chosen. */
  questions: z
    .array(z.strictObject({ question: key, text: words }))
    .max(12)
    .default([]),
  test: z.enum(['all', 'one']).optional(),
})

const list = <T extends z.ZodType>(of: T, max: number) => z.array(of).max(max).default([])

export const planShape = z.strictObject({
  plan: z.string().regex(/^[a-z][a-z0-9-]{1,59}$/, 'a plan is named in small letters, digits and hyphens'),
  version,
  title: words,
  /** Of incidents; `common` for bases. */
  family: z.enum([...incidentFamilies, 'common']),
  /** A base is what plans have in common (the measures above their annexes); it is never activated by itself. */
  base: z.boolean().default(false),
  uses: keys,
  /** Shown to the members of its compartment alone. */
  restricted: z.boolean().default(false),
  /** Chapter and document it was made from, and who interprets it. */
  source: z.strictObject({
    document: words,
    part: words.optional(),
    publishedOn: z.iso.date().optional(),
    interpreter: key,
  }),
  subjects: list(z.strictObject({ subject: key, text: words }), 12),
  modes: list(z.strictObject({ mode: key, title: words, rule: key, upgradesTo: keys }), 8),
  rules: list(rule, 200),
  bodies: list(body, 60),
  duties: list(duty, 60),
  decisions: list(decision, 40),
  procedures: list(procedure, 20),
  forms: list(form, 20),
  escalations: list(escalation, 20),
  registers: list(register, 20),
  clauses: list(clause, 60),
})

export type Plan = z.infer<typeof planShape>
export type PlanDuty = Plan['duties'][number]
export type Procedure = Plan['procedures'][number]
export type Step = Procedure['steps'][number]
export type Body = Plan['bodies'][number]
export type PlanDecision = Plan['decisions'][number]
export type PlanForm = Plan['forms'][number]
export type StepCondition = z.infer<typeof when>
export type PlanInstant = (typeof instants)[number]
export type Parameter = z.infer<typeof parameter>
