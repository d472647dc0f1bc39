/**
 * Lines that belong to the page and not to the article, on every site: share bars, counts of readers, time stamps, labels of source and
 * editor, buttons, notices of rights. Neither does the text of an article hold them, nor does a change of them make a version. A
 * line counts only as a whole: what stands beside a sentence is part of it.
 */

/** A longer line is never furniture, but for a notice of rights. */
const longest = 240

const day = String.raw`(?:(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?)`
const clock = String.raw`(?:\d{1,2}[:：时]\d{2}(?:[:：分]\d{2}秒?|分)?)`
const number = String.raw`\d[\d,.]{0,12}\s?[万亿kKmMwW]?\+?`
const person = `(?:责任编辑|責任編輯|责编|責編|值班(?:编辑|主任|编委|主编|总编)|编委|本版编辑|编辑|編輯|编审|主编|校对|校對|监审|审核|审校|审稿|监制|初审|复审|终审|一审|二审|三审|排版|美编|统筹|供稿|作者|記者|记者|通讯员|撰文|撰稿)`
const origin = `(?:(?:文章|稿件|信息|新闻|本文|内容)?(?:来源|來源|稿源)|出处)`
const counted = `(?:阅读|閱讀|浏览|瀏覽|点击|點擊|访问|播放|观看|评论|評論|跟贴|点赞|转发|收藏|围观|人气|热度)`

/** What a line of small print is made of; each begins where the one before ended. */
const atoms = [
  // A bare day is text: notices are signed with it. A day with a time of day is the stamp of a machine.
  `${day}\\s*(?:星期.|周.)?\\s*${clock}`,
  `(?:\\d{1,2}[-/月]\\d{1,2}日?\\s*)?${clock}\\s*更新`,
  `(?:发布|發佈|发表|更新|修改|刊发|创建|成文|上传)(?:时间|時間|日期|于)\\s*[:：]?\\s*(?:${day}\\s*${clock}?)?`,
  // 时间：… with 地点：… below is what a notice tells; beside a source or a counter it is the stamp.
  `(?:时间|時間|日期)\\s*[:：]\\s*(?=${day}.{0,40}(?:来源|來源|作者|浏览|点击|阅读|编辑))`,
  `(?<=[:：]\\s?)${day}`,
  String.raw`(?:\d{1,3}\s?(?:秒钟?|分钟|小时|天)前|刚刚)(?:发布|更新)?`,
  String.raw`\d{1,2}\s(?:min(?:ute)?|hour|day)s?\sago`,
  `${counted}(?:量|数|次数|人数)?\\s*[:：(（]?\\s*${number}\\s*(?:次|人|条)?[)）]?`,
  `${number}\\s*(?:次|人|条)?(?:阅读|浏览|点击|播放|评论|跟贴|观看|点赞)`,
  String.raw`\d[\d,.]{0,9}[km]?\s(?:views?|reads?|comments?|shares?|likes?)`,
  String.raw`(?:views?|comments?|shares?|likes?)\s?[:(]\s?\d[\d,.]{0,9}[km]?\)?`,
  `${origin}\\s*[:：丨｜|]\\s*[^\\s|,，。！？!?；;:：]{0,24}`,
  `${person}\\s*[:：丨｜|/]\\s*[^\\s|丨｜,，。！？!?；;:：]{0,12}(?:[\\s、][\\p{Script=Han}]{2,4}(?![\\s]?[:：\\p{Script=Han}])){0,4}`,
  `(?:一键)?分享(?:到|至|给)?(?:好友)?[:：]?`,
  String.raw`(?:微信|微博|新浪微博|腾讯微博|朋友圈|QQ空间|QQ好友|QQ|豆瓣|facebook|twitter|whatsapp|linkedin|weibo|wechat|email|telegram)(?=$|[\s|、,])`,
  String.raw`(?:字号|字體|字体|字级)\s*[:：]?\s*(?:[【\[(（]?\s?(?:超?大|中|小|默认|标准)\s?[】\])）]?[\s|]*){0,4}`,
  String.raw`[【\[]?\s?大\s{1,2}中\s{1,2}小\s?[】\]]?`,
  String.raw`[【\[(（]?(?:打印(?:本页|本文)?|关闭(?:窗口|本页)?|收藏(?:本文)?|纠错|举报(?:/反馈)?|返回(?:顶部|列表|首页)|保存|我要(?:评论|纠错)|听新闻|播报文章)[】\])）]?(?=$|[\s|【\[(（])`,
].map((source) => new RegExp(source, 'iuy'))
const gap = /[\s|｜丨·•\-/、,，【】[\]()（）<>《》]*/y

/** Whole lines, in the languages we read most. */
const wholeLines = [
  /^(?:advert(?:isement)?(?: · scroll to continue)?|ads?|sponsored|loading\.*|caption|close|print|comments?|back to gallery|image \d+ of \d+|something to consider|广告|廣告|推广|广告位|\+\s?1)$/i,
  /^share(?: this)?(?: story| article)?$/i,
  /^read (?:more|next|also)\b.{0,80}$|^related(?: (?:articles?|stories|content))?$|^more on this$|^don't miss$/i,
  /^(?:(?:first |last )?(?:published|updated|posted|modified)(?: (?:on|at))?\s?:?\s)(?:\w{3,9},?\s)?(?:\d{1,2} \w{3,9}\.?,? \d{4}|\w{3,9}\.? \d{1,2},? \d{4}|\d{4}-\d\d-\d\d|\d{1,2} (?:minutes?|hours?|days?) ago)[\d:\s,.apmAPMTZUGCSE()+-]{0,24}$/i,
  /^[【（(《]?(?:延伸|相关|推荐|相關|推薦)(?:阅读|新闻|报道|推荐|链接|文章|閱讀|新聞|報道|報導|連結)[】）)》]?\s*[:：]?.{0,40}$|^点击进入.{0,40}$|^返回搜狐.*$|^扫一扫.*$/,
  /^更多(?:精彩|新闻|资讯|内容|报道|详情|阅读|文章|推荐)?(?:内容|资讯|新闻|请.{0,12})?\s*(?:>>|»|&gt;|…)?\s*$/,
  /^(?:additional )?(?:reporting|writing|editing|compiled|translated) by .{0,200}$|^our standards:.{0,80}$/i,
  /^点个[“"]?(?:在看|赞).{0,20}$|^(?:(?:联系我们|网站声明|网站地图|关于我们|版权声明|隐私声明|使用帮助|友情链接|法律声明)[\s|｜丨·]*){2,}$/,
  /^本帖最后由.{2,60}编辑$|^[-—–\s]*END[-—–\s]*$|^阅读原文$/,
  // Where a paper site says on which page it was printed.
  /^[（(]?\s?《\s?.{2,20}\s?》\s?[（(]?\s*(?:19|20)\d\d年\s?\d{1,2}月\s?\d{1,2}日.{0,24}版.{0,12}$/,
  /^(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*(?:记者|記者|作者|通讯员|通訊員)\s*[:：]?\s*[\p{Script=Han}\s]{2,16}$/u,
  /^上一[篇条页]\s*[:：].{0,80}$|^下一[篇条页]\s*[:：].{0,80}$/,
  /^(?:copyright\b|© ?(?:19|20)\d\d).{0,120}$|^all rights reserved.{0,80}$|^版权所有.{0,80}$/i,
]

const rights = /转载|轉載|版权|版權|著作权|侵权|立场|侵犯|不代表本|与本(?:网|站|平台)|联系(?:我们|删除)|仅供参考/
/** A notice of rights; a statement on a matter (声明：近日网上流传…) is none. */
const notice =
  /^[【（(*※]{0,2}(?:(?:特别|免责|版权|郑重)?(?:声明|聲明|提示)|免责条款|凡(?:本网|注明|来源)|本文(?:仅代表|系|为.{0,12}原创|来自|由.{0,16}(?:发布|授权))|以上内容(?:仅|由|为)|转载请|未经.{0,12}(?:授权|许可|允许)|如(?:有|涉及)(?:侵权|版权)|本(?:網站?|网站?|站|報|报)(?:之|所|上|的|刊).{0,24}(?:授權|授权|許可|许可)|文章(?:仅代表|内容(?:仅|系)))/

const disclaimer =
  /^.{0,8}(?:声明|聲明)\s?[:：].*(?:出于传递|仅代表作者|不代表本|信息存储|并不意味着|与本(?:网|站|平台)无关)/

/** True for a line that is furniture of the page as a whole; `line` has its white space squeezed. */
export function isFurniture(line: string): boolean {
  if (line.length <= longest && (wholeLines.some((form) => form.test(line)) || isSmallPrint(line))) return true
  return line.length <= longest * 3 && (disclaimer.test(line) || (notice.test(line) && rights.test(line)))
}

/** Labels, stamps and buttons and nothing else: “2026-10-01 08:30 来源：某报 阅读 1.2万”. */
function isSmallPrint(line: string): boolean {
  let at = skip(line, 0)
  if (at === line.length) return false
  while (at < line.length) {
    const next = endOfAtom(line, at)
    if (next === at) return false
    at = skip(line, next)
  }
  return true
}

function endOfAtom(line: string, at: number): number {
  for (const atom of atoms) {
    atom.lastIndex = at
    const end = at + (atom.exec(line)?.[0].length ?? 0)
    if (end > at) return end
  }
  return at
}

function skip(line: string, at: number): number {
  gap.lastIndex = at
  return at + (gap.exec(line)?.[0].length ?? 0)
}

const tails = [
  new RegExp(`\\s*[（(【\\[]\\s*${person}\\s*[:：][^）)】\\]]{0,40}[）)】\\]]\\s*\\d{0,8}$`, 'u'),
  /\s*返回[\p{Script=Han}]{2,6}[，,]\s?查看更多$/u,
]

/** “……增长5.2%。（责任编辑：王丹）” without what the house says of itself behind its last sentence. */
export const withoutTail = (line: string): string => tails.reduce((text, tail) => text.replace(tail, ''), line)
