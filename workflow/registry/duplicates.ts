/** Entries that may be the same person: suggested with the reason, never merged by the machine. Pure. */
import type { DuplicateReason } from '../../domain/registry.ts'

export type Likeness = {
  id: string
  name: string
  penNames: string[]
  outletId: string | null
  cardPrint: string | null
}
export type Duplicate = { one: string; other: string; reason: DuplicateReason }

/** One spelling for what is written with other spaces, points, capitals or widths; Latin names whichever part comes first. */
export function plainName(name: string): string {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s·.'’_-]+/u)
    .filter((w) => w !== '')
  const isLatin = words.every((w) => /^[\p{Script=Latin}\p{M}]+$/u.test(w))
  return (isLatin ? words.map((w) => w.normalize('NFD').replace(/\p{M}/gu, '')).sort() : words).join('')
}

const strength: DuplicateReason[] = ['same_card', 'same_name_and_outlet', 'same_other_name']

/**
 * Pairs with their strongest reason, strongest first: the same card; the same name or another name of both at one outlet; a pen-name of
 * one that is a name of the other at another outlet. Two people of one name at two outlets are no pair.
 */
export function likelyDuplicates(people: readonly Likeness[]): Duplicate[] {
  const pairs = new Map<string, Duplicate>()
  const add = (a: Likeness, b: Likeness, reason: DuplicateReason) => {
    if (a.id === b.id) return
    const [one, other] = a.id < b.id ? [a.id, b.id] : [b.id, a.id]
    const known = pairs.get(`${one} ${other}`)
    if (!known || strength.indexOf(reason) < strength.indexOf(known.reason))
      pairs.set(`${one} ${other}`, { one, other, reason })
  }
  const byCard = new Map<string, Likeness[]>()
  const byName = new Map<string, { person: Likeness; isPenName: boolean }[]>()
  for (const person of people) {
    if (person.cardPrint) put(byCard, person.cardPrint, person)
    for (const [n, name] of [person.name, ...person.penNames].entries())
      put(byName, plainName(name), { person, isPenName: n > 0 })
  }
  for (const same of byCard.values()) eachPair(same, (a, b) => add(a, b, 'same_card'))
  for (const same of byName.values())
    eachPair(same, (a, b) => {
      if (a.person.outletId !== null && a.person.outletId === b.person.outletId)
        add(a.person, b.person, 'same_name_and_outlet')
      else if (a.isPenName || b.isPenName) add(a.person, b.person, 'same_other_name')
    })
  return [...pairs.values()].sort(
    (a, b) =>
      strength.indexOf(a.reason) - strength.indexOf(b.reason) ||
      a.one.localeCompare(b.one) ||
      a.other.localeCompare(b.other),
  )
}

/** A name that very many carry is no sign of anything, and its pairs would be too many to read. */
const mostOfOneName = 50

function eachPair<T>(same: T[], visit: (a: T, b: T) => void): void {
  if (same.length > mostOfOneName) return
  for (let a = 0; a < same.length; a++) for (let b = a + 1; b < same.length; b++) visit(same[a]!, same[b]!)
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const there = map.get(key)
  if (there) there.push(value)
  else map.set(key, [value])
}
