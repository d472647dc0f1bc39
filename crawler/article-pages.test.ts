/**
 * Some forty pages made by hand in the manner of common Chinese and English systems, each with what a reader takes from it beside it
 * (fixtures/pages). Names of outlets and all figures are invented.
 */
import { readdirSync, readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { extractArticle } from './extract.ts'
import { dressed, mutations } from './fixtures/mutations.ts'

type Wanted = {
  url: string
  title: string
  text: string[]
  charset?: string
  publishedAt?: string
  updatedAt?: string
  images?: [string, string][]
} & Partial<Record<'subtitle' | 'byline' | 'sourceLine' | 'sourceUrl' | 'editor' | 'placeLine', string>>

const folder = new URL('./fixtures/pages/', import.meta.url)
const pages = readdirSync(folder)
  .filter((file) => file.endsWith('.html'))
  .map((file) => ({
    name: file.slice(0, -'.html'.length),
    html: readFileSync(new URL(file, folder), 'utf8'),
    wanted: JSON.parse(readFileSync(new URL(file.replace('.html', '.json'), folder), 'utf8')) as Wanted,
  }))
const now = new Date('2026-11-20T00:00:00Z')

function read(html: string, { url, charset = 'utf-8' }: Wanted) {
  const answer = extractArticle({
    requestedUrl: url,
    finalUrl: url,
    status: 200,
    headers: { 'content-type': 'text/html' },
    bytes: iconv.encode(html, charset),
    fetchedAt: now,
  })
  return answer.ok ? answer.article : null
}

function grams(text: string): Map<string, number> {
  const signs = [...text.normalize('NFKC').toLowerCase()].filter((sign) => /[\p{L}\p{N}]/u.test(sign))
  const counts = new Map<string, number>()
  for (let i = 0; i + 4 <= signs.length; i++) {
    const gram = signs.slice(i, i + 4).join('')
    counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return counts
}

/** F1 of the 4-grams of letters and digits: the measure of the labelled sets. */
function likeness(wanted: string[], got: string): number {
  const [a, b] = [grams(wanted.join('\n')), grams(got)]
  const sum = (counts: Map<string, number>) => [...counts.values()].reduce((all, n) => all + n, 0)
  const shared = [...a].reduce((all, [gram, n]) => all + Math.min(n, b.get(gram) ?? 0), 0)
  return (2 * shared) / Math.max(1, sum(a) + sum(b))
}

const bodyScores = (change: (html: string, name: string) => string): [string, number][] =>
  pages.map(({ name, html, wanted }) => [name, likeness(wanted.text, read(change(html, name), wanted)?.text ?? '')])
const mean = (scores: [string, number][]): number => scores.reduce((sum, [, score]) => sum + score, 0) / scores.length

describe('pages as common systems make them', () => {
  it('give their text, all in all and each', () => {
    expect(pages.length).toBeGreaterThanOrEqual(30)
    const scores = bodyScores((html) => html)
    expect(mean(scores)).toBeGreaterThanOrEqual(0.95)
    expect(scores.filter(([, score]) => score < 0.8)).toEqual([])
  })

  it.each(pages)('$name says who, when and whence', ({ html, wanted }) => {
    const { url: _url, charset: _charset, text: _text, publishedAt, updatedAt, images, ...words } = wanted
    const article = read(html, wanted)
    expect(article).toMatchObject(words)
    expect(article?.publishedAt?.toISOString() ?? null).toBe(publishedAt?.replace('Z', '.000Z') ?? null)
    expect(article?.updatedAt?.toISOString() ?? null).toBe(updatedAt?.replace('Z', '.000Z') ?? null)
    if (images) expect(article?.images.map(({ url, caption }) => [url, caption])).toEqual(images)
  })

  it('keeps every row of a table on a line of its own, since claims are read from them', () => {
    const { html, wanted } = pages.find(({ name }) => name === 'stats-release')!
    expect(read(html, wanted)?.text.split('\n')).toContain('规模以上工业增加值同比增长（%）\t6.2\t5.9')
  })
})

describe('the same pages made otherwise', () => {
  it.each(Object.entries(mutations))('still give their text: %s', (_how, mutate) => {
    const scores = bodyScores((html) => mutate(html))
    expect(mean(scores)).toBeGreaterThanOrEqual(0.98)
    expect(scores.filter(([, score]) => score < 0.8)).toEqual([])
  })

  it('still give their text when all of that is done at once', () => {
    expect(mean(bodyScores((html) => dressed(html)))).toBeGreaterThanOrEqual(0.95)
  })
})
