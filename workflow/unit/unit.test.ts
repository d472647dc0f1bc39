import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unitLevels, unitTree } from '../../domain/units.ts'
import { demoUnits } from '../../demo/units.ts'
import { levelNames, readUnits, unitHeadings } from './read-units.ts'
import { judgeMerge, judgePlace, readNames } from './unit.ts'

const head = '单位名称,上级单位,层级,行政区划代码,其他名称'
const csv = (...lines: string[]) => Buffer.from([head, ...lines].join('\n'))
const province = '甘肃省统计局,,自治区（省）,620000,甘肃统计局、Gansu Bureau of Statistics'
const faultsOf = async (...lines: string[]) =>
  (await readUnits(csv(...lines), null)).faults.map((f) => [f.row, f.column, f.code])

describe('units from a table', () => {
  it('a tree of another province, children before their parents, divisions in the region of their bureau', async () => {
    const { units, faults } = await readUnits(
      csv(
        '永登县统计局,兰州市统计局,县,620121,',
        '兰州市统计局,甘肃省统计局,市,620100,兰州统计局',
        '甘肃省统计局综合处,甘肃统计局,处室,620000,',
        province,
      ),
      null,
    )
    expect(faults).toEqual([])
    const tree = unitTree(units)
    const [root] = units.filter((u) => u.parentId === null)
    expect(root).toMatchObject({ name: '甘肃省统计局', level: 'region', rootId: root?.id })
    const county = units.find((u) => u.name === '永登县统计局')!
    expect([tree.parentOf(county.id)?.name, tree.rootOf(county.id)?.id]).toEqual(['兰州市统计局', root?.id])
    expect((await readUnits(csv(province), null)).units[0]?.id).toBe(root?.id)
  })

  it('says of each cell what is wrong with it, and takes nothing', async () => {
    expect(await faultsOf(province, '兰州市统计局,甘肃局,市,620100,')).toEqual([[3, 'B', 'no_such_unit']])
    expect(await faultsOf(province, '兰州市统计局,甘肃省统计局,市,450100,')).toEqual([[3, 'D', 'not_a_region']])
    expect(await faultsOf(province, '兰州市统计局,甘肃省统计局,省,620100,')).toEqual([[3, 'C', 'level_unfit']])
    expect(await faultsOf(province, '兰州市统计局,甘肃省统计局,大区,62010,')).toEqual([
      [3, 'C', 'unknown_value'],
      [3, 'D', 'not_a_region'],
    ])
    expect(await faultsOf(province, '兰州市统计局,甘肃省统计局,市,620100,统计局')).toEqual([[3, 'E', 'name_unfit']])
    expect(await faultsOf(province, '兰州市统计局,甘肃省统计局,市,620100,甘肃统计局')).toEqual([[3, 'E', 'name_taken']])
    expect(await faultsOf(province, province)).toEqual([[3, 'A', 'name_repeated']])
    expect(await faultsOf('兰州市统计局综合处,,处室,620100,')).toEqual([[2, 'C', 'level_unfit']])
  })

  it('what the page gives away comes in again and changes nothing', async () => {
    const units = demoUnits().filter((u) => u.rootId === 'gx')
    const nameOf = new Map(units.map((u) => [u.id, u.name]))
    const lines = units.map((u) =>
      [u.name, nameOf.get(u.parentId ?? '') ?? '', levelNames[u.level], u.regionCode, u.aliases.join('、')].join(','),
    )
    expect(await readUnits(csv(...lines), units)).toEqual({ units: [], known: units.length, faults: [] })
    expect(Object.values(unitHeadings).join()).toBe(head)
  })

  it('whatever stands in the cells, a unit that comes in hangs in its tree by a name nobody else has', async () => {
    const cell = fc.constantFrom(
      '',
      '甘肃省统计局',
      '兰州市统计局',
      '统计局',
      '甘肃省',
      '620000',
      '620100',
      '市',
      '处室',
      '，"',
      '=1',
    )
    const line = fc
      .tuple(cell, cell, cell, cell, cell)
      .map((cells) => cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(','))
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 6 }), async (lines) => {
        const { units, faults } = await readUnits(csv(province, ...lines), null)
        if (faults.length > 0) return units.length === 0
        const tree = unitTree(units)
        const names = units.flatMap((u) => [`${u.rootId} ${u.name}`, ...u.aliases.map((a) => `${u.rootId} ${a}`)])
        return (
          new Set(names).size === names.length &&
          units.every((u) => tree.rootOf(u.id) && (u.parentId === null || tree.parentOf(u.id)))
        )
      }),
      { numRuns: 200 },
    )
  })
})

describe('what a unit may be', () => {
  it('no name that every bureau has, none of another unit, the own name not among its further ones', () => {
    expect(readNames({ name: ' 兰州市  统计局 ', aliases: ['兰州统计局', '兰州统计局', '兰州市 统计局'] }, [])).toEqual(
      {
        ok: true,
        value: { name: '兰州市 统计局', aliases: ['兰州统计局'] },
      },
    )
    for (const name of ['统计局', '市统计局', '办公室', '综合处', '局', '<b>统计局', 'x'.repeat(61)])
      expect(readNames({ name, aliases: [] }, []).ok, name).toBe(false)
    expect(readNames({ name: '兰州市统计局', aliases: [] }, [{ name: '甲局', aliases: ['兰州市统计局'] }]).ok).toBe(
      false,
    )
  })

  it('every level stands only below higher ones, in the region of the unit above', () => {
    for (const level of unitLevels)
      for (const above of unitLevels) {
        const regionCode = level === 'division' ? '620000' : '620100'
        const fits = judgePlace({ level, regionCode }, { level: above, regionCode: '620000', endedAt: null }).ok
        expect(fits, `${level} below ${above}`).toBe(unitLevels.indexOf(level) > unitLevels.indexOf(above))
      }
    expect(
      judgePlace(
        { level: 'city', regionCode: '620100' },
        { level: 'region', regionCode: '620000', endedAt: new Date() },
      ).ok,
    ).toBe(false)
  })

  it('merges neither a root, nor into what lies below, nor across trees, nor a bureau into a division', () => {
    const tree = unitTree(demoUnits())
    const merged = (from: string, into: string) => judgeMerge(tree.byId(from), tree.byId(into), tree).ok
    expect(merged('gx-sanjiang', 'gx-liuzhou')).toBe(true)
    expect(merged('gx-div-hesuan', 'gx-div-zonghe')).toBe(true)
    expect(merged('gx', 'gx-liuzhou')).toBe(false)
    expect(merged('gx-liuzhou', 'gx-sanjiang')).toBe(false)
    expect(merged('gx-liuzhou', 'xm')).toBe(false)
    expect(merged('gx-liuzhou', 'gx-div-zonghe')).toBe(false)
    expect(merged('gx-liuzhou', 'gx-liuzhou')).toBe(false)
  })
})
