/**
 * People of the press in a paper. The paper keeps which entries are meant, in which version, and no word of them; what the registry says
 * is filled in when somebody reads it. So an entry that is restricted or erased is gone from every extract at once (个人信息保护法第四十七条),
 * and contact data stands in no paper: it comes into a file in the hands of who may read it, entry by entry on the record.
 */
import type { Block, Citation, DocumentContent, Run } from '../../domain/document.ts'
import type { ContactData } from '../../domain/registry.ts'
import { shanghaiDay } from '../../domain/time.ts'
import type { Db } from '../../store/open.ts'
import { journalistList, type ListedJournalist } from '../../store/registry-lists.ts'
import { cited } from './writing.ts'
import { cardWord, journalistBasisWord, journalistRoleWord } from './words.ts'

export const mostPeople = 500
export const peopleColumns = (contacts: boolean): string[] => [
  ...['姓名或账号', '媒体', '岗位', '证件核验', '登记'],
  ...(contacts ? ['联系方式'] : []),
]

/** The row of a person before anything is filled in. */
export const personRow = ({ id, version }: { id: string; version: number }): (string | Run)[] => [
  cited('journalist', id, `登记第${version}版`),
]

const citeOf = (row: Run[][]): Citation | null => {
  const cite = row.flat().find((run) => run.cite?.kind === 'journalist')?.cite
  return cite ?? null
}
const onRows = (content: DocumentContent, change: (row: Run[][], cite: Citation) => Run[][]): DocumentContent => ({
  ...content,
  body: content.body.map(
    (block): Block =>
      block.kind === 'table'
        ? { ...block, rows: block.rows.map((row) => (citeOf(row) ? change(row, citeOf(row)!) : row)) }
        : block,
  ),
})

/** Entries that the paper names. */
export const peopleIn = ({ body }: DocumentContent): string[] => [
  ...new Set(body.flatMap((b) => (b.kind === 'table' ? b.rows.flatMap((row) => citeOf(row)?.id ?? []) : []))),
]

/** The edited text with the rows of people as they were composed: nothing of a person is typed into a paper. */
export function withoutPeople(edited: DocumentContent, composed: DocumentContent): DocumentContent {
  const rows = new Map<string, Run[][]>()
  onRows(composed, (row, { id }) => {
    rows.set(id, row)
    return row
  })
  return onRows(edited, (row, { id }) => rows.get(id) ?? row)
}

type Filling = {
  unitId: string
  /** Null: not asked for, or not for this reader. */
  contacts: Map<string, ContactData> | null
  hasContacts: boolean
}

/** The text with what the bureau's registry says of these people now. */
export async function withPeople(db: Db, content: DocumentContent, filling: Filling): Promise<DocumentContent> {
  const ids = peopleIn(content)
  if (ids.length === 0) return content
  const { unitId, hasContacts } = filling
  const found = await journalistList(db, { unitIds: [unitId], keptUnitIds: [], ids, page: 1, pageSize: mostPeople })
  const byId = new Map(found.items.map((person) => [person.id, person]))
  return onRows(content, (row, cite) => {
    const person = byId.get(cite.id)
    const cells = person
      ? cellsOf(person, cite, filling)
      : peopleColumns(hasContacts).map((_, n) => (n === 0 ? '不在册，不载' : '—'))
    const number = row.slice(
      0,
      row.findIndex((cell) => cell.some((run) => run.cite?.kind === 'journalist')),
    )
    return [...number, ...cells.map((text) => [cited('journalist', cite.id, text)])]
  })
}

function cellsOf(person: ListedJournalist, cite: Citation, { contacts, hasContacts }: Filling): string[] {
  const names = [person.name, ...person.penNames.map((pen) => `（${pen}）`)].join('')
  const contact = contacts?.get(person.id)
  const reached = contacts ? [contact?.phone, contact?.email].filter(Boolean).join(' ') || '无' : '取用文件时载入'
  return [
    cite.value === `登记第${person.version}版` ? names : `${names}（摘录后登记有变动）`,
    person.outletName || person.url || '无',
    person.role ? journalistRoleWord(person.role) : '个人账号',
    person.card ? `${cardWord(person.card.result)} ${shanghaiDay(person.card.at)}` : '未核验',
    `${journalistBasisWord(person.basis)} ${shanghaiDay(person.registeredAt)}`,
    ...(hasContacts ? [reached] : []),
  ]
}
