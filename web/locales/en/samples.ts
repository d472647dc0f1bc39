/** The weekly sample of articles that were not flagged. */
import { fileWords } from '../../../api/contract.ts'
import type { Words } from '../zh-CN.ts'

export const samples: Pick<Words, 'samples'> = {
  samples: {
    title: 'Audit of articles not flagged',
    intro:
      'Each week about 20 articles that were not flagged are drawn, by tier of the outlet and by whether they concern the unit. A missed one goes to the review desk.',
    week: 'Week (Monday)',
    article: 'Article',
    unit: 'Unit',
    answer: 'Answer',
    answers: fileWords.en.sampleAnswer,
    about: 'concerns the unit',
    other: 'does not concern the unit',
    open: 'waits',
    saved: 'Answer saved',
    means: 'The article goes to the review desk of the unit, and the answer is kept.',
    none: 'No answers yet',
    estimate: (share, low, high) => `Estimated share missed ${share} (95% interval ${low}–${high})`,
    counts: (answered, missed, covered) =>
      `${answered} read, ${missed} missed; the estimate speaks for ${covered} of the articles not flagged.`,
    empty: 'No samples in this period',
    emptyNext: 'Each Monday the week before is sampled.',
  },
}
