/** What can befall the clocks of one story, as data that fast-check makes, repeats and shrinks. */
import fc from 'fast-check'
import { incidentGrades } from '../../domain/incident.ts'
import { hour, minute, second } from '../../domain/time.ts'

/**
 * What befalls the process while it works: `dies` before its nth further statement, or just after a commit that falls on it;
 * `fails` one statement and goes on; `slow`: that much time passes with each statement.
 */
export type Trouble = { dies: number } | { fails: number } | { slow: number } | null

export const acts = [
  'mark-second',
  'report',
  'phone',
  'confirm-call',
  'grade',
  'transfer',
  'found-time',
  'elements',
  'study',
  'activate',
  'fulfil',
  'parameter',
  'reject',
  'terminate',
] as const
export type ActName = (typeof acts)[number]

export type Move =
  /** Time goes on: minutes, or an outage of hours with nobody at work. */
  | { kind: 'wait' | 'outage'; ms: number }
  /** To the limit of a clock, to the millisecond or a little beside it. */
  | { kind: 'to-limit'; n: number; offset: number }
  /** The server's time steps back. */
  | { kind: 'back'; ms: number }
  | { kind: 'turn'; trouble: Trouble }
  /** Two schedulers at once. */
  | { kind: 'two-turns' }
  /** A scheduler hands tickets to a queue. */
  | { kind: 'claim' }
  /** The queue gives tickets to workers, in any order, some of them twice, one after another or at once. */
  | { kind: 'jobs'; order: number[]; together: boolean; trouble: Trouble }
  /** The queue loses all it holds. */
  | { kind: 'lose' }
  /** A clock is woken although nobody claimed it. */
  | { kind: 'wake'; n: number; together: boolean }
  | { kind: 'act'; act: ActName; n: number; trouble: Trouble }

export type Story = {
  /** A marked article, an alert that nobody acknowledges, a disaster opened by hand. */
  kind: 'media' | 'alert' | 'natural'
  unitId: 'gx' | 'liuzhou' | 'sanjiang'
  subject: 'region' | 'may_spread' | 'own_level'
}

const ms = (from: number, to: number) => fc.integer({ min: from, max: to })
const n = fc.nat({ max: 1_000 })
const trouble = (calm: number): fc.Arbitrary<Trouble> =>
  fc.oneof(
    { weight: calm, arbitrary: fc.constant(null) },
    { weight: 2, arbitrary: fc.record({ dies: ms(0, 40) }) },
    { weight: 1, arbitrary: fc.record({ fails: ms(0, 25) }) },
    { weight: 1, arbitrary: fc.record({ slow: fc.oneof(ms(1, 300), ms(1_000, 9_000)) }) },
  )
const kind = <T extends string>(name: T) => fc.constant(name)

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: kind('wait'), ms: ms(0, 40 * minute) }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('outage'), ms: ms(hour, 20 * hour) }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: kind('to-limit'), n, offset: fc.constantFrom(-second, -1, 0, 1, second) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('back'), ms: fc.oneof(ms(1, 5 * minute), ms(minute, 6 * hour)) }) },
  { weight: 7, arbitrary: fc.record({ kind: kind('turn'), trouble: trouble(4) }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('two-turns') }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('claim') }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: kind('jobs'),
      order: fc.array(fc.nat({ max: 20 }), { minLength: 1, maxLength: 5 }),
      together: fc.boolean(),
      trouble: trouble(3),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('lose') }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('wake'), n, together: fc.boolean() }) },
  { weight: 8, arbitrary: fc.record({ kind: kind('act'), act: fc.constantFrom(...acts), n, trouble: trouble(8) }) },
)

export type Tale = { story: Story; moves: Move[] }
export const tales: fc.Arbitrary<Tale> = fc.record({
  story: fc.record({
    kind: fc.constantFrom('media' as const, 'media' as const, 'alert' as const, 'natural' as const),
    unitId: fc.constantFrom('gx' as const, 'liuzhou' as const, 'liuzhou' as const, 'sanjiang' as const),
    subject: fc.constantFrom('region' as const, 'may_spread' as const, 'own_level' as const),
  }),
  moves: fc.array(move, { minLength: 8, maxLength: 16, size: 'max' }),
})

export const gradeOf = (at: number) => incidentGrades[at % incidentGrades.length]!
