/** Reasons of a flag in English. The analyzer's own sentence about a number stays as it is. */
import { fileWords } from '../../../api/contract.ts'
import type { Words } from '../zh-CN.ts'
import { states } from './states.ts'

const levelWord = (code: string | number | undefined): string =>
  states.risk[code as keyof typeof states.risk]?.toLowerCase() ?? ''

/** Cut, not rounded: what is below a threshold must not read as if it reached it. */
const hundredths = (value: string | number | undefined): string => (Math.floor(Number(value) * 100) / 100).toFixed(2)

export const reasons: Pick<Words, 'flagTypes' | 'reasons'> = {
  flagTypes: fileWords.en.flagType,
  reasons: {
    wouldChange: 'What would change the level',
    none: 'No reasons to list.',
    other: 'The system thinks that a person should look at this',
    claim: (type, sentence) => (sentence === '' ? type : `${type}: ${sentence}`),
    codes: {
      'topic-match': (facts) => `Matches the topic “${facts.topic}”: ${facts.words}`,
      'no-longer-flagged': (facts) => `Was ${levelWord(facts.from)}; not flagged any more after rescoring`,
      'flagged-by-person': (facts) => `${facts.name} brought it: ${facts.reason}`,
      'unit-named': () => 'Names the bureau',
      'bureau-of-place': () => 'Mentions the bureau of the place',
      'bureau-and-place': () => 'Mentions a statistics bureau and our place',
      'bureau-unplaced': () => 'Mentions a statistics bureau without a place',
      'indicator-and-place': () => 'Mentions an indicator of our place',
      'indicator-under-our-headline': () => 'Our place in the headline, an indicator in the text',
      'movement-and-place': () => 'Mentions a rise or fall in our place',
      'binding-matter': () => 'About surveys or statistical work',
      'other-matter': () => 'Mainly about something else',
      homonym: () => 'May be another of the same name',
      'names-bureau': () => 'Names the bureau, which weighs more',
      'rumour-like': () => 'Written like a rumour',
      'leak-words': () => 'Speaks of inside or unreleased information',
      'fraud-words': () => 'Speaks of fabrication or padding',
      season: () => 'Sensitive season: congress, census',
      'near-release': (facts) =>
        Number(facts.hours) >= 0
          ? `${facts.hours} hours before the official release`
          : 'Just after the official release',
      'accusing-tone': () => 'Accusing tone',
      'outlet-tier': (facts) =>
        Number(facts.tier) === 1 ? 'National outlet' : Number(facts.tier) === 2 ? 'Regional outlet' : 'Other outlet',
      overseas: () => 'Comes from overseas media',
      copies: (facts) => `${facts.copies} reposts so far`,
      'per-hour': (facts) => `About ${Math.round(Number(facts.perHour))} an hour`,
      'growth-by-age': () => 'What usually follows at this age',
      'growth-rising': (facts) => `${facts.lastHour} new in the last hour, half of all or more`,
      'growth-faster': (facts) => `Faster than the hour before: ${facts.hourBefore}, then ${facts.lastHour}`,
      'growth-tier': () => 'National outlets have it',
      'growth-crossed': () => 'Published at home and overseas',
      'growth-hot-list': (facts) => `Rank ${facts.rank} of a hot list`,
      measured: (facts) =>
        `Measured: misinformation ${hundredths(facts.misinformation)}, spread ${hundredths(facts.spread)}, sensitivity ${hundredths(facts.sensitivity)} (of 1)`,
      'would-copies': (facts) =>
        `${facts.count} more ${facts.count === 1 ? 'copy' : 'copies'} would make it ${levelWord(facts.to)}`,
      'would-national-outlet': (facts) => `Publication by a national outlet would make it ${levelWord(facts.to)}`,
      'would-overseas': (facts) => `Publication overseas would make it ${levelWord(facts.to)}`,
      'would-near-release': (facts) => `An official release close by would make it ${levelWord(facts.to)}`,
      'would-claims-true': (facts) =>
        facts.count === 1
          ? `If the gravest statement proves true, it falls to ${levelWord(facts.to)}`
          : `If the ${facts.count} gravest statements prove true, it falls to ${levelWord(facts.to)}`,
      'would-not-rumour': (facts) => `If it proves no rumour, it falls to ${levelWord(facts.to)}`,
      'would-no-release-near': (facts) => `With no official release close by it would be ${levelWord(facts.to)}`,
      'level-by-matrix': (facts) =>
        `Misinformation in band ${Number(facts.row) + 1}, spread in band ${Number(facts.column) + 1}: level by the table`,
      rest: () => 'Starting point, and text not listed singly',
      'shifted-by-sensitivity': () => 'Raised one level for sensitive time or wording',
      'flag-spread': (facts) => `Spreads fast: ${facts.copies ?? 'many'} articles`,
      'flag-leak': () => 'Quotes an unreleased figure: leaked or invented',
      'flag-own': (facts) => `Published by ${facts.unit} itself, which corrects it: no media event`,
      'flag-overseas': () => 'Comes from overseas media',
      'flag-rumour': () => 'Written like a rumour',
      'positive-words': () => 'Positive words',
      'matter-of-fact': (facts) =>
        facts.percent === undefined
          ? 'Matter-of-fact, no clear side'
          : `Matter-of-fact, no clear side (${facts.percent} % likely)`,
      'like-rumours': () => 'Words as in known rumours',
      'unlike-rumours': () => 'Words unlike known rumours',
      'rare-in-articles': () => 'Rumours are rare among articles, so the chance is lowered',
      'text-shape': () => 'Manner of writing: length, punctuation',
      'negative-words': () => 'Negative words',
      'accusing-words': () => 'Accusing words',
      hearsay: () => 'Hearsay',
      insider: () => 'Claims inside knowledge',
      'spread-call': () => 'Calls for spreading it',
      alarm: () => 'Alarming words',
      absolute: () => 'Absolute words',
      conspiracy: () => 'Conspiracy wording',
      'proof-claim': () => 'Claims proof without giving it',
      exclamations: () => 'Rows of exclamation marks',
      'no-source': () => 'Names no source',
      'named-office': () => 'Names an office as its source',
      'agency-report': () => 'Report of a news agency',
      denial: () => 'Is itself a denial of a rumour',
      'headline-bracket': () => 'Bracket in the headline',
      dated: () => 'Gives a date',
      figures: () => 'Gives concrete figures',
      outlet: () => 'Seat of the outlet',
      dateline: () => 'Dateline names the place of sending',
      'first-publisher': (facts) => `First published by ${facts.outlet}`,
      'reported-from': () => 'Says that it is reported from overseas media',
      'source-line': (facts) => `Source line names “${facts.source ?? ''}”`,
    },
  },
}
