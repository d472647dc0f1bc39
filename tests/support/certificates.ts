/** Certificates made on the spot for tests of TLS: an authority, and what it signs. X.509 v3 in DER by hand (RFC 5280). */
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'

export type Certificate = { cert: string; key: string }

const tlv = (tag: number, ...parts: (Buffer | string)[]): Buffer => {
  const body = Buffer.concat(parts.map((p) => (typeof p === 'string' ? Buffer.from(p) : p)))
  const length =
    body.length < 128
      ? Buffer.from([body.length])
      : body.length < 256
        ? Buffer.from([0x81, body.length])
        : Buffer.from([0x82, body.length >> 8, body.length & 255])
  return Buffer.concat([Buffer.from([tag]), length, body])
}
const sequence = (...parts: Buffer[]): Buffer => tlv(0x30, ...parts)
const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'))
const name = (common: string): Buffer => sequence(tlv(0x31, sequence(oid('550403'), tlv(0x0c, common))))
const time = (at: Date): Buffer => tlv(0x18, `${at.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`)
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'))
const isAuthority = sequence(
  oid('551d13'),
  tlv(0x01, Buffer.from([255])),
  tlv(0x04, sequence(tlv(0x01, Buffer.from([255])))),
)
const forHosts = (hosts: string[]): Buffer =>
  sequence(oid('551d11'), tlv(0x04, sequence(...hosts.map((host) => tlv(0x82, host)))))

type Wanted = { hosts: string[]; from: Date; to: Date }
let serial = 1

function issue(
  subject: string,
  issuer: { name: string; key: KeyObject } | null,
  { hosts, from, to }: Wanted,
): Certificate {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const content = sequence(
    tlv(0xa0, tlv(0x02, Buffer.from([2]))),
    tlv(0x02, Buffer.from([serial++])),
    ecdsaWithSha256,
    name(issuer?.name ?? subject),
    sequence(time(from), time(to)),
    name(subject),
    pair.publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(hosts.length > 0 ? forHosts(hosts) : isAuthority)),
  )
  const signature = sign('sha256', content, issuer?.key ?? pair.privateKey)
  const der = sequence(content, ecdsaWithSha256, tlv(0x03, Buffer.from([0]), signature))
  const lines = der
    .toString('base64')
    .match(/.{1,64}/g)!
    .join('\n')
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
    key: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

const century = { from: new Date('2000-01-01T00:00:00Z'), to: new Date('2100-01-01T00:00:00Z') }

/** An authority, and a way to have it sign for hosts. */
export function makeAuthority(): {
  cert: string
  sign(hosts: string[], valid?: { from: Date; to: Date }): Certificate
} {
  const own = issue('Test authority', null, { hosts: [], ...century })
  const key = createPrivateKey(own.key)
  return {
    cert: own.cert,
    sign: (hosts, valid = century) => issue(hosts[0]!, { name: 'Test authority', key }, { hosts, ...valid }),
  }
}

/** Signed by nobody but itself. */
export const selfSigned = (hosts: string[]): Certificate => issue(hosts[0]!, null, { hosts, ...century })
