/** Which of the languages the analyzers read a text is in. A guess from its characters, not a general detector. */
import { looksTraditional } from './script.ts'

const languages = ['zh-Hans', 'zh-Hant', 'en', 'other'] as const
export type Language = (typeof languages)[number]

const englishWords =
  /\b(the|of|and|to|in|a|is|for|on|by|with|from|was|said|at|as|its|up|rose|fell|grew|percent|year)\b/g

/** Frequent words of other languages in Latin letters: more of these than of the English ones, and it is none. */
const otherWords = /\b(le|la|les|du|des|une|et|pour|selon|el|los|las|por|una|que|der|und|das|ist|il|di|yang|dan)\b/g

/** The language of the larger part; 'other' for everything we do not read and for texts without letters. */
export function languageOf(text: string): Language {
  const sample = text.slice(0, 4000)
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0
  const kana = sample.match(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu)?.length ?? 0
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (kana > 0 && kana * 4 >= han) return 'other'
  // A Han character says about as much as three Latin letters.
  if (han > 0 && han * 3 >= latin) return looksTraditional(sample) ? 'zh-Hant' : 'zh-Hans'
  if (latin === 0) return 'other'
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (latin * 2 < letters) return 'other'
  const accented = sample.match(/[^\p{ASCII}\P{Script=Latin}]/gu)?.length ?? 0
  if (accented * 25 > latin) return 'other'
  const lower = sample.toLowerCase()
  const words = lower.match(/[a-z]+/g)?.length ?? 0
  const known = lower.match(englishWords)?.length ?? 0
  if ((lower.match(otherWords)?.length ?? 0) > known) return 'other'
  // A headline of few words may hold none of the frequent ones.
  return words < 8 || known * 12 >= words ? 'en' : 'other'
}
