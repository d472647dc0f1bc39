import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openModels, shippedOnly } from '../../analyzer/models/open-models.ts'
import { train } from './train.ts'

/** Invented posts whose final size is three times what the first hour brought. */
const rows = Array.from({ length: 120 }, (_, i) => {
  const dt = Array.from({ length: 5 + (i % 40) }, (_, n) => n * 80)
  return { text: `第${i}条`, dt, parent: dt.map(() => -1), said: [[0, '转发']], size: dt.length * 3 }
})

describe('tongyu train', () => {
  it('writes a model that can be put in force, and a card that says from what and how good', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'train-'))
    const file = join(folder, 'posts.jsonl')
    await writeFile(file, rows.map((row) => JSON.stringify(row)).join('\n'))
    await train(['spread', file, '--date', '2026-11-22', '--out', folder, '--folds', '2'])
    const models = openModels({ ...shippedOnly, rumour: 'off', spread: join(folder, 'spread.model') })
    expect(models.spread?.version).toMatch(/^spread-model-/)
    expect(models.rumour).toBeNull()
    const card = await readFile(join(folder, 'spread.md'), 'utf8')
    for (const word of ['2026-11-22', '| posts | 120 |', 'no licence', 'medianApe', '## Limits'])
      expect(card).toContain(word)
  })
  it('asks for a kind, a file and a date, and names the line that is no JSON', async () => {
    await expect(train(['spread', 'posts.jsonl'])).rejects.toThrow(/Usage/)
    await expect(train(['mood', 'posts.jsonl', '--date', '2026-11-22'])).rejects.toThrow(/Usage/)
    const file = join(await mkdtemp(join(tmpdir(), 'train-')), 'bad.jsonl')
    await writeFile(file, '{"text":"a"}\n{oops\n')
    await expect(train(['tone', file, '--date', '2026-11-22'])).rejects.toThrow(/bad\.jsonl, line 2: not JSON/)
  })
})
