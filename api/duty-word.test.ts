import { expect, it } from 'vitest'
import { planById } from '../workflow/plan/plan.ts'
import { dutyWordOf } from './contract/duty-word.ts'
import { fileWords } from './contract/file-words.ts'

const { zh, en } = fileWords
const duty = (name: string, rule: string, what: string) => ({ duty: name, rule, what })

it('says a duty of the house in the word of the language, and an operator’s in the words of its plan', () => {
  expect(dutyWordOf(en, duty('report-2h', 'G4-6-2h', ''))).toBe('Report within 2 hours')
  expect(dutyWordOf(zh, duty('pass-on-40', 'HN-4', '转报省统计局'))).toBe('转报省统计局')
  // The name is the house's, the rule and its hours are not.
  expect(dutyWordOf(en, duty('report-2h', 'HN-2', '1小时内报告'))).toBe('1小时内报告')
})

it('has a word for every duty of the shipped plans that it names, and never shows a key', () => {
  for (const name of Object.keys(zh.duty)) expect(en.duty).toHaveProperty(name)
  for (const { duty: name, rule, what } of planById('media')!.duties)
    for (const words of [zh, en]) expect(dutyWordOf(words, duty(name, rule, what))).not.toBe(name)
  expect(dutyWordOf(zh, duty('unheard-of', 'HN-9', ''))).toBe(zh.otherDuty)
})
