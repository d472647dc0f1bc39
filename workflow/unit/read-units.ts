/**
 * Units from a table (CSV, Excel): one line a unit, with the unit above it by name. Every line that cannot be is a fault with its
 * row and column, and nothing is guessed. What the page gives away comes in again: a line that is there already is passed over.
 */
import { createHash, randomUUID } from 'node:crypto'
import type { ImportFault } from '../../domain/figure-import.ts'
import type { Refusal } from '../../domain/result.ts'
import { type Unit, type UnitLevel, unitLevels } from '../../domain/units.ts'
import { UnreadableTable } from '../table/cells.ts'
import { type FaultCode, faultOfFile, faultsOfHeader, RowReader } from '../table/fields.ts'
import { type FieldNames, type Header, readHeader } from '../table/header.ts'
import { kindOfFile, readTable } from '../table/read-table.ts'
import { isRegionCode, judgePlace, mostUnits, readNames, rootLevels } from './unit.ts'

type Field = 'name' | 'above' | 'level' | 'region' | 'aliases'
/** As the page's file has them. */
export const unitHeadings = {
  name: '单位名称',
  above: '上级单位',
  level: '层级',
  region: '行政区划代码',
  aliases: '其他名称',
} as const
const headings: FieldNames<Field> = {
  name: [unitHeadings.name, '名称', '单位'],
  above: [unitHeadings.above, '上级'],
  level: [unitHeadings.level, '级别'],
  region: [unitHeadings.region, '区划代码', '地区代码'],
  aliases: [unitHeadings.aliases, '别名', '简称'],
}

/** The levels as a bureau writes them. */
export const levelNames: Record<UnitLevel, string> = {
  region: '自治区（省）',
  city: '市',
  county: '县（区）',
  township: '镇（街）',
  division: '处室',
}
const levelWords: Record<UnitLevel, readonly string[]> = {
  region: ['自治区', '省', '直辖市', '省级'],
  city: ['市级', '地市', '设区市'],
  county: ['县', '区', '县级', '区县'],
  township: ['乡镇', '镇', '街道', '乡'],
  division: ['科室', '处', '直属单位'],
}
const levelOf = new Map(
  unitLevels.flatMap((level) => [level, levelNames[level], ...levelWords[level]].map((word) => [word, level] as const)),
)

/** `known`: lines whose unit is there already. */
export type ReadUnits = { units: Unit[]; known: number; faults: ImportFault[] }

/**
 * The new units of a file below the units of one tree; without a tree the file brings trees of its own, and a line with nothing above
 * it is a root. Parents may stand below their children in the file.
 */
export async function readUnits(bytes: Buffer, tree: readonly Unit[] | null): Promise<ReadUnits> {
  try {
    const kind = kindOfFile(bytes)
    if (kind === 'json' || kind === 'ical') throw new UnreadableTable('not_excel')
    const lines: Line[] = []
    const faults: ImportFault[] = []
    let header: Header<Field> | null = null
    for await (const row of (await readTable(bytes, kind)).rows) {
      if (!header) {
        header = readHeader(row, headings, ['name', 'above', 'level', 'region'])
        if (header) faults.push(...faultsOfHeader(header))
        if (faults.length > 0) return { units: [], known: 0, faults }
        continue
      }
      const cells = new RowReader(row, header)
      if (cells.isEmpty) continue
      const line = readLine(cells)
      if (line) lines.push(line)
      else faults.push(...cells.faults)
      if (lines.length > mostUnits) throw new UnreadableTable('too_many_rows', row.row)
    }
    if (lines.length + faults.length === 0) throw new UnreadableTable('empty_file')
    return faults.length > 0 ? { units: [], known: 0, faults } : placeLines(lines, tree)
  } catch (e) {
    if (!(e instanceof UnreadableTable)) throw e
    return { units: [], known: 0, faults: [faultOfFile(e)] }
  }
}

type Line = {
  cells: RowReader<Field>
  name: string
  above: string
  level: UnitLevel
  regionCode: string
  aliases: string[]
}

function readLine(cells: RowReader<Field>): Line | null {
  const [name, above] = [cells.text('name', 200), cells.optional('above', 200)]
  const level = levelOf.get(cells.text('level', 20))
  const regionCode = cells.text('region', 20)
  if (!level) cells.fault('level', 'unknown_value', Object.values(levelNames).join(' '))
  if (regionCode !== '' && !isRegionCode(regionCode)) cells.fault('region', 'not_a_region')
  const aliases = cells.optional('aliases', 2_000).split(/[、;；\n]/)
  return cells.faults.length > 0 || !level ? null : { cells, name, above, level, regionCode, aliases }
}

/** Level by level, so that whatever stands above a line is there before it. */
function placeLines(lines: readonly Line[], tree: readonly Unit[] | null): ReadUnits {
  const all: Unit[] = [...(tree ?? [])]
  const read: ReadUnits = { units: [], known: 0, faults: [] }
  for (const level of unitLevels)
    for (const line of lines.filter((l) => l.level === level)) {
      const { cells, name, above, regionCode, aliases } = line
      const there = all.find((u) => u.name === name.trim() && u.level === level && u.regionCode === regionCode)
      if (there) {
        if (read.units.includes(there)) cells.fault('name', 'name_repeated')
        else read.known++
        read.faults.push(...cells.faults)
        continue
      }
      const parent = above === '' ? null : all.find((u) => u.name === above || u.aliases.includes(above))
      const isRoot = tree === null && above === ''
      if (isRoot && !rootLevels.includes(level)) cells.fault('level', 'level_unfit')
      if (!isRoot && !parent) cells.fault('above', above === '' ? 'missing' : 'no_such_unit')
      const place = parent ? judgePlace({ level, regionCode }, parent) : null
      if (place && !place.ok) cells.fault(...faultOfPlace(place.refusal.field))
      // Another tree of the same file may have a county of the same name: names are told apart within one tree.
      const others = all.filter((u) => u.rootId === parent?.rootId)
      const names = readNames({ name, aliases }, others)
      if (!names.ok) cells.fault(...faultOfNames(names.refusal))
      read.faults.push(...cells.faults)
      if (cells.faults.length > 0 || !names.ok) continue
      // Every process of an installation offers the trees of one file under the same ids.
      const id =
        tree === null
          ? `u-${printOf([parent?.rootId ?? '', level, regionCode, names.value.name])}`
          : `u-${randomUUID()}`
      const unit: Unit = {
        id,
        rootId: parent?.rootId ?? id,
        parentId: parent?.id ?? null,
        level,
        regionCode,
        ...names.value,
      }
      all.push(unit)
      read.units.push(unit)
    }
  if (read.faults.length > 0) read.units = []
  return read
}

function faultOfPlace(field: string | undefined): [Field, FaultCode] {
  if (field === 'level') return ['level', 'level_unfit']
  return field === 'regionCode' ? ['region', 'not_a_region'] : ['above', 'no_such_unit']
}

function faultOfNames({ field, code, detail }: Refusal): [Field, FaultCode, string?] {
  const name = typeof detail?.name === 'string' ? detail.name : undefined
  return [field === 'name' ? 'name' : 'aliases', code === 'already-exists' ? 'name_taken' : 'name_unfit', name]
}

const printOf = (parts: string[]): string => createHash('sha256').update(parts.join('|')).digest('hex').slice(0, 24)
