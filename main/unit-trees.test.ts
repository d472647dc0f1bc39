import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { unitTrees } from './unit-trees.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tongyu-units-'))
})
afterAll(() => rm(folder, { recursive: true }))
const file = async (text: string) => {
  const path = join(folder, 'units.csv')
  await writeFile(path, text)
  return path
}

it("offers the operator's own trees first, under the same ids in every process", async () => {
  const path = await file(
    'name,above,level,region,aliases\n甘肃省统计局,,region,620000,甘肃统计局\n兰州市统计局,甘肃统计局,city,620100,\n',
  )
  const [own, ...shipped] = await unitTrees(path)
  expect([own?.name, own?.units.length]).toEqual(['甘肃省统计局', 2])
  expect(shipped.map((tree) => tree.name)).toEqual(['广西壮族自治区统计局', '厦门市统计局'])
  expect((await unitTrees(path))[0]?.id).toBe(own?.id)
})

it('stops the start at a table that cannot be read, and names the cell', async () => {
  const path = await file('name,above,level,region\n兰州市统计局,甘肃省统计局,city,620100\n')
  await expect(unitTrees(path)).rejects.toThrow(/row 2, column B: above no_such_unit 甘肃省统计局/)
  await expect(unitTrees(join(folder, 'none.csv'))).rejects.toThrow(/TONGYU_UNITS/)
})
