import fc from 'fast-check'
import { expect, it } from 'vitest'
import { keyIdOf, openText, type Seal, type SealKey, type SealKeys, sealText } from './seal.ts'

const key = (id: string): SealKey => ({ id, secret: `${id}-`.padEnd(40, 'x') })
const sealOf = (keys: SealKeys, more: Partial<Seal> = {}): Seal => ({ keys, purpose: 'p', boundTo: 'row', ...more })
const ids = fc.uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,20}$/), { minLength: 2, maxLength: 6 })
const text = fc.string({ unit: 'binary', maxLength: 300 })

it('opens with any order of keys that holds the one that sealed, and never without it', () => {
  fc.assert(
    fc.property(text, ids, fc.nat(), (plain, names, turn) => {
      const keys = names.map(key) as unknown as SealKeys
      const sealed = sealText(plain, sealOf(keys))
      expect(keyIdOf(sealed)).toBe(names[0])
      const turned = [...keys.slice(turn % keys.length), ...keys.slice(0, turn % keys.length)] as unknown as SealKeys
      expect(openText(sealed, sealOf(turned))).toBe(plain)
      expect(openText(sealed, sealOf(keys.slice(1) as unknown as SealKeys))).toBeNull()
    }),
  )
})

it('opens for no other row, no other purpose, and not when a single bit of it was changed', () => {
  fc.assert(
    fc.property(text, fc.nat(), (plain, where) => {
      const keys: SealKeys = [key('k1')]
      const sealed = sealText(plain, sealOf(keys))
      expect(openText(sealed, sealOf(keys, { boundTo: 'row2' }))).toBeNull()
      expect(openText(sealed, sealOf(keys, { purpose: 'q' }))).toBeNull()
      const bytes = Buffer.from(sealed.slice('k1.'.length), 'base64')
      bytes[where % bytes.length]! ^= 1 << (where % 8)
      expect(openText(`k1.${bytes.toString('base64')}`, sealOf(keys))).toBeNull()
      // The same words never look the same twice.
      expect(sealText(plain, sealOf(keys))).not.toBe(sealed)
    }),
  )
})

it('opens what was sealed before keys had ids, with whichever key it was', () => {
  const keys: SealKeys = [key('new'), key('old')]
  const sealed = sealText('旧密码', sealOf([key('old')])).slice('old.'.length)
  expect(keyIdOf(sealed)).toBe('')
  expect(openText(sealed, sealOf(keys))).toBe('旧密码')
  expect(openText('not sealed', sealOf(keys))).toBeNull()
})
