import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameText } from './same-text.ts'

const title = '桂江市前三季度生产总值同比增长5.2%'
const paragraphs = [
  '本报讯（记者 韦小明）桂江市统计局10月20日发布数据：前三季度，全市生产总值1,234.5亿元，同比增长5.2%。',
  '分产业看，第一产业增加值88.1亿元，增长3.4%；第二产业增加值“稳中有升”。',
  'Officials said 3 000 new firms were set up, up 10% year on year.',
]
const known = { title, text: paragraphs.join('\n') }
const withLine = (line: string, at: number) => ({ title, text: paragraphs.toSpliced(at, 0, line).join('\n') })

describe('the same text', () => {
  it.each([
    '2026-10-20 08:30',
    '2026年10月20日08:30　来源：桂江日报　阅读：1.2万',
    '发布时间：2026-10-20 作者：韦小明 浏览次数：1024次',
    '更新于 2026年10月20日',
    'Updated October 20, 2026 8:30 PM',
    '3小时前',
    '阅读 12345 评论 67',
    '1,024 views',
    '分享到：微信 微博 QQ空间',
    '（责任编辑：王丹）',
    '责编：王丹 校对：李四 审核：赵五',
    '广告',
    '相关阅读',
    '相关新闻：前八个月工业生产平稳',
    '上一篇：某地召开会议 下一篇：无',
    '【打印】【关闭】',
    '字号：大 中 小',
    '声明：转载请注明出处，版权归原作者所有。',
  ])('does not change with a line like %s', (line) => {
    for (const at of [0, 1, paragraphs.length]) expect(sameText(known, withLine(line, at))).toBe(true)
  })

  it('does not change with layout, widths and the tail of the editor', () => {
    const text = known.text
    const others = [
      text.replaceAll('\n', '\n\n　　'),
      text.replaceAll('\n', ' '),
      text.replaceAll('，', ',').replaceAll('。', '｡').replaceAll('；', ';').replaceAll('：', ':'),
      text.replaceAll('%', '％').replaceAll('“', '「').replaceAll('”', '」'),
      text.replace('全市生产', '全市 生产').replace('（记者 韦', '（记者韦'),
      `${text}（责任编辑：王丹）`,
      `${text}\u200b`,
    ]
    for (const other of others) expect(sameText(known, { title, text: other })).toBe(true)
    expect(sameText(known, { ...known, title: `${title.replace('%', '％')} ` })).toBe(true)
  })

  it.each([
    ['a digit', known.text.replace('5.2%。', '5.3%。')],
    ['a power for a digit', known.text.replace('10%', '1²%')],
    ['a word', known.text.replace('稳中有升', '稳中有降')],
    ['a lost negation', known.text.replace('new firms', 'firms')],
    ['the day a notice is signed with', `${known.text}\n2026年10月20日`],
    ['a number cut elsewhere', known.text.replace('3 000', '30 00')],
    ['a statement about a matter', `${known.text}\n声明：近日网上流传的本市人口数字不实。`],
    ['when an event is to be', `${known.text}\n时间：2026年10月21日10:00`],
    ['two paragraphs changed about', paragraphs.toReversed().join('\n')],
  ])('is another with %s', (_what, text) => expect(sameText(known, { title, text })).toBe(false))

  it('is another with every changed digit, letter or Chinese character of headline or body', () => {
    const meaning = /[\p{L}\p{N}]/u
    const text = `${title}\n${known.text}`
    const places = [...text.matchAll(/[\p{L}\p{N}]/gu)].map(({ index }) => index)
    const signs = fc.constantFrom(...'0123456789abzAZ升降万亿未不²½零')
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.oneof(signs, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })),
        (at, other) => {
          fc.pre(meaning.test(other) && other.normalize('NFKC') !== text[at])
          const changed = text.slice(0, at) + other + text.slice(at + 1)
          const [head = '', ...body] = changed.split('\n')
          expect(sameText(known, { title: head, text: body.join('\n') })).toBe(false)
        },
      ),
    )
  })

  it('is the same as itself with any white space between its lines, whatever the text', () => {
    const line = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll('\n', ''))
    fc.assert(
      fc.property(line, fc.array(line), (head, lines) => {
        const spaced = lines.map((one) => ` \u3000${one}\u00a0`).join('\r\n\n')
        expect(sameText({ title: head, text: lines.join('\n') }, { title: ` ${head} `, text: spaced })).toBe(true)
      }),
    )
  })
})
