/** Every score that a page shows can be counted after: its parts add up to it, for all that the demo world prints. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { analyzeArticle } from '../analyzer/analyze.ts'
import { bookOf } from '../analyzer/claims/claims.ts'
import { openModels, wordListsOnly } from '../analyzer/models/open-models.ts'
import { figuresFromCsv } from '../analyzer/official-csv.ts'
import { background } from '../demo/background.ts'
import { demoScript } from '../demo/script.ts'
import { demoUnits } from '../demo/units.ts'
import { analyzers } from '../domain/finding.ts'
import { en } from '../web/locales/en.ts'
import { zhCN } from '../web/locales/zh-CN.ts'

const at = new Date('2026-11-21T12:54:00Z')
const book = bookOf(figuresFromCsv(readFileSync(new URL('../demo/figures.csv', import.meta.url), 'utf8')), [])
const units = demoUnits().filter((unit) => unit.level !== 'division')
const articles = [...background, ...demoScript(at)]

it.each([
  ['trained models', openModels()],
  ['word lists', wordListsOnly],
] as const)('of every analyzer, by %s', (_, models) => {
  const seen = new Set<string>()
  for (const { title, paragraphs } of articles)
    for (const spread of [
      { copies: 0, outletTier: 3, overseas: false, perHour: 1 },
      { copies: 9, outletTier: 1, overseas: true, perHour: 40 },
    ] as const) {
      const { findings } = analyzeArticle({
        article: { title, text: paragraphs.join('\n'), sourceLine: '', publishedAt: at },
        ...{ outletOrigin: 'domestic', story: null, units, book, spread, home: '450000', models },
      })
      for (const { finding } of findings) {
        const sum = finding.parts.reduce((total, part) => total + part.weight, 0)
        expect(sum, `${finding.analyzer} of ${title}`).toBeCloseTo(finding.score, 3)
        if (finding.score !== 0) seen.add(finding.analyzer)
        for (const { code } of finding.parts.filter((part) => !part.code.startsWith('claim-')))
          for (const words of [zhCN, en]) expect(Object.keys(words.reasons.codes), code).toContain(code)
      }
    }
  expect([...seen].sort()).toEqual([...analyzers].sort())
})
