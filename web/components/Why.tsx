/**
 * Why a score is what it is, the same wherever one stands: its parts with what each adds, the words of the text behind
 * them, what made it and when, how good that is, and what it does not say.
 */
import { Button } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { FindingShown, ModelShown, PartShown, SpanShown } from '../../api/contract.ts'
import { useWords } from '../preferences.tsx'
import { questions } from '../requests.ts'
import type { Words } from '../locales/zh-CN.ts'
import { MentionList } from './MentionList.tsx'
import { isAside, reasonSentence } from './reason-text.ts'
import { LevelChanges } from './LevelChanges.tsx'
import { ReasonBars } from './ReasonBars.tsx'
import { TimeText } from './TimeText.tsx'

/** From what concerns a reader most to what it is made of. */
const order: FindingShown['analyzer'][] = ['risk', 'claims', 'relevance', 'tone', 'rumour', 'origin']

export type Marking = {
  /** The finding whose words are marked in the text now. */
  shown: FindingShown | null
  mark: (finding: FindingShown | null) => void
  /** Leads to a place in the text. */
  onSpan: (span: SpanShown, finding: FindingShown) => void
}

export function Why({ findings, marking }: { findings: readonly FindingShown[]; marking: Marking }) {
  const words = useWords()
  const { data } = useQuery(questions.models())
  if (findings.length === 0) return <p className="quiet">{words.reasons.none}</p>
  const groups = groupsOf(findings)
  return (
    <div className="stack why">
      {groups.map(({ key, heading, own }) => (
        <section key={key} className="stack">
          {groups.length > 1 && <h3>{heading ? words.why.forUnit(heading) : words.why.wholeArticle}</h3>}
          {own.map((finding) => (
            <Explained
              key={finding.analyzer}
              finding={finding}
              marking={marking}
              model={data?.models.find(({ kind }) => kind === finding.analyzer)}
            />
          ))}
        </section>
      ))}
    </div>
  )
}

/** From a level to its reasons, wherever one stands. */
export function WhyLink({ articleId, children }: { articleId: string; children: ReactNode }) {
  const words = useWords()
  return (
    <Link to={`/articles/${articleId}?tab=why`} title={words.why.open}>
      {children}
      <span className="seen-by-readers"> {words.why.open}</span>
    </Link>
  )
}

/** Units first, each in its order; the article as such last. */
function groupsOf(findings: readonly FindingShown[]) {
  const units = [...new Map(findings.map(({ unit }) => [unit?.id ?? '', unit?.name ?? null])).entries()]
  return units
    .sort(([a], [b]) => Number(a === '') - Number(b === ''))
    .map(([key, heading]) => ({
      key,
      heading,
      own: findings
        .filter(({ unit }) => (unit?.id ?? '') === key)
        .sort((a, b) => order.indexOf(a.analyzer) - order.indexOf(b.analyzer)),
    }))
}

function Explained({ finding, marking, model }: { finding: FindingShown; marking: Marking; model?: ModelShown }) {
  const words = useWords()
  const { analyzer, parts, mentions, version } = finding
  const isMarked = marking.shown === finding
  const hasWords = parts.some(({ spans }) => spans.length > 0) || mentions.length > 0
  return (
    <details className="why-score" open={analyzer === 'risk'}>
      <summary>
        <strong>{words.why.names[analyzer]}</strong> <span>{labelOf(finding, words)}</span>{' '}
        <span className="tag-score">{percent(finding.score)}</span>
      </summary>
      <div className="stack">
        <Count parts={parts} finding={finding} onSpan={(span) => marking.onSpan(span, finding)} />
        {hasWords && (
          <div>
            <Button size="small" aria-pressed={isMarked} onClick={() => marking.mark(isMarked ? null : finding)}>
              {isMarked ? words.why.marked : words.why.mark}
            </Button>
          </div>
        )}
        {analyzer === 'tone' && finding.unit && (
          <MentionList mentions={mentions} onSpan={(span) => marking.onSpan(span, finding)} />
        )}
        <Card kind={analyzer} version={version} at={finding.at} model={model} />
      </div>
    </details>
  )
}

/** The parts and their sum, held against the score. */
function Count({
  parts,
  finding,
  onSpan,
}: {
  parts: PartShown[]
  finding: FindingShown
  onSpan: (s: SpanShown) => void
}) {
  const words = useWords()
  const asides = parts.filter(isAside)
  const sum = parts.reduce((total, { weight }) => total + weight, 0)
  const left = finding.score - sum
  const agrees = Math.abs(left) < 0.005
  if (parts.length === 0) return <p className="quiet">{words.why.noParts}</p>
  return (
    <>
      <ReasonBars
        parts={joined(
          parts.filter((part) => !asides.includes(part)),
          words,
        )}
        limit={30}
        onSpan={onSpan}
      />
      <p className="faint">
        {words.why.sum} {percent(sum)} · {agrees ? words.why.agrees : words.why.differs(percent(left))} ·{' '}
        {words.why.score}{' '}
        {finding.analyzer === 'tone'
          ? words.why.toneScore(percent(finding.score))
          : words.why.outOf(percent(finding.score))}
      </p>
      <LevelChanges parts={asides} />
    </>
  )
}

/** Parts that read alike become one that weighs what they weigh together. */
function joined(parts: readonly PartShown[], words: Words): PartShown[] {
  const all = new Map<string, PartShown>()
  for (const part of parts) {
    const sentence = reasonSentence(part, words)
    const known = all.get(sentence)
    all.set(
      sentence,
      known ? { ...known, weight: known.weight + part.weight, spans: [...known.spans, ...part.spans] } : part,
    )
  }
  return [...all.values()]
}

/** In plain words: how it is made, how good that is, where it ends, what it does not say; by which version, and when. */
export function Card(props: {
  kind: keyof Words['why']['cards']
  version: string
  at: string
  model: ModelShown | undefined
}) {
  const words = useWords()
  const { kind, version, at, model } = props
  const card = words.why.cards[kind]
  const usesModel = version.includes('-model-')
  const isOwn = usesModel && model?.source === 'own'
  const learns = kind === 'tone' || kind === 'rumour'
  return (
    <dl className="facts why-card">
      <dt>{words.why.not}</dt>
      <dd>{card.not}</dd>
      <dt>{words.why.how}</dt>
      <dd>
        {card.how} {learns && !usesModel && (model?.source === 'off' ? words.why.modelOff : words.why.byWords)}
      </dd>
      <dt>{words.why.good}</dt>
      <dd>{isOwn ? words.why.ownModel : card.good}</dd>
      <dt>{words.why.limits}</dt>
      <dd>{card.limits}</dd>
      <dt>{words.why.version}</dt>
      <dd className="break">
        {version}
        {usesModel && model?.trainedOn && version.includes(model.version ?? '—')
          ? ` · ${words.why.trained(model.trainedOn)}`
          : ''}
      </dd>
      <dt>{words.why.at}</dt>
      <dd>
        <TimeText at={at} />
      </dd>
    </dl>
  )
}

function labelOf({ analyzer, label }: FindingShown, words: Words): string {
  const known: Partial<Record<FindingShown['analyzer'], Record<string, string>>> = {
    risk: words.states.risk,
    tone: words.mentions.tone,
    origin: words.states.origin,
    claims: words.states.claim,
  }
  return label === null ? '' : (known[analyzer]?.[label] ?? '')
}

const percent = (score: number): string => `${score < -0.004 ? '−' : ''}${Math.round(Math.abs(score) * 100)}`
