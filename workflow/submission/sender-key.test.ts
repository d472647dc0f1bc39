import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkSignature, keyHint, newKey, openKey, sealKey } from './sender-key.ts'
import { signWebhook } from '../../domain/webhook-signature.ts'

const at = new Date('2026-10-01T02:00:00.000Z')
const seconds = (ms = 0) => String(Math.floor((at.getTime() + ms) / 1000))
const signed = (key: string, more: Partial<{ id: string; timestamp: string; body: string }> = {}) => {
  const request = { id: 'msg_1', timestamp: seconds(), body: '{"a":1}', ...more }
  return { ...request, signature: signWebhook(key, request) }
}

describe('a signature', () => {
  it('is the one that Standard Webhooks gives for its published example', () => {
    const request = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestamp: '1614265330', body: '{"test": 2432232314}' }
    expect(signWebhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', request)).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    )
  })

  it('is good for its own id, time and body, and for nothing else', () => {
    const key = newKey()
    const request = signed(key)
    expect(checkSignature(key, request, at)).toBe('good')
    for (const change of [{ id: 'msg_2' }, { timestamp: seconds(1000) }, { body: '{"a":2}' }, { signature: '' }])
      expect(checkSignature(key, { ...request, ...change }, at)).toBe('wrong')
    expect(checkSignature(newKey(), request, at)).toBe('wrong')
    expect(checkSignature(key, { ...request, signature: `v1,AAAA ${request.signature}` }, at)).toBe('good')
  })

  it.each([
    [-300_000, 'good'],
    [300_000, 'good'],
    [-301_000, 'stale'],
    [301_000, 'stale'],
  ])('made %i ms from now is %s', (ms, verdict) => {
    const key = newKey()
    expect(checkSignature(key, signed(key, { timestamp: seconds(ms) }), at)).toBe(verdict)
  })

  it('takes no time stamp that is no number', () => {
    const key = newKey()
    for (const timestamp of ['', 'NaN', '1e9', '-1', ' 1614265330'])
      expect(checkSignature(key, signed(key, { timestamp }), at)).toBe('wrong')
  })
})

describe('a sealed key', () => {
  it('opens under its secret for its sender only', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string(), (secret, senderId) => {
        const key = newKey()
        const sealed = sealKey(key, { secret, senderId })
        expect(openKey(sealed, { secret, senderId })).toBe(key)
        expect(openKey(sealed, { secret: `${secret}x`, senderId })).toBeNull()
        expect(openKey(sealed, { secret, senderId: `${senderId}x` })).toBeNull()
      }),
      { numRuns: 20 },
    )
    expect(openKey('not sealed', { secret: 's', senderId: 'i' })).toBeNull()
  })

  it('shows four characters of itself', () => expect(keyHint('whsec_abcdEFGH==')).toBe('EFGH'))
})
