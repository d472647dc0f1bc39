/**
 * What may be written of a person, and nothing else (domain catalogue B10). A field that is not in the list is refused by its rule, so
 * that neither a form nor a program can keep an attitude, a score or a home address here. Pure.
 */
import {
  type ContactData,
  type JournalistKind,
  type JournalistRole,
  journalistKinds,
  journalistRoles,
} from '../../domain/registry.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { readText } from '../text.ts'

export const factFields = ['kind', 'name', 'penNames', 'outletId', 'role', 'url', 'phone', 'email', 'cardNo'] as const
export const mostPenNames = 10

export type GivenFacts = {
  kind: JournalistKind
  name: string
  penNames: string[]
  outletId: string | null
  role: JournalistRole | null
  url: string
  contact: ContactData
  /** As printed on the card; only its print is kept. '' where none was given. */
  cardNo: string
}

const names = /^[@\p{L}\p{N}][\p{L}\p{M}\p{N} ·.'’_-]*$/u
/** Words that judge. They have no business in a name. */
const judging =
  /敌对|敌视|友好|不友好|亲华|反华|反动|黑名单|白名单|不配合|负面|可靠|hostile|friendly|unfriendly|blacklist/i
const phones = /^[+\d][\d ()-]{4,24}$/
const emails = /^[^\s@<>",;]{1,64}@[^\s@<>",;]{1,190}\.[^\s@<>",;]{2,24}$/
const cards = /^[A-Za-z0-9-]{4,30}$/

const factRule = { rule: 'policy-registry-facts' as const }

/** Reads `given`, whose shape nobody has checked. Refuses by field: unknown, not a short fact, or not for this kind of person. */
export function readFacts(given: Record<string, unknown>): Result<GivenFacts> {
  const foreign = Object.keys(given).find((key) => !(factFields as readonly string[]).includes(key))
  if (foreign !== undefined) return refuse('invalid-field', { ...factRule, field: foreign })
  const kind = journalistKinds.find((k) => k === (given.kind ?? 'press'))
  if (!kind) return refuse('invalid-field', { field: 'kind' })
  const name = readName(given.name, 'name')
  if (!name.ok) return name
  const others = readPenNames(given.penNames)
  if (!others.ok) return others
  const role = journalistRoles.find((r) => r === given.role) ?? null
  if (role === null && given.role) return refuse('invalid-field', { ...factRule, field: 'role' })
  const contact = { phone: textOf(given.phone), email: textOf(given.email) }
  if (contact.phone !== '' && !phones.test(contact.phone)) return refuse('invalid-field', { field: 'phone' })
  if (contact.email !== '' && !emails.test(contact.email)) return refuse('invalid-field', { field: 'email' })
  const cardNo = textOf(given.cardNo)
  if (cardNo !== '' && !cards.test(cardNo)) return refuse('invalid-field', { field: 'cardNo' })
  const url = textOf(given.url)
  if (url !== '' && !isAddress(url)) return refuse('invalid-field', { field: 'url' })
  const outletId = textOf(given.outletId) || null
  const facts = { kind, name: name.value, penNames: others.value, outletId, role, url, contact, cardNo }
  return kind === 'press' ? ofPress(facts) : ofCitizen(facts)
}

function ofPress(facts: GivenFacts): Result<GivenFacts> {
  if (facts.outletId === null) return refuse('missing-field', { field: 'outletId' })
  if (facts.role === null) return refuse('missing-field', { field: 'role' })
  return facts.url === '' ? ok(facts) : refuse('invalid-field', { ...factRule, field: 'url' })
}

/** Of a private person: the handle, and where it publishes. */
function ofCitizen(facts: GivenFacts): Result<GivenFacts> {
  if (facts.url === '') return refuse('missing-field', { field: 'url' })
  const { contact, cardNo, outletId, role, penNames } = facts
  const more = [
    ['phone', contact.phone !== ''],
    ['email', contact.email !== ''],
    ['cardNo', cardNo !== ''],
    ['outletId', outletId !== null],
    ['role', role !== null],
    ['penNames', penNames.length > 0],
  ] as const
  const field = more.find(([, isGiven]) => isGiven)?.[0]
  return field ? refuse('invalid-field', { ...factRule, field }) : ok(facts)
}

function readPenNames(given: unknown): Result<string[]> {
  if (given === undefined || given === null) return ok([])
  if (!Array.isArray(given)) return refuse('invalid-field', { field: 'penNames' })
  if (given.length > mostPenNames) return refuse('too-large', { field: 'penNames', detail: { max: mostPenNames } })
  const read: string[] = []
  for (const one of given) {
    const name = readName(one, 'penNames')
    if (!name.ok) return name
    if (!read.includes(name.value)) read.push(name.value)
  }
  return ok(read)
}

function readName(given: unknown, field: string): Result<string> {
  const text = readText(textOf(given), { field, min: 1, max: 40 })
  if (!text.ok) return text
  return names.test(text.value) && !judging.test(text.value) ? text : refuse('invalid-field', { ...factRule, field })
}

const textOf = (given: unknown): string => (typeof given === 'string' ? given.trim() : '')

function isAddress(text: string): boolean {
  if (text.length > 500 || !URL.canParse(text)) return false
  const { protocol, username } = new URL(text)
  return (protocol === 'https:' || protocol === 'http:') && username === ''
}
