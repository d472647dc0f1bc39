/** One story: why the machine suggests it, and what people do to it. */

/** `merge` and `accept` make two stories one, `split` and `refuse` keep them apart until people say otherwise. */
export const storyVerbs = ['accept', 'refuse', 'split', 'merge'] as const
export type StoryVerb = (typeof storyVerbs)[number]

/** What the suggestion stands on, to be shown. */
export type StoryReason = {
  /** Words both texts hold, rarest first. */
  words: string[]
  /** Between the publications, in hours. */
  hoursApart: number
  /** Statistical texts: codes of indicators, and places, that both name. */
  indicators: string[]
  places: string[]
}
