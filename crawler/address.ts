/**
 * Which addresses the crawler may ask: public ones only, unless the configuration names a host. Pure; the fetch door and the
 * browser's proxy share these answers. It does not resolve names: callers judge what the resolver gave them.
 */
import { isIP, isIPv4 } from 'node:net'
import { parseUrl } from './canonical-url.ts'

export type AddressKind =
  | 'public'
  | 'loopback'
  | 'private'
  | 'link_local'
  | 'multicast'
  | 'reserved'
  | 'embedded'
  | 'invalid'

type Block = [first: string, bits: number, kind: AddressKind]

/** IANA IPv4 special-purpose registry (RFC 6890 and successors). */
const blocks4: Block[] = [
  ['0.0.0.0', 8, 'reserved'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'private'], // carrier-grade NAT, RFC 6598; also the metadata service of one large Chinese cloud
  ['127.0.0.0', 8, 'loopback'],
  ['169.254.0.0', 16, 'link_local'], // cloud metadata services
  ['172.16.0.0', 12, 'private'],
  ['192.0.0.0', 24, 'reserved'],
  ['192.0.2.0', 24, 'reserved'],
  ['192.31.196.0', 24, 'reserved'],
  ['192.52.193.0', 24, 'reserved'],
  ['192.88.99.0', 24, 'embedded'], // 6to4 relays
  ['192.168.0.0', 16, 'private'],
  ['192.175.48.0', 24, 'reserved'],
  ['198.18.0.0', 15, 'reserved'],
  ['198.51.100.0', 24, 'reserved'],
  ['203.0.113.0', 24, 'reserved'],
  ['224.0.0.0', 4, 'multicast'],
  ['240.0.0.0', 4, 'reserved'],
]

/** Inside 2000::/3, the only global unicast space; everything outside it is refused anyway. */
const blocks6: Block[] = [
  ['2001::', 23, 'embedded'], // IETF protocol assignments: Teredo, ORCHID, benchmarking
  ['2001:db8::', 32, 'reserved'],
  ['2002::', 16, 'embedded'], // 6to4
  ['3fff::', 20, 'reserved'],
]

const named6: Block[] = [
  ['::1', 128, 'loopback'],
  ['::ffff:0:0', 96, 'embedded'], // IPv4-mapped
  ['::', 96, 'embedded'], // unspecified and IPv4-compatible
  ['64:ff9b::', 96, 'embedded'], // NAT64
  ['64:ff9b:1::', 48, 'embedded'], // local NAT64
  ['fc00::', 7, 'private'],
  ['fe80::', 10, 'link_local'],
  ['ff00::', 8, 'multicast'],
]

/**
 * What kind of address this literal is. Only 'public' may be asked. Forms that carry an IPv4 address inside an IPv6 one
 * (mapped, compatible, NAT64, 6to4, Teredo) are 'embedded' and refused whatever they carry: no public host needs them.
 */
export function addressKind(address: string): AddressKind {
  const bare = address.replace(/^\[|\]$/g, '')
  if (isIP(bare) === 0) return 'invalid'
  if (isIPv4(bare)) return kindIn(blocks4, toBits4(bare), 32) ?? 'public'
  const bits = toBits6(bare)
  if (bits >> 125n === 1n) return kindIn(blocks6, bits, 128) ?? 'public'
  return kindIn(named6, bits, 128) ?? 'reserved'
}

export const isPublicAddress = (address: string): boolean => addressKind(address) === 'public'

/** The ports browsers never speak HTTP to (WHATWG Fetch, "port blocking"), and those of databases and caches. */
const refusedPorts = new Set(
  `1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135 137 139 143
  161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1433 1521 1719 1720 1723
  2049 2375 2376 2379 3306 3389 3659 4045 4190 5060 5061 5432 5900 6000 6379 6443 6566 6665 6666 6667 6668 6669 6679 6697 9200
  9300 10080 10250 11211 27017`
    .split(/\s+/)
    .map(Number),
)

/** Reads an absolute http(s) address whose port may be asked; a sentence says why not. Credentials in it are refused. */
export function readHttpUrl(address: string): { ok: true; url: URL } | { ok: false; why: string } {
  if (address.length > 4096) return { ok: false, why: 'address longer than 4096 characters' }
  const url = parseUrl(address)
  if (!url) return { ok: false, why: 'not an absolute address' }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { ok: false, why: `scheme ${url.protocol}` }
  if (url.username || url.password) return { ok: false, why: 'credentials in the address' }
  if (!url.hostname) return { ok: false, why: 'no host' }
  if (url.port && refusedPorts.has(Number(url.port))) return { ok: false, why: `port ${url.port}` }
  return { ok: true, url }
}

/** True when the configuration names this host, or this host with this port, as one that may be private. */
export function isNamedHost(allowPrivate: readonly string[], hostname: string, port: number | string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '')
  const bracketed = host.includes(':') ? `[${host}]` : host
  return allowPrivate.some((entry) => {
    const named = entry.toLowerCase()
    return named === host || named === bracketed || named === `${bracketed}:${port}`
  })
}

function kindIn(blocks: Block[], bits: bigint, width: number): AddressKind | null {
  for (const [first, length, kind] of blocks) {
    const shift = BigInt(width - length)
    const start = width === 32 ? toBits4(first) : toBits6(first)
    if (bits >> shift === start >> shift) return kind
  }
  return null
}

const toBits4 = (address: string): bigint => address.split('.').reduce((sum, part) => (sum << 8n) | BigInt(part), 0n)

function toBits6(address: string): bigint {
  let text = address.split('%')[0]!
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  if (tail) {
    const low = toBits4(tail[2]!)
    text = `${tail[1]}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`
  }
  const [head = '', rest] = text.split('::')
  const left = head ? head.split(':') : []
  const right = rest ? rest.split(':') : []
  const gap = rest === undefined ? 0 : 8 - left.length - right.length
  return [...left, ...Array<string>(gap).fill('0'), ...right].reduce(
    (sum, part) => (sum << 16n) | BigInt(`0x${part}`),
    0n,
  )
}
