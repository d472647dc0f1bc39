/**
 * The canonical form of an article's address, the natural key by which one publication is one article. It only rewrites what
 * never changes the page: it does not sort or guess parameters, because Chinese portals address articles by them (?id=…).
 */

/** An address, or null where `new URL` would throw. (`URL.parse` is younger than the oldest Node we run on.) */
export function parseUrl(address: string, base?: string): URL | null {
  try {
    return new URL(address, base)
  } catch {
    return null
  }
}

/** Names of parameters that only say how the reader came. */
const trackingNames = new Set(
  `gclid dclid gbraid wbraid fbclid msclkid yclid twclid ttclid igshid mc_cid mc_eid _ga _gl spm scm share_token share_from share_id
  share_source share_medium sharefrom shareuid from_source from_spmid isappinstalled nsukey wxshare_count wx_share weixin_share
  cmpid ncid cid_source smid icid ito wt.mc_id wt_mc at_medium at_campaign ocid sr_share xtor hmsr hmpl hmcu hmkw hmci bd_vid
  srnd taid guccounter guce_referrer guce_referrer_sig vd_source rf tracelog _hsenc _hsmi mkt_tok`.split(/\s+/),
)

/** Values of `from=` that messengers add; other values of `from` may address content. */
const messengerFrom = new Set([
  'timeline',
  'singlemessage',
  'groupmessage',
  'weibo',
  'wechat',
  'weixin',
  'qq',
  'copylink',
  'screen',
])

/**
 * Canonical form of an absolute http(s) address: host lower case, default port, fragment, credentials and tracking parameters
 * gone, other parameters in their order and spelling, empty query dropped. A `#!` fragment stays: it addresses the page.
 * Null when it is no http(s) address. Applying it twice changes nothing.
 */
export function canonicalUrl(address: string): string | null {
  const url = parseUrl(address.trim())
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || !url.hostname) return null
  if (url.username !== '') url.username = ''
  if (url.password !== '') url.password = ''
  if (url.href.includes('#') && !url.hash.startsWith('#!')) url.hash = ''
  if (url.hostname.endsWith('.') && !url.hostname.endsWith('..')) url.hostname = url.hostname.slice(0, -1)
  if (!url.href.includes('?')) return url.href
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !isTracking(pair))
  url.search = kept.join('&')
  return url.href
}

/** True when both addresses lie under one registrable name (by the usual two- and three-part endings). */
export function isSameSite(a: string, b: string): boolean {
  const first = parseUrl(a)
  const second = parseUrl(b)
  if (!first || !second) return false
  return siteOf(first.hostname) === siteOf(second.hostname)
}

/** Second-level names under which organisations register, as in stats.gov.cn and bbc.co.uk. */
const sharedSecondLevel = new Set([
  'com',
  'net',
  'org',
  'gov',
  'edu',
  'ac',
  'co',
  'mil',
  'go',
  'or',
  'ne',
  'gob',
  'gouv',
  'idv',
])
/** Second-level names of Chinese regions (gx.cn, fj.cn …): people register under them. */
const chineseRegions = new Set(
  'ah bj cq fj gd gs gx gz ha hb he hi hk hl hn jl js jx ln mo nm nx qh sc sd sh sn sx tj tw xj xz yn zj'.split(' '),
)

/** The registrable part of a host name, near enough to tell one organisation from another without the public suffix list. */
export function siteOf(hostname: string): string {
  const host = hostname.toLowerCase().replace(/\.$/, '')
  if (/^[\d.]+$/.test(host) || host.includes(':')) return host
  const parts = host.split('.')
  const country = parts.at(-1) ?? ''
  const under = parts.at(-2) ?? ''
  const shared =
    country.length === 2 && (sharedSecondLevel.has(under) || (country === 'cn' && chineseRegions.has(under)))
  return parts.slice(shared ? -3 : -2).join('.')
}

function isTracking(pair: string): boolean {
  const [name = '', value = ''] = pair.split('=', 2)
  const key = name.toLowerCase()
  if (key.startsWith('utm_') || key.startsWith('mtm_') || key.startsWith('pk_') || trackingNames.has(key)) return true
  return key === 'from' && messengerFrom.has(value.toLowerCase())
}
