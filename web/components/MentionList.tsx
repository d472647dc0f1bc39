/** Each place where a text names the unit, with the tone there: the sentence, the words, and who says it. */
import type { MentionShown, SpanShown } from '../../api/contract.ts'
import type { Words } from '../locales/zh-CN.ts'
import { useWords } from '../preferences.tsx'
import { StateTag } from './StateTag.tsx'

const tags = { positive: 'good', neutral: 'plain', negative: 'step2', accusing: 'step4' } as const

export function MentionList({ mentions, onSpan }: { mentions: MentionShown[]; onSpan: (span: SpanShown) => void }) {
  const words = useWords()
  if (mentions.length === 0) return <p className="quiet">{words.mentions.none}</p>
  return (
    <section>
      <h4>{words.mentions.title(mentions.length)}</h4>
      <p className="faint">{countsOf(mentions, words)}</p>
      <ol className="plain-list">
        {mentions.map((mention) => (
          <li key={`${mention.span.field}-${mention.span.start}`}>
            <StateTag tone={tags[mention.tone]}>{words.mentions.tone[mention.tone]}</StateTag>{' '}
            {mention.note && <span className="faint">{words.mentions.note[mention.note]}</span>}
            <button type="button" className="plain quote" onClick={() => onSpan(mention.span)}>
              “{mention.sentence.quote.slice(0, 160)}”
            </button>
            {mention.words.length > 0 && (
              <span className="faint">
                {words.mentions.words} {mention.words.map(({ quote }) => `“${quote}”`).join(' ')}
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** 指责 2 · 中性 1: the gravest first. */
const countsOf = (mentions: readonly MentionShown[], words: Words): string =>
  (['accusing', 'negative', 'neutral', 'positive'] as const)
    .map((tone) => ({ tone, n: mentions.filter((mention) => mention.tone === tone).length }))
    .filter(({ n }) => n > 0)
    .map(({ tone, n }) => `${words.mentions.tone[tone]} ${n}`)
    .join(' · ')
