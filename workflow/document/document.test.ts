import { recordWord } from './words.ts'
import { describe, expect, it } from 'vitest'
import { documentStates } from '../../domain/document.ts'
import { type Role, roles } from '../../domain/units.ts'
import { bureauTree as tree } from '../../tests/support/bureaus.ts'
import { allowedDocumentMoves, type DocumentFacts, documentVerbs, moveDocument } from './document.ts'

const anybody = { userId: 'anybody', name: '众', seats: roles.map((role) => ({ unitId: 'gx', role, standIn: false })) }
const facts = (state: DocumentFacts['state']): DocumentFacts => ({
  ...{
    id: 'd',
    kind: 'report_first',
    audience: 'usual',
    state,
    unitId: 'gx',
    revision: 2,
    hash: 'h',
    drafterIds: ['writer'],
  },
  approvedHash: state === 'approved' ? 'h' : null,
})
const given = { revision: 2, hash: 'h', reason: '理由' }

describe('the moves of a paper', () => {
  it('are these from each state and no others, for whoever has every right', () => {
    const can = Object.fromEntries(
      documentStates.map((state) => [
        state,
        documentVerbs.filter((verb) => moveDocument(facts(state), verb, { actor: anybody, tree, ...given }).ok),
      ]),
    )
    expect(can).toEqual({
      draft: ['revise', 'submit', 'cancel'],
      submitted: ['revise', 'return', 'approve', 'cancel'],
      approved: ['revise', 'return', 'issue', 'cancel'],
      issued: ['withdraw'],
      withdrawn: [],
      cancelled: [],
    })
  })

  it('are nobody else’s: an administrator and an auditor may do none of them', () => {
    const seats = (['admin', 'auditor'] as const).map((role) => ({ unitId: 'gx', role, standIn: false }))
    for (const state of documentStates)
      expect(
        allowedDocumentMoves(facts(state), { actor: { ...anybody, seats }, tree }).filter((m) => m.allowed),
      ).toEqual([])
  })

  it('leave a report to the committee and the government to the leading group', () => {
    const director = { ...anybody, seats: [{ unitId: 'gx', role: 'office_director' as const, standIn: false }] }
    const paper = { ...facts('submitted'), kind: 'government_report' as const }
    expect(moveDocument(paper, 'approve', { actor: director, tree, ...given })).toMatchObject({
      refusal: { code: 'not-allowed' },
    })
  })

  it('are of an extract of facts of conduct the inspection’s alone, of a leak those of its compartment', () => {
    const as = (role: Role) => ({ ...anybody, seats: [{ unitId: 'gx', role, standIn: false }] })
    const able = (paper: Pick<DocumentFacts, 'kind' | 'audience'>, state: DocumentFacts['state']) =>
      Object.fromEntries(
        documentVerbs.map((verb) => [
          verb,
          roles.filter(
            (role) => moveDocument({ ...facts(state), ...paper }, verb, { actor: as(role), tree, ...given }).ok,
          ),
        ]),
      )
    expect(able({ kind: 'register_extract', audience: 'conduct' }, 'submitted')).toMatchObject({
      ...{ revise: ['discipline'], approve: ['discipline'], issue: [] },
    })
    const leak = { kind: 'leak_report', audience: 'compartment' } as const
    expect(able(leak, 'submitted')).toMatchObject({ revise: ['secrecy'], approve: ['leading_group'] })
    expect(able(leak, 'approved').issue).toEqual(['secrecy'])
  })
})

it('calls what happened by its name in the table of events; a clue of a leak is not named', () => {
  for (const [subject, action] of [
    ['flag', 'open'],
    ['release', 'check-facts'],
    ['correction', 'send-correction'],
    ['activation', 'step-skip'],
  ] as const)
    expect(recordWord(subject, action)).not.toMatch(/有变动$/)
  expect(recordWord('flag', 'report-leak')).toBe('预警有变动')
})
