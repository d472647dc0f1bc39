import { describe, expect, it } from 'vitest'
import { contactKeys, describeConfig, readConfig } from './config.ts'

describe('the configuration', () => {
  it('starts with nothing set', () => {
    expect(readConfig({})).toMatchObject({ TONGYU_PORT: 8080, TONGYU_DATA: './data', TONGYU_ALLOW_PRIVATE: [] })
  })
  it('names every wrong variable at once, misspelled ones too', () => {
    const read = () => readConfig({ TONGYU_PORT: 'eighty', DATABASE_URL: 'mysql://x', TONGYU_POTR: '1' })
    expect(read).toThrow(/TONGYU_PORT[\s\S]*TONGYU_POTR|TONGYU_POTR[\s\S]*TONGYU_PORT/)
    expect(read).toThrow(/DATABASE_URL/)
  })
  it('prints what is in force and hides secrets', () => {
    const shown = describeConfig(
      readConfig({ DATABASE_URL: 'postgres://u:hunter2@h/db', TONGYU_SECRET: 'hunter2'.repeat(5), TONGYU_PORT: '9' }),
    )
    expect(shown).not.toContain('hunter2')
    expect(shown).toMatch(/TONGYU_PORT +9 +\[set\]/)
    const meanings = shown.split('\n').filter((_, n) => n % 2 === 1)
    expect(new Set(meanings).size).toBe(meanings.length)
  })
  it('reads the keys of contacts in their order, the installation last, and refuses what is no key', () => {
    const [a, b] = ['a'.repeat(32), `${'b'.repeat(40)}:=`]
    const config = readConfig({ TONGYU_CONTACT_KEYS: `k2:${a}, k1:${b}` })
    expect(contactKeys(config, 's')).toEqual([
      { id: 'k2', secret: a },
      { id: 'k1', secret: b },
      { id: 'installation', secret: 's' },
    ])
    expect(contactKeys(readConfig({}), 's')).toEqual([{ id: 'installation', secret: 's' }])
    expect(describeConfig(config)).not.toContain(a)
    for (const wrong of ['k1:short', a, `installation:${a}`, `k1:${a},k1:${b}`])
      expect(() => readConfig({ TONGYU_CONTACT_KEYS: wrong })).toThrow('TONGYU_CONTACT_KEYS')
  })
})
