/** First drafts of talking points by a machine: what each sentence cites, what was refused, taking over and throwing away. */
import type { Words } from '../zh-CN.ts'

export const pointsDrafts: Words['pointsDrafts'] = {
  title: 'Machine draft',
  tag: 'Machine-drafted',
  ask: 'Ask the machine for a first draft',
  asked: 'The language model was asked; its draft will appear here',
  means:
    "Only the official figures concerned and quotes of the flagged articles are sent, to the operator's own language model. Every sentence has to cite; one that does not hold is not used.",
  waiting: 'Being written… You may leave this page; it will be here when it is done.',
  warning: 'Machine-drafted; a person must revise it',
  source: (model) => `Model ${model}`,
  parts: { summary: 'The answer', facts: 'Facts and figures' },
  cites: 'Sources',
  article: 'The article',
  refused: (n) => `Sentences not used (${n})`,
  refusedMeans: 'These are not part of the draft and must not be copied.',
  faults: {
    no_citation: () => 'Cites nothing',
    unknown_source: (quote) => `Cites “${quote}”, which was not given`,
    number_not_in_source: (quote) => `“${quote}” stands in none of the sources it cites`,
    claim_as_fact: (quote) => `“${quote}” is said by an article only, and written as a fact`,
    against_figures: (quote) => `“${quote}” is not what the official figures say`,
    accuses: (quote) => `Judges, accuses or threatens: “${quote}”`,
    has_link: (quote) => `Has an address or contact: “${quote}”`,
    not_chinese: () => 'Is not in Chinese',
    too_long: () => 'Is longer than 300 characters',
    too_many: () => 'Comes after thirty others',
  },
  take: 'Use as a draft',
  taken: 'Taken over as a draft; it must be revised before it can be submitted',
  takenBy: (who) => `Taken over by ${who}`,
  failed: 'No draft',
  notice:
    "The words of this revision are the machine's own. A person must check and change them, and save a new revision, before it can be submitted.",
  began:
    'This version began as a machine draft and was revised by people. These sentences still stand as the machine wrote them:',
  from: (n) => `Revision ${n} was drafted by a machine`,
  failure: {
    restricted: 'The matter may concern a leak; nothing was sent',
    no_sources: 'No official figure belongs to the articles of this matter: nothing to cite, nothing was sent',
    nothing_held: 'No sentence held against its sources, so there is no draft',
  },
}
