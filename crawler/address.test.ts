import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressKind, isNamedHost, isPublicAddress, readHttpUrl } from './address.ts'

const octet = fc.integer({ min: 0, max: 255 })
const group = fc.integer({ min: 0, max: 0xffff }).map((n) => n.toString(16))

describe('address check', () => {
  it.each([
    ['8.8.8.8', 'public'],
    ['172.15.255.255', 'public'],
    ['172.32.0.0', 'public'],
    ['100.63.255.255', 'public'],
    ['100.100.100.200', 'private'],
    ['127.255.255.254', 'loopback'],
    ['169.254.169.254', 'link_local'],
    ['192.168.1.1', 'private'],
    ['0.0.0.0', 'reserved'],
    ['255.255.255.255', 'reserved'],
    ['239.1.2.3', 'multicast'],
    ['::', 'embedded'],
    ['::1', 'loopback'],
    ['[::1]', 'loopback'],
    ['::ffff:8.8.8.8', 'embedded'],
    ['::ffff:7f00:1', 'embedded'],
    ['64:ff9b::8.8.8.8', 'embedded'],
    ['2002:7f00:1::', 'embedded'],
    ['2001:0:1::', 'embedded'],
    ['fd00::1', 'private'],
    ['fe80::1%eth0', 'link_local'],
    ['fec0::1', 'reserved'],
    ['ff02::1', 'multicast'],
    ['2001:db8::1', 'reserved'],
    ['2400:3200::1', 'public'],
    ['2606:4700:4700::1111', 'public'],
    ['1.2.3', 'invalid'],
    ['example.org', 'invalid'],
    ['', 'invalid'],
  ])('%s is %s', (address, kind) => expect(addressKind(address)).toBe(kind))

  it('refuses every address of the private blocks', () => {
    fc.assert(
      fc.property(octet, octet, octet, fc.integer({ min: 16, max: 31 }), (b, c, d, half) => {
        for (const address of [
          `10.${b}.${c}.${d}`,
          `127.${b}.${c}.${d}`,
          `172.${half}.${c}.${d}`,
          `192.168.${c}.${d}`,
          `169.254.${c}.${d}`,
        ])
          expect(isPublicAddress(address)).toBe(false)
      }),
    )
  })

  it('refuses every IPv4 address in an IPv6 coat, public or not', () => {
    fc.assert(
      fc.property(octet, octet, octet, octet, (a, b, c, d) => {
        const dotted = `${a}.${b}.${c}.${d}`
        const [high, low] = [(a * 256 + b).toString(16), (c * 256 + d).toString(16)]
        for (const address of [
          `::ffff:${dotted}`,
          `::${dotted}`,
          `64:ff9b::${dotted}`,
          `2002:${high}:${low}::1`,
          `::ffff:${high}:${low}`,
        ])
          expect(isPublicAddress(address)).toBe(false)
      }),
    )
  })

  it('calls nothing outside 2000::/3 public', () => {
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        if (!isPublicAddress(groups.join(':'))) return
        expect(['2', '3']).toContain(groups[0]!.padStart(4, '0')[0])
      }),
    )
  })

  it('answers for any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(typeof addressKind(text)).toBe('string')
      }),
    )
  })
})

describe('readHttpUrl', () => {
  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://a:b@example.org/',
    'http://example.org:6379/',
    'http://',
    'data:,x',
  ])('refuses %s', (address) => expect(readHttpUrl(address).ok).toBe(false))
  it.each(['http://example.org', 'https://example.org:8443/x', 'http://统计局.中国/'])('takes %s', (address) =>
    expect(readHttpUrl(address).ok).toBe(true),
  )
  it('sees through odd spellings of loopback', () => {
    for (const address of [
      'http://2130706433/',
      'http://0x7f000001/',
      'http://0177.0.0.1/',
      'http://127.1/',
      'http://①②⑦.⓪.⓪.①/',
    ]) {
      const read = readHttpUrl(address)
      expect(read.ok && addressKind(read.url.hostname)).toBe('loopback')
    }
  })
})

it('names hosts by name, by name and port, and IPv6 with brackets', () => {
  expect(isNamedHost(['Demo.local'], 'demo.LOCAL', 80)).toBe(true)
  expect(isNamedHost(['127.0.0.1:4000'], '127.0.0.1', 4000)).toBe(true)
  expect(isNamedHost(['127.0.0.1:4000'], '127.0.0.1', 4001)).toBe(false)
  expect(isNamedHost(['[::1]:80'], '[::1]', 80)).toBe(true)
  expect(isNamedHost(['local'], 'demo.local', 80)).toBe(false)
})
