/**
 * When an article was published and when it was changed: what the page states for machines, what it prints near its headline, and at
 * last the day in its address. Changed is never taken for published; what the page does not say stays null.
 */
import type { TimePrecision } from '../domain/article.ts'
import { day, minute } from '../domain/time.ts'
import { indexOfTitle, maxLine } from './article-lines.ts'
import type { Block } from './blocks.ts'
import { isProse } from './body.ts'
import { type DateContext, readDate } from './dates.ts'
import { dayInUrl } from './day-in-url.ts'
import type { StructuredData } from './structured-data.ts'
import { elementsNamed, type PageTree, sourceOf } from './tree.ts'

export type TimesInput = {
  tree: PageTree
  meta: (...names: string[]) => string
  data: StructuredData
  blocks: Block[]
  title: string
  url: string
  /** `now` refuses times ahead and reads 3小时前. */
  context: DateContext & { now: Date }
}

export type ArticleTimes = {
  publishedAt: Date | null
  publishedPrecision: TimePrecision | null
  updatedAt: Date | null
}

type Told = { at: Date; precision: TimePrecision }

export function readTimes(input: TimesInput): ArticleTimes {
  const { tree, meta, data, url, context } = input
  const seen = visibleTimes(input)
  const published = publishedTime(
    [meta(...publishedNames), data.publishedAt, firstTimeElement(tree, 'datePublished')],
    seen.published ?? told(timeInScript(tree), context),
    context,
  )
  const inAddress = dayInUrl(url)
  const best: Told | null =
    published ?? (isPossible(inAddress, context.now) ? { at: inAddress, precision: 'day' } : null)
  const changed = [meta(...changedNames), data.modifiedAt, firstTimeElement(tree, 'dateModified')]
    .map((text) => readDate(text, { ...context, now: null }))
    .concat(seen.changed)
    .find((at) => isPossible(at, context.now))
  // Many pages state the time of publication twice.
  const isLater = changed && (!best || best.precision === 'day' || changed.getTime() - best.at.getTime() >= minute)
  return {
    publishedAt: best?.at ?? null,
    publishedPrecision: best?.precision ?? null,
    updatedAt: isLater ? changed : null,
  }
}

const publishedNames = [
  'article:published_time',
  'PubDate',
  'publishdate',
  'datePublished',
  'og:published_time',
  'publish_time',
  'dc.date',
  'dc.date.issued',
  'parsely-pub-date',
  'sailthru.date',
  'og:release_date',
  'article:create_at',
  'apub:time',
]
const changedNames = ['article:modified_time', 'og:updated_time', 'dateModified', 'lastmod', 'dc.date.modified']

/** Times before the web and more than a day ahead are none. */
const isPossible = (at: Date | null, now: Date): at is Date =>
  at !== null && at.getTime() > Date.UTC(1990, 0) && at.getTime() < now.getTime() + day

const hasClock = (text: string): boolean => /\d\s*[:：时点T]\s*\d|\d{12}|^1\d{9}|前|ago/i.test(text)

function told(text: string, context: DateContext & { now: Date }, relative = false): Told | null {
  const at = readDate(text, relative ? context : { ...context, now: null })
  return isPossible(at, context.now) ? { at, precision: hasClock(text) ? 'instant' : 'day' } : null
}

/** What the page states for machines wins, unless it is a bare day and the reader sees the time of that same day. */
function publishedTime(stated: string[], seen: Told | null, context: DateContext & { now: Date }): Told | null {
  const first = stated.map((text) => told(text, context)).find((one) => one !== null)
  if (!first) return seen
  const sameDay = seen && Math.abs(seen.at.getTime() - first.at.getTime()) < day
  return first.precision === 'day' && sameDay && seen.precision === 'instant' ? seen : first
}

function firstTimeElement({ elements }: PageTree, property: 'datePublished' | 'dateModified'): string {
  const named = property === 'datePublished' ? /publish|entry-date/ : /updated|modified/
  const element = elements.find(
    ({ name, attribs }) =>
      attribs.datetime &&
      (attribs.itemprop === property ||
        (name === 'time' &&
          ((property === 'datePublished' && 'pubdate' in attribs) || named.test(attribs.class ?? '')))),
  )
  return element?.attribs.datetime ?? ''
}

/** A page that prints its time by script keeps it in a variable of its own. */
function timeInScript(tree: PageTree): string {
  const form =
    /\b(?:var|let|const)\s+(?:ct|create_?time|publish_?time|pub_?time|pub_?date)\s*=\s*["']?((?:19|20)\d\d-\d\d?-\d\d?[ T]\d\d?:\d\d(?::\d\d)?|1\d{9}(?:\d{3})?)["']?\s*[;,\n]/i
  for (const script of elementsNamed(tree, 'script').slice(0, 60)) {
    const source = sourceOf(script)
    const found = source.length <= 300_000 ? form.exec(source) : null
    if (found) return found[1]!
  }
  return ''
}

/** A time told from the present and nothing else is not longer. */
const aloneLength = 45
const change =
  /(?:更新|修改|编辑|編輯)(?:时间|時間|日期|于|於)?\s*[:：]?|\b(?:last )?(?:updated|modified)(?: (?:on|at))?\s*:?/i
const changeBehind = /[（(]([^（()）]{4,30}?)\s*(?:更新|修改|updated)\s*[)）]/i

/**
 * The times printed near the headline: in the first short lines from it on, else before it. A line that also names a time of day wins
 * over a bare day.
 */
function visibleTimes({ blocks, title, context }: TimesInput): { published: Told | null; changed: Date | null } {
  const titleAt = indexOfTitle(blocks, title)
  const start = Math.max(0, titleAt)
  const near = [...blocks.slice(start, start + 25), ...blocks.slice(Math.max(0, start - 5), start)]
  let dayOnly: Told | null = null
  let changed: Date | null = null
  for (const [i, block] of near.entries()) {
    if (block.length > maxLine || isProse(block)) continue
    const text = title === '' ? block.text : block.text.replace(title, ' ')
    // Without a year, or told from the present, a time counts only where it stands alone: headlines and sentences have them, too.
    const relative = block.length <= aloneLength
    const behind = changeBehind.exec(text)
    const label = change.exec(behind ? text.replace(behind[0], ' ') : text)
    changed ??= told(behind?.[1] ?? '', context, true)?.at ?? null
    if (label) {
      const value = text.slice(label.index + label[0].length)
      changed ??= told(value || near[i + 1]?.text || '', context, relative)?.at ?? null
      // The label may stand in one element and the time in the next; that one is no publication.
      if (value.trim() === '') near[i + 1] = { ...near[i + 1]!, length: Number.POSITIVE_INFINITY }
    }
    const before = label ? text.slice(0, label.index) : behind ? text.replace(behind[0], ' ') : text
    const published = told(before, context, relative)
    if (published?.precision === 'instant')
      return { published, changed: changed ?? changedIn(near.slice(i + 1, i + 4), context) }
    dayOnly ??= published
  }
  return { published: dayOnly, changed }
}

function changedIn(blocks: Block[], context: DateContext & { now: Date }): Date | null {
  for (const { text, length } of blocks) {
    const label = length <= maxLine ? change.exec(text) : null
    if (label) return told(text.slice(label.index + label[0].length), context, true)?.at ?? null
  }
  return null
}
