/**
 * Does a clause speak of something of its own? 快递业务量增长21.3% after a sentence on GDP is no GDP. Whatever is left of the words
 * before a number when all names that were read and all words that name nothing are taken away is a subject nobody knows;
 * such a number is never called wrong. The words are data; input folded.
 */
type Mention = { start: number; end: number }

/** Words of movement, comparison, counting, reporting and grammar, which never name what is counted. Longest first. */
const plainWords = `
按不变价格计算 按可比价格计算 按不变价计算 按可比价计算 扣除价格因素 剔除价格因素 扣除物价因素 扣除价格影响 不考虑价格因素 扣除物价 剔除物价 价格因素 可比口径 可比价格 不变价格 当年价格
由负转正 由正转负 由降转涨 由涨转降 由升转降 由降转升 止跌回升 转正 转负 转为 转入 负增长 正增长 零增长 增长率 增长速度 增长幅度 增速 增幅 涨幅 降幅 跌幅 升幅 增量 变动 变化
同比 环比 按年 按月 按季 年率 年比 月比 季比 同期 上年 去年 年均 比重 占比 份额 比例 贡献率 贡献 拉动 百分点 名义 实际 真实 可比 现价
增长 增加 增至 增到 上涨 上升 上行 上扬 上调 提高 提升 提速 攀升 走高 走低 走强 走弱 回升 反弹 扩张 成长 下降 下跌 下滑 下行 下调 回落 降低 降至 降到 升至 升到 减少 缩减 收缩 萎缩 缩水 倒退 衰退 滑坡 放缓 趋缓 减缓 加快 加速 收窄 扩大 缩小 持平 微增 微降 微涨 微跌 猛增 激增 大增 大涨 大降 大跌 暴涨 暴跌 骤降 锐减 飙升 狂飙 跳水 翻番 增 涨 升 降 跌 减
大幅 小幅 明显 显著 略有 略 稍 稳步 平稳 稳定 稳中有进 稳中有升 持续 继续 连续 逐月 逐季 逐步 再次 再度 再创新高 再上新台阶 首次 首度 历史性 一举 成功 正式 顺利 强势 快速 较快 高速 中高速 低速 进一步 总体 整体 基本 仍然 依然 依旧 已经 达到 达成 实现 完成 录得 报收 收于 取得 收获 交出 保持 维持 处于 位居 位列 站上 站稳 迈上 迈入 迈过 突破 跨过 跨越 跨入 跃上 登上 超过 超出 逼近 接近 不足 不到 大约 大概 约为 左右 以上 以下 累计 合计 共计 总计 总共 当月 当季 单月 单季 本月 本季 全年 全月 一年 年度 季度 月度 总量 总额 总值 总规模 总产量 总产 产量 规模 体量 盘子 数值 数据 数字 指标 水平 大关 台阶 关口 成绩单 成绩 答卷
初步核算 初步统计 核算 统计 测算 计算 显示 公布 发布 通报 披露 出炉 公告 最新 官方 初步 快报 消息 报告 记者 获悉 了解 据悉 透露 表示 指出 介绍 认为 来看 方面 情况 结果 分别 依次 其中 只有 仅仅 居然 竟然 竟 高达 低至 多达 可达 足足 整整 只是 不过 但是 同时 此外 另外 并且 而且 以及 还有 也就是 就是 算是 可谓 相当于 呈现 出现 态势 趋势 势头 走势 区间 运行 表现 增势 涨势 跌势 跑出 跑赢 跑输 领跑 领先 落后 高于 低于 快于 慢于 优于 好于 逊于 不及 主要 相比 对比 计 年报 月报 季报 年末 年底 期末 末 底 全 每 人民币 约合 折合 折 相当 这一 这个 数 值 额 年 月 季 时 后 中 前 内 间 里 下 上
的 了 为 是 达 约 在 由 从 自 至 到 和 与 及 比 较 同 仍 也 又 均 都 还 再 则 却 且 并 就 才 已 只 仅 共 以 于 其 该 这 那 此 将 有 近 超 逾 过 不 未 呈 录 报 看 据 经 得 着 地 而 但 所 之 对 做 给 让 被 能 会 说 称 指 即 如 若 吗 呢 啊 哦 呀 吧 个 比起 相较
`
const english = `
the a an of in on at to by from for with and or but its their this that his her it was were is are be been has have had having which while as than then also only just still even about around roughly nearly almost over under above below some total totalled totaled value amount amounted level rate pace growth rise fall increase decrease decline drop gain grew rose fell climbed gained jumped surged soared increased decreased declined dropped slipped slid shrank contracted expanded advanced edged inched up down higher lower faster slower real nominal terms adjusted year month quarter half annual annually monthly quarterly year-on-year yoy month-on-month mom quarter-on-quarter earlier ago before previous last first second third fourth full whole year's reached reach reaching hit hitting stood standing came totalling totaling recorded recording posted posting reported showed shows show data figures official officials statistics bureau said according released published announced comparable constant current prices price basis came-in settled finished ended widened narrowed slowed slowing quickened accelerated eased expansion contraction share accounting accounted makes making made up respectively compared against versus per percent points yuan billion trillion million after put seen comes sits logged clocked notched registered delivered achieved managed set pegged estimated amounting hits hitting nearing topped topping exceeded exceeding surpassed broke breached crossed soaring jumping rising falling growing shrinking sinking tumbled plunged plummeted slumped rebounded picked speeding sped lost added new record high low milestone mark level first-half first-quarter full-year nine-month when following meanwhile however provincial region region's regional province province's autonomous city city's country's nation's national southern guangxi's china's
`
const han = new RegExp(
  plainWords
    .trim()
    .split(/\s+/)
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'g',
)
const plainEnglish = new Set(english.trim().split(/\s+/))

/** Something is named in `from` to `to` besides the mentions (ordered by place) and the words that name nothing. */
export function namesUnknown(text: string, from: number, to: number, mentions: readonly Mention[]): boolean {
  let rest = ''
  let at = from
  for (const { start, end } of mentions) {
    if (end <= at || start >= to) continue
    if (start > at) rest += text.slice(at, start)
    rest += ' '
    at = end
  }
  if (at < to) rest += text.slice(at, to)
  const left = rest.replace(han, '·')
  if (/\p{Script=Han}/u.test(left)) return true
  return (left.match(/[a-z][a-z'-]+/g) ?? []).some(
    (word) => !plainEnglish.has(word) && !plainEnglish.has(word.replace(/'s$/, '')),
  )
}
