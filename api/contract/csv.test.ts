import { describe, expect, it } from 'vitest'
import { csvText } from './csv.ts'

const text = (value: string | number | Date | null) =>
  csvText([{ title: '值', value: (v: typeof value) => v }], [value])
const cell = (value: string | number | Date | null) => text(value).split('\r\n')[1]

describe('a list as a file', () => {
  it('begins with a byte order mark and ends every line as RFC 4180 says', () => {
    expect(text('广西')).toBe('\uFEFF值\r\n广西\r\n')
  })

  it('gives a spreadsheet nothing to run', () => {
    for (const formula of ['=1+1', '+1', '@SUM(A1)', '-2+3', '\t=1', ' =1', '＝1', '\r=1'])
      expect(cell(formula)).toMatch(/^"?'/)
  })

  it('leaves numbers and ordinary text alone', () => {
    expect([cell(-1.5), cell('-1.5'), cell('增长=好'), cell('a-b'), cell(null)]).toEqual([
      '-1.5',
      '-1.5',
      '增长=好',
      'a-b',
      '',
    ])
  })

  it('quotes commas, quotes and line breaks', () => {
    expect(text('他说"好",\n对')).toBe('\uFEFF值\r\n"他说""好"",\n对"\r\n')
  })

  it('writes instants in Shanghai time', () => {
    expect(cell(new Date('2026-09-30T17:10:00Z'))).toBe('2026-10-01 01:10:00')
  })
})
