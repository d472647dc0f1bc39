/**
 * Connections to checked addresses only. Names are resolved by one lookup whose answer is filtered, and the socket is opened to
 * what is left of that very answer: check and use cannot differ. The fetch door and the browser's proxy both connect through here.
 */
import type { LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { rootCertificates } from 'node:tls'
import { buildConnector } from 'undici'
import type { FetchFailure } from '../domain/article.ts'
import { addressKind, isNamedHost, isPublicAddress } from './address.ts'
import { failureOf, fetchFailure } from './failure.ts'

export type AddressLookup = (
  hostname: string,
  answer: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void

export type ConnectRules = { allowPrivate: readonly string[]; lookup: AddressLookup }

/** A connector for undici: hosts the configuration names may be anywhere, all others must be public. */
export function checkedConnector(rules: ConnectRules & { timeoutMs: number; ca?: string }): buildConnector.connector {
  const shared = {
    timeout: rules.timeoutMs,
    allowH2: false,
    ...(rules.ca ? { ca: [...rootCertificates, rules.ca] } : {}),
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 500,
  }
  const toPublic = buildConnector({ ...shared, lookup: checkedLookup(rules.lookup, isPublicAddress) })
  const toNamed = buildConnector({ ...shared, lookup: checkedLookup(rules.lookup, () => true) })
  return (options, callback) => {
    const port = options.port || (options.protocol === 'https:' ? '443' : '80')
    if (isNamedHost(rules.allowPrivate, options.hostname, port)) return toNamed(options, callback)
    const refused = refusedLiteral(options.hostname)
    if (refused) return callback(refused, null)
    return toPublic(options, callback)
  }
}

/** A lookup in the form of `net.connect`, for raw sockets: only addresses that this host and port may have. */
export function lookupFor(rules: ConnectRules, hostname: string, port: number): LookupFunction | Error {
  if (isNamedHost(rules.allowPrivate, hostname, port)) return checkedLookup(rules.lookup, () => true)
  return refusedLiteral(hostname) ?? checkedLookup(rules.lookup, isPublicAddress)
}

/** Resolves the host of an address now and says why it would be refused; null when it may be asked. */
export async function checkHost(url: URL, rules: ConnectRules): Promise<FetchFailure | null> {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  if (isNamedHost(rules.allowPrivate, url.hostname, port)) return null
  const literal = refusedLiteral(url.hostname)
  if (literal) return failureOf(literal, false)
  if (isIP(bare(url.hostname))) return null
  return new Promise((done) => {
    rules.lookup(url.hostname, (error, found) => {
      if (error) return done(failureOf(error, false))
      const allowed = found.some(({ address }) => isPublicAddress(address))
      done(allowed ? null : fetchFailure('private_address', { detail: describe(url.hostname, found) }))
    })
  })
}

/** `net.connect` never looks up a literal address, so a literal is judged before. */
function refusedLiteral(hostname: string): Error | null {
  const host = bare(hostname)
  if (!isIP(host) || isPublicAddress(host)) return null
  return privateAddress(`${host} is ${addressKind(host)}`)
}

function checkedLookup(lookup: AddressLookup, allowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, (error, found) => {
      if (error) return callback(error, '', 0)
      const kept = found.filter(({ address }) => allowed(address))
      const first = kept[0]
      if (!first) return callback(privateAddress(describe(hostname, found)), '', 0)
      if (options.all) return callback(null, kept)
      return callback(null, first.address, first.family)
    })
  }
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '')
const describe = (hostname: string, found: LookupAddress[]): string =>
  `${hostname} is ${found.map(({ address }) => addressKind(address)).join(', ') || 'nowhere'}`
const privateAddress = (detail: string): NodeJS.ErrnoException =>
  Object.assign(new Error(detail), { code: 'PRIVATE_ADDRESS' })
