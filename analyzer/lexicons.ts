/** Word lists of tone and rumour-likeness. Data: simplified Chinese as folded text, English as Porter stems. */

export const positiveWords =
  '稳中有进 稳中向好 回升向好 开门红 向好 改善 提升 稳步 稳健 亮眼 亮点 突破 创新高 新高 领先 首位 增强 优化 丰收 圆满 肯定 好评 点赞 赞 表扬 表彰 获奖 荣获 授予 先进 优秀 满意 信心 喜人 振奋 红火 活力 ' +
  '十足 扎实 有力 显著 成效 成绩 成就 惠民 便民 贴心 耐心 热心 公开透明 透明 准确 及时 权威 可信 负责 敬业 辛勤 奉献 感谢 致敬 加油 高兴 开心 快乐 喜欢 推荐 不错 很好 非常好 舒适 干净 方便 实惠 值得 惊喜 ' +
  '超值 漂亮 美味 好吃 流畅 清晰 给力 完美 满足 期待 幸福 爱心 热情 周到 精彩 增持 中标 签约 盈利 扭亏 涨停 利好 预增 增长 分红 回购 获批 订单'
export const negativeWords =
  '下滑 恶化 疲软 低迷 垫底 倒数 萎缩 拖累 隐忧 堪忧 担忧 忧虑 困难 艰难 压力 走弱 失速 滞后 落后 不足 问题 矛盾 背离 质疑 争议 批评 不满 投诉 抱怨 举报 曝光 问责 处分 通报批评 违规 违法 泄露 泄密 混乱 敷衍 推诿 ' +
  '拖延 失误 错误 出错 差错 失真 不准 不符 对不上 打架 看不懂 天书 离谱 荒唐 可笑 呵呵 被增长 被平均 拖后腿 骗局 诈骗 冒充 谣言 不合理 乱罚 罚款 扰民 骚扰 反感 失望 愤怒 气愤 无语 差劲 很差 太差 糟糕 垃圾 恶心 后悔 难吃 脏 破旧 ' +
  '吵 慢 贵 坑 死机 故障 退货 退款 欺骗 上当 伤心 难过 悲伤 痛苦 害怕 恐惧 恐慌 讨厌 可怕 可恶 悲剧 遇难 死亡 伤亡 事故 坍塌 爆炸 亏损 减持 退市 处罚 立案 违约 跌停 暴跌 下跌 诉讼 冻结 质押 警示 被查 破产 爆雷 逾期 裁员'
export const accusingWords =
  '造假 作假 编造 瞎编 乱编 编的 捏造 伪造 篡改 弄虚作假 注水 灌水 掺水 挤水分 水分大 虚报 瞒报 凑数 隐瞒 掩盖 欺上瞒下 糊弄 忽悠 骗人 骗老百姓 全是假 都是假 假数据 假的 黑幕 内幕 勾结 授意 包庇 腐败 贪污 受贿 撒谎 说谎 说假话'

export const negations =
  /(?:不|没|没有|未|无|并非|并不|不是|不再|绝不|从未|否认|杜绝|防范|避免|防止|严查|惩治|打击|严禁|拒绝|难以|谈不上)[^,。!?;\n]{0,4}$/
export const intensifiers = /(?:非常|十分|极其|极|太|特别|相当|严重|明显|大幅|最|超级|很|真)[^,。!?;\n]{0,2}$/

export const positiveStems = [
  'improv',
  'robust',
  'strong',
  'recov',
  'gain',
  'prais',
  'accur',
  'transpar',
  'reliabl',
  'success',
  'resili',
  'upbeat',
  'solid',
]
export const negativeStems = [
  'weak',
  'slump',
  'plung',
  'doubt',
  'critic',
  'concern',
  'worri',
  'question',
  'complain',
  'error',
  'mislead',
  'scandal',
  'scam',
  'fraud',
  'crisi',
  'stagnat',
  'dismal',
  'loss',
]
export const accusingStems = [
  'fabric',
  'fake',
  'falsifi',
  'manipul',
  'cook',
  'lie',
  'corrupt',
  'cover',
  'doctor',
  'inflat',
]

/** Cues of rumours: code, pattern, log-odds weight each time it is seen (twice at most). */
export const rumourCues: readonly { code: string; pattern: RegExp; weight: number }[] = [
  {
    code: 'hearsay',
    weight: 1.1,
    pattern:
      /网传|网上(?:流传|疯传)|传闻|据传|听说|据说|盛传|有人说|朋友(?:圈|说|在)|我(?:同学|亲戚|邻居|朋友)|群里(?:说|传)|刚刚?(?:得知|得到消息|接到)|allegedly|rumou?r/g,
  },
  {
    code: 'insider',
    weight: 1.3,
    pattern:
      /内部(?:人士|消息|文件|通知)|知情(?:人士|人)|官方人士|不愿(?:透露|具名)|爆料|小道消息|独家内幕|people familiar with|insiders? sa(?:id|y)|leaked/g,
  },
  {
    code: 'spread-call',
    weight: 1.6,
    pattern:
      /速转|快转|紧急(?:扩散|通知|转发)|求扩散|扩散(?:出去|一下)?|转发(?:出去|一下|给|让|起来)|(?:大家|请)(?:都|一起)?(?:转|传)(?:发|起来|一下)|互相转告|奔走相告|转给(?:身边|家人|朋友)|顺手一转|不转不是|帮转|看到(?:的)?请转|is going viral|share before/g,
  },
  {
    code: 'alarm',
    weight: 0.9,
    pattern:
      /震惊|惊呆|惊天|惊爆|突发|出大事|紧急|吓人|毛骨悚然|太可怕|可怕|千万(?:别|不要|注意)|警惕|赶紧|速看|不看后悔|马上(?:删|看)|删前速看|快看|注意了|shocking|urgent/g,
  },
  {
    code: 'absolute',
    weight: 0.6,
    pattern: /绝对|百分之?百|100%|肯定是|一定是|全部?是假|必须|从来没有|史上最|永远不|所有人都|没有一个|没人敢|彻底/g,
  },
  {
    code: 'conspiracy',
    weight: 1.0,
    pattern:
      /真相|黑幕|内幕|不敢(?:说|报|公布)|被(?:封|删|压下|和谐)|不让(?:说|报道)|掩盖|隐瞒|媒体(?:都)?不(?:敢|报)|良心(?:何在|呢)|天理|畜生|丧尽天良|无耻|cover[- ]?up/g,
  },
  {
    code: 'proof-claim',
    weight: 0.7,
    pattern:
      /有图有真相|亲眼(?:所见|看到)|亲身经历|千真万确|经(?:专家)?证实|最新研究(?:发现|表明)|科学家(?:发现|证实)|医生(?:提醒|说)|专家说/g,
  },
  { code: 'exclamations', weight: 0.5, pattern: /[!?]{2,}|[!]/g },
]

/** What speaks against: a named source, an office that denies, a dateline, a precise way of writing. */
export const soberCues: readonly { code: string; pattern: RegExp; weight: number }[] = [
  {
    code: 'named-office',
    weight: -1.1,
    pattern:
      /(?:据|记者从|从)[^,。]{0,18}(?:局|厅|委|办|部|署|院|法院|公安|警方|气象台|发布会|海关|银行)[^,。]{0,6}(?:获悉|了解到|通报|消息|介绍|公布|发布)|(?:统计局|调查总?队|新闻办|教育部|公安局|卫健委|证监会|国务院|发改委|财政部|外交部|商务部|交警)[^,。]{0,8}(?:公布|发布|通报|表示|介绍|回应|称|消息|印发)/g,
  },
  {
    code: 'agency-report',
    weight: -0.9,
    pattern:
      /新华社|人民日报|央视(?:新闻)?|中新(?:社|网)|中国新闻网|据[^,。]{2,10}(?:日报|晚报|新闻网|电视台|通讯社|报)(?:报道|消息)|本报讯|记者(?:\s?[\p{Script=Han}]{2,4})(?:\)|报道|从)|reuters|according to (?:the )?(?:national|official)/gu,
  },
  {
    code: 'denial',
    weight: -1.6,
    pattern:
      /辟谣|不实(?:信息|消息|传言)?|系谣言|是谣言|谣言|不属实|子虚乌有|经(?:核实|查|核查)|警方(?:通报|回应)|官方回应|澄清/g,
  },
  { code: 'headline-bracket', weight: -0.5, pattern: /^【[^】]{6,40}】/g },
  { code: 'dated', weight: -0.4, pattern: /(?:\d{1,2}月)?\d{1,2}日(?:上午|下午|晚|凌晨|,|电|起|至)/g },
  { code: 'figures', weight: -0.3, pattern: /\d+(?:\.\d+)?(?:亿元|万元|%|个百分点)/g },
]
