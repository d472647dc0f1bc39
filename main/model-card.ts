/** The card that lies beside a model: from what it was learnt, how good it is, what it must not be used for. */
import type { Score } from '../analyzer/models/cross-validate.ts'
import type { ModelKind } from '../analyzer/models/model-file.ts'

type Card = {
  kind: ModelKind
  date: string
  licence: string
  sets: readonly { name: string; rows: readonly unknown[]; sha256: string }[]
  scores: readonly Score[]
  folds: number
  bytes: number
}

const texts: Record<ModelKind, { about: string; limits: string[] }> = {
  rumour: {
    about:
      'How much a post resembles posts that were labelled rumours, from its text and, where they are known, its first replies.',
    limits: [
      'Never a verdict: it ranks what a person should look at first. A true text may read like a rumour, a false one may not.',
      'Learnt from posts of a few hundred characters at most; half of them rumours. The product lowers the chance for articles, where rumours are rare.',
      'Account data and the time of posting are not looked at: they identify how a set was collected.',
      'Subjects that no set holds are judged by manner alone.',
    ],
  },
  tone: {
    about:
      'Positive, neutral or negative, by two questions: is a text toned at all, and for or against. The second is asked of the kind of text it is: each set of 5,000 toned rows or more is a kind, the smaller ones together are one.',
    limits: [
      'Reviews, posts and company news were learnt; official prose only by made-up dry sentences. Irony is missed.',
      'It judges a text as a whole. Toward whom the tone goes is decided by which sentences the product shows it.',
      'Accusations are found by rules, not by this model.',
    ],
  },
  spread: {
    about: 'Final number of replies and reposts after the first hour, an 80 % interval, the chance of the top tenth.',
    limits: [
      'Learnt from posts chosen to have about 100 to 1,000 reposts: what hardly anybody reposts is not in it, nor what millions do.',
      'The interval holds for posts like those learnt from. Other windows than one hour are extrapolation.',
      'Audience and account are not looked at. Of the time of posting only the hour of the day in Shanghai is, because people sleep; without it the afternoon is assumed.',
    ],
  },
}

/** Markdown. `scores` empty: it says that none were measured. */
export function modelCard({ kind, date, licence, sets, scores, folds, bytes }: Card): string {
  const { about, limits } = texts[kind]
  const measured =
    scores.length === 0
      ? 'Not measured.'
      : [
          `${folds}-fold, near-duplicates (Jaccard of 4-grams from 0.5) always in one fold, all stages trained inside each fold.`,
          '',
          '| set | metric | value |',
          '| --- | --- | --- |',
          ...scores.map(({ set, metric, value }) => `| ${set} | ${metric} | ${value.toFixed(3)} |`),
        ].join('\n')
  return `# Model: ${kind}

${about}

Trained ${date}, ${(bytes / 1e6).toFixed(1)} MB.

## Data

| set | rows | SHA-256 of the file |
| --- | --- | --- |
${sets.map(({ name, rows, sha256 }) => `| ${name} | ${rows.length} | ${sha256.slice(0, 16)}… |`).join('\n')}

${licence}
Words enter as 22-bit hashes, only such as stand in at least two rows, with one byte of weight each: no text can be read back.

## Scores

${measured}

## Limits

${limits.map((line) => `- ${line}`).join('\n')}

Another model is trained by \`npm run train -- ${kind} DATA.jsonl… --date YYYY-MM-DD --out FOLDER\` and named in \`TONGYU_MODEL_${kind.toUpperCase()}\`; \`off\` there brings back the word lists.
`
}
