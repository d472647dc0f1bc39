/**
 * robots.txt after RFC 9309, over robots-parser: what an answer for /robots.txt means, and whether an address may be asked.
 * Pure: the caller fetches (and keeps the answer at most 24 hours, RFC 9309 §2.4). It never overrides a refusal.
 */
import robotsParser from 'robots-parser'
import type { FetchFailure } from '../domain/article.ts'
import { parseUrl } from './canonical-url.ts'
import { decodeText } from './decode.ts'
import type { FetchAnswer } from './fetch.ts'
import { charsetOf } from './response.ts'

/** The package's types describe an ES default that its CommonJS export does not have. */
const parseRobots = robotsParser as unknown as typeof robotsParser.default

/** What one host says, in a form that can be kept in a database. */
export type RobotsRules =
  | { kind: 'allow_all'; why: 'no_file' }
  /** Server errors and unreachable hosts mean "do not" (RFC 9309 §2.3.1.4), until they answer again. */
  | { kind: 'disallow_all'; why: 'unreachable'; failure?: FetchFailure }
  | { kind: 'rules'; text: string }

export type RobotsDecision = { allowed: boolean; crawlDelayMs: number | null; sitemaps: string[] }

/** RFC 9309 §2.5 demands at least 500 KiB; what lies behind is ignored. */
export const robotsMaxBytes = 512 * 1024
const longestDelayMs = 60_000
const maxSitemaps = 50
/** Characters of patterns with `*` that are matched as they stand: each costs a walk along the address. */
const maxWildcardChars = 20_000

/** The address of the file that speaks for this address; null when it is not http(s). */
export function robotsUrl(address: string): string | null {
  const url = parseUrl(address)
  return url && /^https?:$/.test(url.protocol) ? `${url.origin}/robots.txt` : null
}

/** Reads the answer to /robots.txt: a file, no file (4xx: everything is allowed), or no answer (everything is disallowed). */
export function readRobots(answer: FetchAnswer): RobotsRules {
  if (answer.kind === 'page') {
    const { bytes, headers } = answer.page
    const { text } = decodeText(bytes.subarray(0, robotsMaxBytes), charsetOf(headers))
    // Portals answer every unknown path with their home page: that is no robots file.
    if (/^\s*<(?:!doctype|html|head|\?xml)/i.test(text)) return { kind: 'allow_all', why: 'no_file' }
    // A rule cut in the middle would say something else than its author.
    const whole =
      bytes.length > robotsMaxBytes ? text.slice(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1) : text
    return { kind: 'rules', text: readableLines(whole) }
  }
  if (answer.kind === 'not_modified') return { kind: 'disallow_all', why: 'unreachable' }
  const { code, status } = answer.failure
  const isClientError = code === 'http_status' && status !== undefined && status >= 400 && status < 500
  // RFC 9309 §2.3.1.2: after too many redirects the file may be taken as unavailable.
  if (isClientError || code === 'too_many_redirects') return { kind: 'allow_all', why: 'no_file' }
  return { kind: 'disallow_all', why: 'unreachable', failure: answer.failure }
}

/** May `product` (the first word of our User-Agent) ask for this address, and how slowly. Longest match wins, allow on a tie. */
export function decideRobots(rules: RobotsRules, address: string, product: string): RobotsDecision {
  if (rules.kind !== 'rules') return { allowed: rules.kind === 'allow_all', crawlDelayMs: null, sitemaps: [] }
  const url = parseUrl(address)
  const location = robotsUrl(address)
  if (!url || !location) return { allowed: false, crawlDelayMs: null, sitemaps: [] }
  const parsed = parseRobots(location, groupsFor(rules.text, product))
  // The file itself may always be asked for (RFC 9309 §2.2.2).
  const allowed = url.pathname === '/robots.txt' || parsed.isAllowed(url.href, product) !== false
  const delay = parsed.getCrawlDelay(product)
  return {
    allowed,
    crawlDelayMs: delay === undefined || !(delay >= 0) ? null : Math.min(delay * 1000, longestDelayMs),
    sitemaps: parsed.getSitemaps().slice(0, maxSitemaps),
  }
}

/**
 * The groups that speak to this product or to everybody, under these two names alone: robots-parser keeps a rule once for each
 * name above it, and a file may have thousands of both.
 */
function groupsFor(text: string, product: string): string {
  const lines: string[] = []
  const known = new Set<string>()
  let agents: string[] = []
  let inRules = false
  let wildcardChars = 0
  for (const written of text.split('\n')) {
    const line = written.split('#', 1)[0]!.trim()
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    const value = line.slice(colon + 1).trim()
    if (name === 'user-agent') {
      if (inRules) agents = []
      inRules = false
      const agent = value.split('/', 1)[0]!.trim().toLowerCase()
      if ((agent === '*' || agent === product.toLowerCase()) && !agents.includes(agent)) agents.push(agent)
    } else if (name === 'sitemap') lines.push(line)
    else if (colon > 0) {
      if (!inRules) lines.push(...agents.map((agent) => `User-agent: ${agent}`))
      inRules = true
      const key = `${agents.join()} ${name} ${value}`
      if (agents.length === 0 || known.has(key)) continue
      known.add(key)
      if (value.includes('*')) wildcardChars += value.length
      const rule = wildcardChars <= maxWildcardChars ? value : plainer(name, value)
      if (rule !== null) lines.push(`${name}: ${rule}`)
    }
  }
  return lines.join('\n')
}

/** Beyond the limit a pattern never allows more than its author did: a refusal ends at its first `*`, a permission is dropped. */
function plainer(name: string, pattern: string): string | null {
  if (!pattern.includes('*')) return pattern
  return name === 'allow' ? null : pattern.slice(0, pattern.indexOf('*')) || '/'
}

/**
 * robots-parser ends a group at any line it knows; RFC 9309 §2.2.1 ends it only at the next user-agent after a rule. Lines that
 * belong to no group therefore go to the end, unknown ones go away.
 */
function readableLines(text: string): string {
  const grouped: string[] = []
  const apart: string[] = []
  for (const line of text.split(/\r\n|\r|\n/)) {
    const bare = line.trim()
    if (/^(?:user-agent|allow|disallow|crawl-delay)\s*:/i.test(bare)) grouped.push(bare.replace(/\s*:/, ':'))
    else if (/^sitemap\s*:/i.test(bare)) apart.push(bare)
  }
  return [...grouped, ...apart].join('\n')
}
