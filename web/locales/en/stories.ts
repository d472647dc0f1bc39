import type { Words } from '../zh-CN.ts'

export const stories: Pick<Words, 'stories' | 'suggested'> = {
  stories: {
    firstBy: (outlet, origin) => `First published by ${outlet} (${origin})`,
    articles: (n) => (n === 1 ? '1 article' : `${n} articles`),
    titleWas: (before) => `Title before: ${before}`,
    nameless: 'unknown outlet',
    split: 'Take out what is chosen',
    splitShort: 'Split',
    splitMeans: (n) =>
      `${n === 1 ? 'The chosen article' : `The ${n} chosen articles`} and the flags become a story of their own. The machine never joins them to this one again by likeness, until a person merges them.`,
    splitDone: 'Split.',
    chooseFirst: 'Choose the articles to take out first',
    choose: (title) => `Choose: ${title}`,
    merge: 'Make one with another story',
    mergeVerb: 'Merge',
    mergeMeans: 'Both stories and their flags become one; later reposts belong to it too.',
    mergeWith: 'Any article of the other story',
    mergeHint: 'Type words of its title and choose one',
    mergeDone: 'Merged.',
    suggested: 'Maybe the same event',
    suggestedMeans:
      'The machine thinks so from rare words both hold, time and place. Nobody has confirmed it, and it does not count as spread.',
    noneSuggested: 'Nothing waits for an answer.',
    likeness: (share) => `${share} % alike`,
    sharedWords: (list) => `Rare words in both: ${list}`,
    sharedIndicators: (list) => `Same indicator: ${list}`,
    sharedPlaces: (list) => `Same place: ${list}`,
    hoursApart: (hours) =>
      hours < 1
        ? 'Published less than an hour apart'
        : hours < 48
          ? `Published ${Math.round(hours)} hours apart`
          : `Published ${Math.round(hours / 24)} days apart`,
    accept: 'Same event',
    acceptMeans: 'Both stories become one, with their flags.',
    refuse: 'Not the same event',
    refuseMeans: 'The stories stay apart; this is not suggested again and the machine does not join them.',
    accepted: 'Merged.',
    refused: 'Noted; the stories stay apart.',
    reasonHint: 'On what ground; it stays in the record',
    decisions: 'What people decided',
    verb: { accept: 'Suggestion accepted, merged', refuse: 'Suggestion refused', split: 'Split', merge: 'Merged' },
    keptApart: 'kept apart',
  },
  suggested: {
    title: 'Suggested stories',
    all: 'All suggested stories',
    intro:
      'Articles that may tell of one event, for people to say, pair by pair or many at once. Until then nothing is merged, and spread does not count them.',
    searchHint: 'Search either title',
    pair: 'The two stories',
    ground: 'On what ground',
    at: 'Suggested',
    likeness: 'Likeness',
    flagged: { label: 'Which', mine: 'With flags of mine', any: 'All' },
    days: { label: 'Time', value: (n) => (n === 1 ? 'Last day' : `Last ${n} days`) },
    sorts: { likest: 'Most alike', newest: 'Newest' },
    empty: 'No suggested stories are open',
    emptyNext: 'When articles seem to tell of one event, they are listed here.',
    choose: (one, other) => `Choose: ${one} / ${other}`,
    choosePage: 'Choose all of this page that you may settle',
    chosen: (n) => (n === 1 ? '1 pair chosen' : `${n} pairs chosen`),
    accept: 'One event',
    refuse: 'Not one event',
    acceptMeans: (n) =>
      n === 1
        ? 'The two stories become one, with their flags.'
        : `The stories of each of the ${n} pairs become one, with their flags.`,
    refuseMeans: (n) =>
      `${n === 1 ? 'The two stories stay' : `The stories of the ${n} pairs stay`} apart: they are neither suggested again nor joined by the machine.`,
    settled: (n) => (n === 1 ? '1 pair settled.' : `${n} pairs settled.`),
    left: (n) => (n === 1 ? '1 pair could not be settled: ' : `${n} pairs could not be settled: `),
  },
}
