/**
 * The letter to an outlet: where it says what, what the official figure is, and what is asked (domain catalogue B9: no threats, no wish
 * for deletion). Composed from what was pinned; a person may revise it. Pure.
 */
import { createHash } from 'node:crypto'
import type { CorrectionAsk, CorrectionLetter, CorrectionRung, CorrectionSubject } from '../../domain/correction.ts'
import type { Figure, Measure } from '../../domain/figure.ts'
import { ok, type Result } from '../../domain/result.ts'
import { ruleById } from '../../domain/rules.ts'
import { shanghaiDay } from '../../domain/time.ts'
import { canonical } from '../../store/audit.ts'
import { readText } from '../text.ts'

export const letterLimits = { title: 120, recipient: 100, text: 6000 } as const

/** SHA-256 over the canonical form. */
export const letterHash = (letter: CorrectionLetter): string =>
  createHash('sha256').update(canonical(letter)).digest('hex')

export function readLetter(given: CorrectionLetter): Result<CorrectionLetter> {
  const read: CorrectionLetter = { title: '', recipient: '', text: '' }
  for (const field of ['title', 'recipient', 'text'] as const) {
    const text = readText(given[field], { field, min: 1, max: letterLimits[field] })
    if (!text.ok) return text
    read[field] = text.value
  }
  return ok(read)
}

export type LetterFacts = {
  rung: CorrectionRung
  ask: CorrectionAsk
  subject: CorrectionSubject
  outletName: string
  article: { title: string; url: string; publishedAt: Date | null }
  figure: NamedFigure | null
  unitName: string
  /** When the first letter went out; null for it. */
  sentAt: Date | null
  at: Date
}
export type NamedFigure = Pick<
  Figure,
  'period' | 'periodType' | 'measure' | 'value' | 'unit' | 'publishedAt' | 'owner' | 'sourceUrl'
> & {
  regionName: string
  indicatorName: string
}

const dayWords = (at: Date): string => {
  const [y, m, d] = shanghaiDay(at).split('-').map(Number)
  return `${y}年${m}月${d}日`
}

/** 2022年, 2024年1—8月, 2024年8月, 2024年一季度, 2024年1—3季度. */
export function periodWords({ period, periodType }: Pick<Figure, 'period' | 'periodType'>): string {
  const [, year = period, quarter, month] = /^(\d{4})(?:Q([1-4])|-(\d{2}))?$/.exec(period) ?? []
  const m = Number(month)
  if (quarter)
    return periodType === 'cumulative' && quarter !== '1'
      ? `${year}年1—${Number(quarter) * 3}月`
      : `${year}年${'一二三四'[Number(quarter) - 1]}季度`
  if (month) return periodType === 'cumulative' && m > 1 ? `${year}年1—${m}月` : `${year}年${m}月`
  return `${year}年`
}

const changeOf: Partial<Record<Measure, string>> = { yoy: '同比', mom: '环比', qoq: '环比' }
/** 2022年广西地区生产总值比上年增长2.9%. */
export function figureWords(f: NamedFigure): string {
  const what = `${periodWords(f)}${f.regionName}${f.indicatorName}`
  const amount = `${f.value.replace(/^-/, '')}${f.unit}`
  const change = changeOf[f.measure]
  if (!change) return `${what}为${f.value}${f.unit}`
  const compared = f.measure === 'yoy' && f.periodType === 'year' ? '比上年' : change
  return Number(f.value) === 0
    ? `${what}${compared}持平`
    : `${what}${compared}${f.value.startsWith('-') ? '下降' : '增长'}${amount}`
}

export function composeLetter(f: LetterFacts): CorrectionLetter {
  const { article, subject, figure } = f
  const where = `${article.publishedAt ? `${dayWords(article.publishedAt)}` : ''}刊发的《${article.title}》（${article.url}）`
  const source = figure
    ? `${figure.owner}${dayWords(figure.publishedAt)}发布的数据显示，${figureWords(figure)}${figure.sourceUrl ? `（来源：${figure.sourceUrl}）` : ''}。`
    : `经核对，${subject.right}。`
  const quoted = `“${subject.quote}”`
  const reminded = f.sentAt ? `我局于${dayWords(f.sentAt)}就此致函，` : ''
  const asks: Record<CorrectionAsk, string> = {
    correct: '请将上述表述更正为公布数据，在原文同一位置注明更正内容，并请通知转载单位一并更正。',
    apologise: '请将上述表述更正为公布数据，在原文同一位置注明更正内容并致歉，并请通知转载单位一并更正。',
    update: '该数据已有新的公布结果，请在原文中更新，并注明更新时间。',
  }
  const opening: Record<CorrectionRung, string> = {
    request: `${f.outletName}${where}中称：${quoted}。`,
    note: `${reminded}现${f.outletName}${where}已作改动，原文此前称：${quoted}，但未说明更正情况。`,
    second: `${reminded}至今未见更正。${f.outletName}${where}中称：${quoted}。`,
    superior: `${reminded}${f.outletName}${where}至今未予更正，其中称：${quoted}。`,
    regulator: `${reminded}${f.outletName}${where}至今未予更正，其中称：${quoted}。现将有关情况转请依职权处理。`,
  }
  const closing = f.rung === 'note' ? '请在原文同一位置注明更正内容，以便读者知悉。' : asks[f.ask]
  const law = ruleById('law-publishing-27').citation
  return {
    title: `${f.rung === 'request' ? '' : f.rung === 'note' ? '请注明更正情况：' : '再次'}关于${f.ask === 'update' ? '更新' : '更正'}有关统计数据的函`,
    recipient:
      f.rung === 'superior'
        ? `${f.outletName}主管主办单位`
        : f.rung === 'regulator'
          ? '新闻出版（网信）主管部门'
          : f.outletName,
    text: [
      opening[f.rung],
      source,
      f.rung === 'note' ? '' : f.ask === 'update' ? '原文数据与现行公布数据不一致。' : '原文表述与公布数据不符。',
      `依据${law}，${closing}`,
      '更正后请将网址或版面告知我局。',
      `${f.unitName}\n${dayWords(f.at)}`,
    ]
      .filter(Boolean)
      .join('\n'),
  }
}
