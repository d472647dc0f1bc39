const failures = {
  dns: '找不到网站域名',
  refused: '网站拒绝连接',
  timeout: '网站长时间没有应答',
  tls: '网站的安全证书有问题',
  network: '网络中断',
  too_large: '页面过大',
  too_many_redirects: '跳转次数过多',
  bad_redirect: '跳转到不允许的地址',
  private_address: '内网地址，不予采集',
  bad_url: '地址不正确',
  http_status: '网站应答异常',
  robots: '网站规则不允许采集',
  rate_limited: '网站要求放慢采集',
  own_queue: '该网站正在采集，需要排队',
  not_html: '返回的不是网页',
  not_a_feed: '返回的不是订阅源',
  no_items: '列表中没有读到报道',
  no_browser: '服务器上没有可用的浏览器',
  browser_crashed: '浏览器意外退出',
  no_text: '没有读到正文',
  removed: '首次抓取时原文已被删除',
  no_body_by_selector: '正文选择器没有匹配到内容，已按通用方式读取',
  bad_settings: '信源设置有误',
  unknown: '原因不明',
} as const

/**
 * The Chinese words of codes that stand in tables people take away, where no switch of language is: the files and the Chinese pages
 * say the same.
 */
export const codeWords = {
  reopenedKind: { verdict: '研判', claim: '机器核对', talking_points: '应答口径', report: '上报' },
  reopenedState: { open: '待处理', kept: '维持原结论', settled: '已处理' },
  revisionCause: { revised: '发布新数', corrected: '更正录入' },
  risk: { low: '低', elevated: '关注', high: '高', critical: '严重' },
  health: {
    unknown: '尚未采集',
    ok: '正常',
    silent: '沉默',
    selector_broken: '选择器失效',
    paused: '放慢采集',
    failing: '采集失败',
    forbidden: '不允许采集',
    gone: '地址失效',
    thin: '正文异常',
    disabled: '停用',
  },
  sourceKind: {
    feed: '订阅源',
    list: '列表页',
    script_list: '脚本列表页',
    sitemap: '站点地图',
    search_feed: '新闻搜索',
    rsshub: 'RSSHub 路由',
    epaper: '电子报',
  },
  outletKind: {
    agency: '通讯社',
    newspaper: '报纸',
    site: '网站',
    app: '客户端',
    wechat: '微信公众号',
    weibo: '微博',
    short_video: '短视频',
    tv: '广播电视',
    forum: '论坛',
    government: '政府网站',
  },
  origin: { domestic: '境内', hk_mo: '港澳', tw: '台湾', foreign: '外国' },
  failures,
  alarm: {
    failing: '采集失败',
    forbidden: '不允许采集',
    gone: '地址失效',
    selector_broken: '选择器失效',
    thin: '正文异常',
    silent: '长时间没有新报道',
  },
  alarmReason: {
    ...failures,
    quiet: '比以往安静',
    never_any: '启用以来没有读到任何报道',
    short_texts: '近期正文突然变短',
    no_texts: '近期多篇没有读到正文',
    quarantined: '程序读取时出错，已隔离',
  },
  submissionState: { found: '正在读取', extracted: '正在分析', analyzed: '已分析', unreadable: '没有读到正文' },
  sourceState: { active: '启用', disabled: '停用' },
} as const

/** The word of a code; the code itself where there is none yet, so that nothing is lost. */
export const wordOfCode = (words: Readonly<Record<string, string>>, code: string | null): string | null =>
  code === null ? null : (words[code] ?? code)
