/** Reads the rows of a register that an extract shows. Whoever asks must read that register where it is kept. */
import type { DocumentAudience, DocumentExtract } from '../../domain/document.ts'
import { ok, type Result, refuse } from '../../domain/result.ts'
import { ruleById } from '../../domain/rules.ts'
import { shanghaiDay } from '../../domain/time.ts'
import type { Actor } from '../../domain/units.ts'
import type { Db } from '../../store/open.ts'
import { journalistList, registryOutletList } from '../../store/registry-lists.ts'
import { registerRowsOf } from '../../store/registers.ts'
import { mediaPlanInForce } from '../plan/media-plan.ts'
import { may } from '../policy.ts'
import { type Register, registersOf, rightToKeep } from '../register/registers.ts'
import type { ExtractFacts } from './facts.ts'
import { frameOf, type On } from './gather.ts'
import { mostPeople, peopleColumns, personRow } from './people.ts'
import { cardWord, licenceWord, mediaClassWord } from './words.ts'
import { cited } from './writing.ts'

const mostRows = mostPeople
export type Extracted = { facts: ExtractFacts; audience: DocumentAudience }
type Asked = On & { asked: DocumentExtract; actor: Actor }
type Part = Pick<ExtractFacts, 'register' | 'rule' | 'filter' | 'columns' | 'rows' | 'reserved'>

/**
 * Only rows of the bureau itself: what those above read of it they read there. Refuses `not-found` for a register that is not there for
 * the person, `not-allowed` for contact data they may not read, `too-large` above 500 rows: a narrower filter is wanted then.
 */
export async function gatherExtract(db: Db, on: Asked): Promise<Result<Extracted>> {
  const { asked, unit, tree, actor } = on
  if (asked.of === 'register') {
    const register = (await registersOf(db, unit.rootId)).find(
      (r) => r.plan === asked.plan && r.register === asked.register,
    )
    const view = register?.reserved ? rightToKeep(register) : 'view-duty'
    if (!register || !may(actor, view, { unitId: unit.id, tree }).ok) return refuse('not-found', { field: 'register' })
    return answer(on, register.reserved ? 'conduct' : 'usual', await rowsOfPlan(db, on, register))
  }
  const right = may(actor, asked.contacts ? 'read-contacts' : 'view-registry', { unitId: unit.id, tree })
  if (!right.ok) return right
  return answer(on, 'registry', await (asked.of === 'outlets' ? rowsOfOutlets(db, on) : rowsOfPeople(db, on)))
}

const answer = (on: Asked, audience: DocumentAudience, part: Result<Part>): Result<Extracted> =>
  part.ok ? ok({ audience, facts: { ...frameOf(on), asked: on.asked, ...part.value } }) : part

const tooMany = (total: number): Result<never> =>
  refuse('too-large', { field: 'extract', detail: { max: mostRows, total } })
const slice = { page: 1, pageSize: mostRows }
const inWords = (parts: (string | null | false)[]): string => parts.filter(Boolean).join('；') || '全部'

async function rowsOfPlan(db: Db, { unit, asked }: Asked, register: Register): Promise<Result<Part>> {
  const { plan, register: name, title, citation, columns, reserved, planTitle } = register
  const filter = { unitIds: [unit.id], plan, register: name, ...(asked.q ? { q: asked.q } : {}), ...slice }
  const { items, total } = await registerRowsOf(db, filter)
  if (total > mostRows) return tooMany(total)
  return ok({
    ...{ register: title, rule: `《${planTitle}》${citation}`, columns, reserved },
    filter: inWords([asked.q && `检索词“${asked.q}”`]),
    rows: items.map((row) => columns.map((column) => cited('register_row', row.id, row.cells[column] || '无'))),
  })
}
/** The article by which the bureaus keep a registry of the press. */
async function registryRule(db: Db, rootId: string): Promise<string> {
  const plan = await mediaPlanInForce(db, rootId)
  const register = plan.registers.find((r) => r.part === 'registry')
  return plan.rules.find((r) => r.id === register?.rule)?.citation ?? ruleById('policy-registry-basis').citation
}

async function rowsOfOutlets(db: Db, { unit, asked }: Asked): Promise<Result<Part>> {
  const { items, total } = await registryOutletList(db, {
    ...{ unitIds: [unit.id], ...slice },
    ...{ mediaClass: asked.mediaClass ?? undefined, q: asked.q || undefined },
  })
  if (total > mostRows) return tooMany(total)
  return ok({
    ...{ register: '媒体登记表', rule: await registryRule(db, unit.rootId), reserved: false },
    filter: inWords([asked.mediaClass && `类别“${mediaClassWord(asked.mediaClass)}”`, asked.q && `检索词“${asked.q}”`]),
    columns: ['媒体', '类别', '许可', '许可证号', '核验', '登记人数'],
    rows: items.map((o) => {
      const fact = (text: string) => cited('registry_outlet', o.id, text)
      const checked = o.licenceResult && o.licenceCheckedAt
      return [
        ...[fact(o.name), fact(mediaClassWord(o.mediaClass)), fact(licenceWord(o.licence)), fact(o.licenceNo || '无')],
        fact(checked ? `${cardWord(o.licenceResult)} ${shanghaiDay(o.licenceCheckedAt!)}` : '未核验'),
        fact(`${o.people}`),
      ]
    }),
  })
}

async function rowsOfPeople(db: Db, { unit, asked }: Asked): Promise<Result<Part>> {
  const { items, total } = await journalistList(db, {
    ...{ unitIds: [unit.id], keptUnitIds: [], state: 'active', sort: 'name', ...slice },
    ...{ q: asked.q || undefined, outletId: asked.outletId ?? undefined },
  })
  if (total > mostRows) return tooMany(total)
  const outlet = asked.outletId ? items[0]?.outletName : null
  return ok({
    ...{ register: '记者（撰稿人）登记表', rule: await registryRule(db, unit.rootId), reserved: false },
    filter: inWords([asked.outletId !== null && `媒体“${outlet ?? '无登记'}”`, asked.q && `检索词“${asked.q}”`]),
    columns: peopleColumns(asked.contacts),
    rows: items.map(personRow),
  })
}
