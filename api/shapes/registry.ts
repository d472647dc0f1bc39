/** Entries of the registry as the contract shows them. Contact data is never part of them. */
import type { Context } from 'hono'
import { shanghaiTime } from '../../domain/time.ts'
import type { UnitTree } from '../../domain/units.ts'
import type { ContactRead, ListedJournalist } from '../../store/registry-lists.ts'
import type { Journalist, JournalistStory, RegistryOutlet } from '../../store/registry.ts'
import type { JournalistFacts } from '../../domain/registry.ts'
import { may } from '../../workflow/policy.ts'
import { allowedJournalistMoves } from '../../workflow/registry/journalist.ts'
import type { PersonsExport } from '../../workflow/registry/read-contact.ts'
import { type JournalistRow, type JournalistShown, type RegistryOutletShown, wordOfCode } from '../contract.ts'
import type { FileSpeech } from '../csv.ts'
import type { ApiEnv } from '../route.ts'
import { moveShown } from './moves.ts'
import { iso, isoOrNull, unitRef } from './units.ts'

type Who = Pick<Context<ApiEnv>, 'get'>

export const journalistRow = (j: ListedJournalist, tree: UnitTree): JournalistRow => ({
  ...{ id: j.id, unit: unitRef(tree, j.unitId), state: j.state, kind: j.kind, name: j.name, penNames: j.penNames },
  ...{ outletId: j.outletId, outletName: j.outletName, mediaClass: j.mediaClass, role: j.role, url: j.url },
  ...{ basis: j.basis, card: j.card && { result: j.card.result, at: iso(j.card.at) }, restriction: j.restriction },
  ...{ hasContact: j.contactSealed !== null, registeredAt: iso(j.registeredAt), reviewAt: iso(j.reviewAt) },
  ...{ keepUntil: iso(j.keepUntil), erasedAt: isoOrNull(j.erasedAt), erasure: j.erasure },
})

export function journalistShown(
  c: Who,
  {
    row,
    story,
    facts,
    reads,
  }: { row: Journalist; story: JournalistStory; facts: JournalistFacts; reads: ContactRead[] | null },
): JournalistShown {
  const [actor, tree] = [c.get('actor'), c.get('tree')]
  const [card] = story.checks
  const listed = {
    ...row,
    ...{ outletName: story.outlet?.name ?? '', mediaClass: story.outlet?.mediaClass ?? null, card: card ?? null },
  }
  return {
    ...journalistRow(listed, tree),
    ...{ version: row.version, registeredBy: row.registeredBy, restrictedAt: isoOrNull(row.restrictedAt) },
    ...{ mergedIntoId: row.mergedIntoId, openMatters: facts.openMatters },
    links: story.links.map((l) => ({
      ...{ incidentId: l.incidentId, incidentNo: l.incidentNo, incidentTitle: l.incidentTitle },
      ...{
        incidentState: l.incidentState,
        releaseId: l.releaseId,
        outcome: l.outcome,
        byName: l.byName,
        at: iso(l.at),
      },
    })),
    checks: story.checks.map((k) => ({ result: k.result, byName: k.byName, at: iso(k.at) })),
    interactions: story.interactions.map((i) => ({ ...i, at: iso(i.at) })),
    merged: story.merged.map((m) => ({
      ...{ id: m.id, name: m.name, penNames: m.penNames },
      moves: allowedJournalistMoves(
        { ...facts, id: m.id, state: m.state, restriction: m.restriction },
        { actor, tree },
      ).map(moveShown),
    })),
    merges: story.merges.map((m) => ({
      ...{ keptId: m.keptId, goneId: m.goneId, reason: m.reason, byName: m.byName, at: iso(m.at) },
      ...{ undoneBy: m.undoneBy, undoneAt: isoOrNull(m.undoneAt) },
    })),
    reads: reads?.map((r) => ({ byName: r.byName, action: r.action, at: iso(r.at) })) ?? null,
    moves: allowedJournalistMoves(facts, { actor, tree }).map(moveShown),
  }
}

export const registryOutletShown = (c: Who, o: RegistryOutlet & { people: number }): RegistryOutletShown => ({
  ...{ id: o.id, unit: unitRef(c.get('tree'), o.unitId), name: o.name, mediaClass: o.mediaClass, licence: o.licence },
  ...{ licenceNo: o.licenceNo, licenceResult: o.licenceResult, licenceCheckedAt: isoOrNull(o.licenceCheckedAt) },
  ...{ licenceCheckedBy: o.licenceCheckedBy, people: o.people, version: o.version, changedBy: o.changedBy },
  changedAt: iso(o.changedAt),
  mayKeep: may(c.get('actor'), 'keep-registry', { unitId: o.unitId, tree: c.get('tree') }).ok,
})

type Line = { item: string; value: string }
/** Everything kept of a person as lines that person can read (个人信息保护法第四十五条). */
export function linesForPerson(
  { row, story, contact, mergedContacts, reads }: PersonsExport,
  { say, words }: FileSpeech,
): Line[] {
  const line = (item: string, value: string | null) => ({ item, value: value || '—' })
  const one = (j: Journalist, found: PersonsExport['contact']) => [
    line(say('姓名或账号', 'Name or account'), j.name),
    line(say('笔名', 'Pen-names'), j.penNames.join(say('、', ', '))),
    line(say('岗位', 'Role'), wordOfCode(words.journalistRole, j.role)),
    line(say('发布地址', 'Publishes at'), j.url),
    line(say('工作电话', 'Work phone'), found?.phone ?? null),
    line(say('工作邮箱', 'Work e-mail'), found?.email ?? null),
    line(say('登记依据', 'Basis'), wordOfCode(words.journalistBasis, j.basis)),
    line(say('登记人', 'Registered by'), j.registeredBy),
    line(say('登记时间', 'Registered'), shanghaiTime(j.registeredAt)),
    line(say('状态', 'State'), wordOfCode(words.journalistState, j.state)),
    line(say('复核日期', 'Review due'), shanghaiTime(j.reviewAt)),
    line(say('到期删除', 'Erased on'), shanghaiTime(j.keepUntil)),
  ]
  const when = (at: Date, text: string) => `${shanghaiTime(at)} ${text}`
  return [
    ...one(row, contact),
    line(say('媒体', 'Outlet'), story.outlet?.name ?? null),
    ...story.merged.flatMap((m) => one(m, mergedContacts.get(m.id) ?? null)),
    ...story.checks.map((k) =>
      line(say('证件核验', 'Check of the press card'), when(k.at, wordOfCode(words.cardResult, k.result) ?? '')),
    ),
    ...story.links.map((l) =>
      line(say('相关事件', 'Incident'), when(l.at, `${l.incidentNo} ${wordOfCode(words.linkOutcome, l.outcome)}`)),
    ),
    ...story.interactions.map((i) =>
      line(
        say('往来记录', 'Contact'),
        when(i.at, `${wordOfCode(words.interactionKind, i.kind)} ${i.incidentNo ?? ''}`),
      ),
    ),
    ...reads.map((r) =>
      line(say('查阅记录', 'Access'), when(r.at, `${r.byName} ${wordOfCode(words.contactRead, r.action)}`)),
    ),
  ]
}
