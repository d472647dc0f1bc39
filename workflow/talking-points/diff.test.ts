import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DiffPart } from '../../analyzer/diff.ts'
import type { TalkingPointsBody } from '../../domain/talking-points.ts'
import { diffBodies } from './diff.ts'

const newer = (parts: DiffPart[]) => parts.flatMap((p) => (p.op === 'removed' ? [] : p.text)).join('')

/** Few letters, so that the two texts have much in common; with characters beyond 16 bits and numbers. */
const text = fc
  .array(fc.constantFrom('广', '西', '增', '长', '。', '\uff0c', '\n', '3.4%', '24740.86', 'CPI', '𠮷', ' '), {
    maxLength: 40,
  })
  .map((pieces) => pieces.join(''))
/** A line is never empty: readBody refuses it. */
const line = text.filter((t) => t !== '')
const body: fc.Arbitrary<TalkingPointsBody> = fc.record({
  summary: text,
  facts: fc.array(fc.record({ text: line, figureId: fc.constantFrom(null, 'f1', 'f2') }), { maxLength: 5 }),
  dos: fc.array(line, { maxLength: 5 }),
  donts: fc.array(line, { maxLength: 3 }),
  questions: fc.array(fc.record({ question: line, answer: line }), { maxLength: 3 }),
})

describe('the difference of two revisions', () => {
  const before: TalkingPointsBody = {
    summary: '三月广西居民消费价格同比上涨0.4%。',
    facts: [
      { text: '一季度生产总值24740.86亿元', figureId: 'gdp-preliminary' },
      { text: '数据来源为自治区统计局', figureId: null },
    ],
    dos: ['统一口径'],
    donts: [],
    questions: [{ question: '数据可靠吗', answer: '可靠。' }],
  }

  it('names nothing but what changed', () => {
    const after = {
      ...before,
      facts: [{ text: '一季度生产总值25209.10亿元', figureId: 'gdp-verified' }, before.facts[1]!],
    }
    expect(diffBodies(before, after)).toEqual([
      {
        field: 'facts.1',
        before: 1,
        after: 1,
        parts: [
          { op: 'same', text: '一季度生产总值' },
          { op: 'removed', text: '24740.86' },
          { op: 'added', text: '25209.10' },
          { op: 'same', text: '亿元' },
        ],
      },
      {
        field: 'facts.1.figure',
        before: 1,
        after: 1,
        parts: [
          { op: 'removed', text: 'gdp-preliminary' },
          { op: 'added', text: 'gdp-verified' },
        ],
      },
    ])
    expect(diffBodies(before, before)).toEqual([])
  })

  it('shows a line put in front as one new line, not as changes of all that follow', () => {
    const after = { ...before, dos: ['先核实再回答', ...before.dos] }
    expect(diffBodies(before, after)).toEqual([
      { field: 'dos.1', before: null, after: 1, parts: [{ op: 'added', text: '先核实再回答' }] },
    ])
  })

  it('turns the older body into the newer one when it is applied', () => {
    fc.assert(
      fc.property(body, body, (a, b) => {
        expect(applied(a, diffBodies(a, b))).toEqual(b)
      }),
      { numRuns: 300 },
    )
  })
})

/** Rebuilds the newer body from the older one and what is reported as changed. */
function applied(a: TalkingPointsBody, diffs: ReturnType<typeof diffBodies>): TalkingPointsBody {
  const of = (field: string) => diffs.filter((d) => d.field.split('.')[0] === field)
  const summary = of('summary')[0]
  const list = <T extends object>(
    name: string,
    items: T[],
    part: (line: T | undefined, parts: Map<string, string>) => T,
  ): T[] => {
    const changed = of(name)
    const gone = new Set(changed.flatMap((d) => (d.after === null ? (d.before ?? []) : [])))
    const byAfter = new Map<number, Map<string, string>>()
    const source = new Map<number, number>()
    for (const d of changed) {
      if (d.after === null) continue
      if (d.before !== null) source.set(d.after, d.before)
      const parts = byAfter.get(d.after) ?? new Map<string, string>()
      byAfter.set(d.after, parts.set(d.field.split('.')[2] ?? '', newer(d.parts)))
    }
    const moved = new Set(source.values())
    const stayed = items.map((item, i) => ({ item, n: i + 1 })).filter(({ n }) => !gone.has(n) && !moved.has(n))
    const out: T[] = []
    while (stayed.length > 0 || byAfter.has(out.length + 1)) {
      const n = out.length + 1
      const parts = byAfter.get(n)
      if (parts) out.push(part(items[(source.get(n) ?? 0) - 1], parts))
      else out.push(stayed.shift()!.item)
    }
    return out
  }
  const lines = (name: 'dos' | 'donts') =>
    list(
      name,
      a[name].map((line) => ({ line })),
      (old, parts) => ({ line: parts.get('') ?? old?.line ?? '' }),
    ).map((l) => l.line)
  return {
    summary: summary ? newer(summary.parts) : a.summary,
    facts: list('facts', a.facts, (old, parts) => ({
      text: parts.get('') ?? old?.text ?? '',
      figureId: (parts.has('figure') ? parts.get('figure') : old?.figureId) || null,
    })),
    dos: lines('dos'),
    donts: lines('donts'),
    questions: list('questions', a.questions, (old, parts) => ({
      question: parts.get('question') ?? old?.question ?? '',
      answer: parts.get('answer') ?? old?.answer ?? '',
    })),
  }
}
