/** What stands between the headline and the text without a label: a second headline, who wrote it, and where the report was sent from. */
import { withoutTail } from './furniture.ts'
import { indexOfTitle } from './article-lines.ts'
import type { Block } from './blocks.ts'
import { isCalled, type PageTree, rawText, squeeze } from './tree.ts'

const subtitleNames = new Set(
  `subtitle sub-title sub_title subtit sub_tit subhead subheadline sub-headline article-subtitle article-sub art-sub title-sub title2
  fubiaoti futi ftitle dek deck standfirst article-dek`.split(/\s+/),
)
const longestSubtitle = 160

/** 副题: as the page marks it, or a line of its own beside the headline that begins with a dash; '' without one. */
export function subtitleOf(tree: PageTree, blocks: Block[], title: string): string {
  const marked = tree.elements.find(
    (element) => isCalled(element, subtitleNames) || (/^h[2-5]$/.test(element.name) && isCalled(element, shortNames)),
  )
  const text = marked ? squeeze(rawText(marked)) : ''
  if (text.length >= 4 && text.length <= longestSubtitle && text !== title) return withoutDash(text)
  const at = indexOfTitle(blocks, title)
  const beside = at < 0 ? [] : [blocks[at + 1], blocks[at - 1], blocks[at + 2]]
  const dashed = beside.find((block) => block && /^(?:——|--|—)\s*\S/.test(block.text) && block.text.length <= 80)
  return dashed ? withoutDash(dashed.text) : ''
}
const shortNames = new Set(['sub'])
const withoutDash = (text: string): string => text.replace(/^[—-]{1,4}\s*/, '')

const reporter =
  /^[□■●○◎◆◇▪]?\s*(?:[\p{Script=Han}]{0,6}?(?:首席|特约|实习|见习|全媒体)?(?:记者|記者|通讯员|通訊員|评论员|特派员))[\s:：/]+([\p{Script=Han}·、\s/]{2,40})$/u
const inBrackets = /[（(](?:[\p{Script=Han}]{0,6}?)(?:记者|記者|通讯员)[\s:：]*([\p{Script=Han}·、，,\s]{2,40})[)）]/u
const authorNames = new Set([
  'author',
  'byline',
  'author-name',
  'article-author',
  'article__author',
  'zuozhe',
  'writer',
])

/** Who wrote it, where no label says so: a line of reporters under the headline, an element named so, or brackets in the first line. */
export function unlabelledAuthor(
  tree: PageTree,
  blocks: Block[],
  { title, lines }: { title: string; lines: string[] },
): string {
  const at = indexOfTitle(blocks, title)
  for (const { text, length } of blocks.slice(Math.max(0, at), at + 12)) {
    const names = length <= 180 ? reporter.exec(text)?.[1] : undefined
    if (names) return withoutTail(squeeze(names))
  }
  for (const line of lines.slice(0, 2)) {
    const names = inBrackets.exec(line.slice(0, 120))?.[1]
    if (names) return squeeze(names)
  }
  const marked = tree.elements.filter((element) => isCalled(element, authorNames)).slice(0, 1)
  const [text = ''] = marked.map((element) => squeeze(rawText(element)))
  return text.length <= 80 && !/[\d。！？|]/.test(text)
    ? text.replace(/^[□■●○◎◆◇▪]\s*/, '').replace(/^(?:作者|记者|文|By)\s*[:：/]?\s*/i, '')
    : ''
}

const month = '(?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\\.?'
const chinesePlace =
  /^(?:【[^】]{1,16}】|\[[^\]]{1,16}\])?\s*[（(]?((?!据|記者|记者)(?:[\p{Script=Han}A-Za-z—·－]{2,24}?)(?:[、\s][\p{Script=Han}]{2,6}){0,2}\s?(?:(?:\d{1,2}年)?\d{1,2}月)?\d{1,2}日\s?(?:综合|專)?(?:电|電|讯|訊|消息))/u
const englishPlace = new RegExp(
  `^([A-Z][A-Z.'’/ -]{2,30}(?:, [A-Z][A-Za-z. ]{2,20})?(?:, ${month} \\d{1,2})?(?: ?\\([A-Z][\\w .&'’/-]{1,30}\\))?)\\s?(?:-{1,2}|–|—)\\s`,
)

/** 电头, as printed at the start of the text: 本报南宁10月1日电, BEIJING, Oct 1 (Agency); '' without one. */
export function placeLineOf(lines: string[]): string {
  for (const line of lines.slice(0, 3)) {
    const found = chinesePlace.exec(line.slice(0, 80)) ?? englishPlace.exec(line.slice(0, 120))
    if (found) return squeeze(found[1]!)
  }
  return ''
}
