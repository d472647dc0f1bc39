/** Numbers written in words of their own: two percent, twenty-five million; 翻一番, 翻两番, doubled. */
import Big from 'big.js'
import type { Numeral } from './numerals.ts'
import type { Quantity } from './quantities.ts'

const englishWords =
  /(?<![a-z-])(?:(?:(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(one|two|three|four|five|six|seven|eight|nine))?)|(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen))(?: point (zero|one|two|three|four|five|six|seven|eight|nine))?(?= (?:percent|per cent|percentage|hundred|thousand|million|billion|trillion))/g
const smallWords =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tenWords = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

/** two percent, twenty-five percent, three point five percent: only directly before a unit or scale. */
export function englishNumbersIn(text: string): Numeral[] {
  return [...text.matchAll(englishWords)].map((match) => {
    const [whole, ten, one, small, tenth] = match
    const units = ten === undefined ? smallWords.indexOf(small ?? '') : Math.max(0, smallWords.indexOf(one ?? ''))
    const number = (ten === undefined ? 0 : (tenWords.indexOf(ten) + 2) * 10) + units
    const value = new Big(tenth === undefined ? number : `${number}.${smallWords.indexOf(tenth)}`)
    return {
      start: match.index,
      end: match.index + whole.length,
      value,
      mantissa: value,
      scale: new Big(1),
      scaleWord: '',
      lastDigit: tenth === undefined ? null : new Big('0.1'),
      andSome: false,
      per: null,
      bare: false,
      fraction: false,
      run: '',
    }
  })
}

const multiples =
  /翻(?:了)?(?<times>[一二两三四])?番|翻(?:了)?(?:一)?倍|(?<![a-z])(?<english>doubled|tripled|quadrupled)(?![a-z])/g
const timesOf: Record<string, number> = { 一: 2, 二: 4, 两: 4, 三: 8, 四: 16, doubled: 2, tripled: 3, quadrupled: 4 }

/** 翻一番, 翻两番, doubled: a number without digits. */
export function multiplesIn(text: string): Quantity[] {
  return [...text.matchAll(multiples)].map((match) => {
    const place = new Big('0.3')
    return {
      start: match.index,
      end: match.index + match[0].length,
      numberStart: match.index,
      value: new Big(timesOf[match.groups?.times ?? match.groups?.english ?? ''] ?? 2),
      unit: '番',
      dimension: 'times' as const,
      scale: new Big(1),
      place,
      loosePlace: place,
      hedge: /(?:近|接近|几乎)$/.test(text.slice(Math.max(0, match.index - 2), match.index)) ? 'near' : 'exact',
      inRange: false,
    }
  })
}
