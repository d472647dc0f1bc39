/** `questions.1.answer` → "问答 1 答" in the reader's language. */
import type { Words } from '../../locales/zh-CN.ts'

export function partName(field: string, words: Words): string {
  const [part = '', n, inner] = field.split('.')
  const names: Record<string, string> = {
    summary: words.talkingPoints.summary,
    short: words.talkingPoints.short,
    core: words.talkingPoints.core,
    reply: words.talkingPoints.reply,
    facts: words.talkingPoints.facts,
    dos: words.talkingPoints.dos,
    donts: words.talkingPoints.donts,
    questions: words.talkingPoints.questions,
    question: words.talkingPoints.q,
    answer: words.talkingPoints.a,
    valid: words.talkingPoints.valid,
    figure: words.figures.official,
    figureId: words.figures.official,
  }
  if (part === 'short') return names[n ?? ''] ?? words.talkingPoints.short
  return [names[part] ?? words.common.other, n, inner ? (names[inner] ?? '') : ''].filter(Boolean).join(' ')
}
