/** Words for what only the program counts: each step and each kind of work has a name on the status page, in both languages. */
import { expect, it } from 'vitest'
import { steps } from '../pipeline/pipeline.ts'
import { en } from '../web/locales/en.ts'
import { zhCN } from '../web/locales/zh-CN.ts'

it('every step of the machine and every kind of work has a name', () => {
  for (const words of [zhCN, en]) {
    expect(steps.map(({ name }) => name).filter((name) => !(name in words.status.steps))).toEqual([])
    expect(steps.map(({ table }) => table).filter((table) => !(table in words.status.keys))).toEqual([])
  }
})
