import { describe, expect, it } from 'vitest'
import { excerptOf, marked, wordsOf } from './shapes/excerpt.ts'

const hits = (pieces: { text: string; hit: boolean }[]) => pieces.filter((p) => p.hit).map((p) => p.text)
const whole = (pieces: { text: string }[]) => pieces.map((p) => p.text).join('')

describe('words marked in a text', () => {
  it('are found as the search finds them: whatever the width, case or script', () => {
    const text = '廣西統計局：GDP增长，ＧＤＰ总量'
    const pieces = marked(text, wordsOf('广西 gdp'))
    expect(hits(pieces)).toEqual(['廣西', 'GDP', 'ＧＤＰ'])
    expect(whole(pieces)).toBe(text)
  })

  it('leave a text without them in one piece', () => {
    expect(marked('别的内容', wordsOf('广西'))).toEqual([{ text: '别的内容', hit: false }])
    expect(marked('', wordsOf('广西'))).toEqual([])
  })

  it('are shown with what stands around the first of them', () => {
    const text = `${'前'.repeat(500)}广西${'后'.repeat(500)}`
    const pieces = excerptOf(text, wordsOf('广西'))
    expect(hits(pieces)).toEqual(['广西'])
    expect(whole(pieces)).toMatch(/^…前{30}广西后+…$/)
    expect(whole(pieces).length).toBeLessThan(170)
  })
})
