/**
 * Outlets and people of the press as a bureau registers them (附4第八条; 个人信息保护法第六、十九、四十七条): closed lists and short facts.
 * There is no free text about a person anywhere, so there is no place for a judgement of one.
 */
import { day } from './time.ts'

/** `press`: works for an outlet. `citizen`: a private person who publishes; of them only handle and address are kept. */
export const journalistKinds = ['press', 'citizen'] as const
export type JournalistKind = (typeof journalistKinds)[number]

export const journalistRoles = ['reporter', 'editor', 'anchor', 'camera', 'columnist', 'contributor'] as const
export type JournalistRole = (typeof journalistRoles)[number]

/** `merged`: the same person as another entry, which speaks for it; taken apart again at any time. `erased`: an id without a person. */
export const journalistStates = ['active', 'restricted', 'merged', 'erased'] as const
export type JournalistState = (typeof journalistStates)[number]

/** What an entry may rest on: a matter that is established, or the accreditation to a meeting with the press. */
export type JournalistBasis = 'incident' | 'accreditation'
export const restrictions = ['objection', 'accuracy_disputed', 'erasure_asked'] as const
export type Restriction = (typeof restrictions)[number]
export const erasures = ['asked', 'kept_long_enough', 'entered_wrongly'] as const
export type Erasure = (typeof erasures)[number]

/** What came of a report as a fact that a page or a letter shows. */
export const linkOutcomes = ['none', 'corrected', 'partly_corrected', 'apologised', 'refused', 'no_answer'] as const
export type LinkOutcome = (typeof linkOutcomes)[number]

export const interactionKinds = ['asked', 'answered', 'invited', 'attended', 'correction_sent'] as const
export type InteractionKind = (typeof interactionKinds)[number]

export const duplicateReasons = ['same_card', 'same_name_and_outlet', 'same_other_name'] as const
export type DuplicateReason = (typeof duplicateReasons)[number]

export type ContactData = { phone: string; email: string }

export const licenceKinds = ['internet_news', 'newspaper', 'broadcast', 'foreign_office', 'none'] as const
export type LicenceKind = (typeof licenceKinds)[number]

/**
 * The public registers a card or a licence is looked up in, by a person: the product asks none of them. '' where it is a letter or a
 * counter and no page.
 */
export const publicRegisters: Record<'press_card' | Exclude<LicenceKind, 'none'>, { name: string; url: string }> = {
  press_card: { name: '中国记者网（国家新闻出版署）', url: 'https://press.nppa.gov.cn/' },
  internet_news: { name: '国家互联网信息办公室许可信息', url: 'https://www.cac.gov.cn/' },
  newspaper: { name: '国家新闻出版署', url: 'https://www.nppa.gov.cn/' },
  broadcast: { name: '国家广播电视总局', url: 'https://www.nrta.gov.cn/' },
  foreign_office: { name: '外交部新闻司', url: '' },
}

/** A person looks at each entry once a year; what nobody confirmed for 90 days after is erased by the machine (policy-registry-retention). */
export const reviewAfterMs = 365 * day
export const graceAfterReviewMs = 90 * day

export type JournalistFacts = {
  id: string
  unitId: string
  state: JournalistState
  kind: JournalistKind
  restriction: Restriction | null
  hasContact: boolean
  /** Matters it is linked to that are not over yet. */
  openMatters: number
}
