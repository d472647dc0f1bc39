/** Comments on single words of talking points, their answers and their settling. */
import type { Words } from '../zh-CN.ts'

export const comments: Words['comments'] = {
  title: 'Comments',
  count: (n) => `${n} open ${n === 1 ? 'comment' : 'comments'}`,
  open: (n) =>
    `${n} ${n === 1 ? 'comment is' : 'comments are'} not settled. Nothing waits for them; please read them first.`,
  none: 'No comments yet.',
  hint: 'Select words and press “Comment”, or choose them in the window.',
  add: 'Comment',
  addOn: (quote) => `Comment on “${quote}”`,
  part: 'Part',
  words: 'Words',
  wordsHint: 'Select some of the words in the box; otherwise the comment is on the whole part.',
  chosen: (quote) => `On: “${quote}”`,
  text: 'Comment',
  means: 'A comment stays in the record and cannot be changed. It holds up neither submission nor approval.',
  added: 'The comment was recorded',
  states: { open: 'Open', resolved: 'Settled' },
  gone: (n) => `These words stand nowhere in revision ${n} any more`,
  still: (n, part) => `The words still stand in revision ${n} (${part})`,
  go: 'Show',
  answer: 'Answer',
  resolve: 'Settle',
  reopen: 'Open again',
  acts: { comment: 'commented', answer: 'answered', resolve: 'settled', reopen: 'opened again' },
  resolved: (n) => `Settled comments (${n})`,
}
