import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type JournalistFacts, journalistStates } from '../../domain/registry.ts'
import { roles } from '../../domain/units.ts'
import { bureauTree as tree } from '../../tests/support/bureaus.ts'
import { type Likeness, likelyDuplicates, plainName } from './duplicates.ts'
import { factFields, readFacts } from './given-facts.ts'
import { allowedJournalistMoves, journalistMoves, journalistVerbs } from './journalist.ts'

const facts = (more: Partial<JournalistFacts> = {}): JournalistFacts => ({
  ...{
    id: 'j',
    unitId: 'liuzhou',
    state: 'active',
    kind: 'press',
    restriction: null,
    hasContact: true,
    openMatters: 0,
  },
  ...more,
})
const actor = (role: (typeof roles)[number], unitId: string) => ({
  ...{ userId: 'u', name: 'u', seats: [{ role, unitId, standIn: false }] },
})
const verbsOf = (f: JournalistFacts, role: (typeof roles)[number], unitId = 'liuzhou') =>
  allowedJournalistMoves(f, { actor: actor(role, unitId), tree })
    .filter((m) => m.allowed)
    .map((m) => m.verb)

describe('an entry of the registry', () => {
  it('every state × every verb: allowed to the office of the bureau as the table says, and to nobody elsewhere', () => {
    for (const state of journalistStates) {
      const listed = journalistVerbs.filter((verb) =>
        journalistMoves.some((m) => m.verb === verb && m.from.includes(state)),
      )
      expect([state, verbsOf(facts({ state }), 'office_staff')]).toEqual([state, listed])
      for (const role of roles)
        for (const unitId of ['gx', 'sanjiang', 'nanning', 'xm'])
          expect([role, unitId, verbsOf(facts({ state }), role, unitId)]).toEqual([role, unitId, []])
    }
    expect(verbsOf(facts({ state: 'erased' }), 'office_director')).toEqual([])
  })

  it('that was objected to is used for nothing: it is handed to its person, given free or erased', () => {
    const restricted = facts({ state: 'restricted', restriction: 'objection' })
    expect(verbsOf(restricted, 'office_director')).toEqual(['lift', 'export-journalist', 'ask-erasure', 'erase-wrong'])
    const asked = facts({ state: 'restricted', restriction: 'erasure_asked' })
    expect(verbsOf(asked, 'office_director')).not.toContain('lift')
    expect(verbsOf(restricted, 'spokesperson')).toEqual([])
    expect(verbsOf(facts(), 'spokesperson')).toEqual(['read-contact'])
  })
})

describe('what may be written of a person', () => {
  const press = {
    name: '李小明',
    outletId: 'o',
    role: 'reporter',
    phone: '+86 771 555 0100',
    email: 'li@paper.example',
  }
  it('takes names of every script, and pen-names beside them', () => {
    for (const name of ['李小明', 'Nguyễn Thị Minh Khai', '迪丽热巴·迪力木拉提', "O'Brien-Smith", '@southwind_07'])
      expect(readFacts({ ...press, name, penNames: ['桂江客', '桂江客'] })).toMatchObject({
        ok: true,
        value: { name, penNames: ['桂江客'] },
      })
  })

  it('refuses any other field by the rule, whatever it is called and holds', () => {
    fc.assert(
      fc.property(
        fc.string().filter((k) => !(factFields as readonly string[]).includes(k) && k !== '__proto__'),
        fc.jsonValue(),
        (field, value) => {
          const read = readFacts({ ...press, [field]: value })
          expect(read).toMatchObject({
            ok: false,
            refusal: { code: 'invalid-field', rule: 'policy-registry-facts', field },
          })
        },
      ),
    )
    for (const field of ['attitude', 'score', 'note', 'home', 'idNumber', 'religion'])
      expect(readFacts({ ...press, [field]: '' })).toMatchObject({ ok: false, refusal: { field } })
  })

  it('takes no sentence and no judgement for a name', () => {
    for (const name of ['李小明（对我局有成见）', '敌对 记者', '李小明。', 'x'.repeat(41), '', '黑名单3'])
      expect([name, readFacts({ ...press, name }).ok]).toEqual([name, false])
  })

  it('keeps of a private person handle and address alone', () => {
    const citizen = { kind: 'citizen', name: '@southwind', url: 'https://video.example/u/1' }
    expect(readFacts(citizen).ok).toBe(true)
    for (const more of [{ phone: '0771 5550100' }, { email: 'a@b.example' }, { role: 'editor' }, { penNames: ['某'] }])
      expect(readFacts({ ...citizen, ...more })).toMatchObject({
        ok: false,
        refusal: { rule: 'policy-registry-facts', field: Object.keys(more)[0] },
      })
    expect(readFacts({ ...citizen, url: 'javascript:alert(1)' }).ok).toBe(false)
  })
})

describe('doubles', () => {
  const person = (id: string, name: string, more: Partial<Likeness> = {}): Likeness => ({
    ...{ id, name, penNames: [], outletId: 'o1', cardPrint: null, ...more },
  })
  it('are suggested by card, by name and outlet, and by a pen-name; never two people of one name at two outlets', () => {
    const people = [
      person('a', '李小明', { cardPrint: 'p1' }),
      person('b', '李 小明', { outletId: 'o1' }),
      person('c', '李小明', { outletId: 'o2' }),
      person('d', '桂江客', { outletId: 'o3', cardPrint: 'p1' }),
      person('e', 'Li Xiaoming', { outletId: 'o4' }),
      person('f', '王某', { outletId: 'o5', penNames: ['Xiaoming  LI'] }),
    ]
    expect(likelyDuplicates(people)).toEqual([
      { one: 'a', other: 'd', reason: 'same_card' },
      { one: 'a', other: 'b', reason: 'same_name_and_outlet' },
      { one: 'e', other: 'f', reason: 'same_other_name' },
    ])
  })

  it('are the same whatever the order, and nobody is a double of themselves', () => {
    const some = fc.record({
      name: fc.constantFrom('李小明', '李 小 明', 'Li Ming', 'ming li', '王某'),
      penNames: fc.array(fc.constantFrom('李小明', 'LI MING', '王某'), { maxLength: 2 }),
      outletId: fc.constantFrom('o1', 'o2', null),
      cardPrint: fc.constantFrom('p1', 'p2', null),
    })
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), (drawn) => {
        const people = drawn.map((p, n) => ({ id: `p${n}`, ...p }))
        const found = likelyDuplicates(people)
        expect(likelyDuplicates([...people].reverse())).toEqual(found)
        for (const { one, other } of found) expect(one < other).toBe(true)
        expect(new Set(found.map((d) => `${d.one} ${d.other}`)).size).toBe(found.length)
      }),
    )
    expect(plainName('É. Dupont')).toBe(plainName('dupont e'))
  })
})
