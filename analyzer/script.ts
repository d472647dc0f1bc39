/**
 * Brings a text to one way of writing: half-width, lower case, simplified characters. `fold` keeps every offset, so that
 * findings can quote the original; `toSimplified` also exchanges regional words (資訊 → 信息) and may change the length.
 */
import { createRequire } from 'node:module'

type Convert = (text: string) => string

const frequentTraditional =
  /[這個們為來時說對國會學後與經發東問開關還進過種現實點長動產業額億萬統計數據總區廣報稱認單雙嚴質價僅兩陸傳聞變導師戶調獲應將該銷貿險級線續幣較際歐資務訊網績縣氣讓負責劃場當給無從門間]/g

/** True when the text is written in traditional characters: at least two, and one in thirty of its Han characters. */
export function looksTraditional(text: string): boolean {
  const sample = text.slice(0, 2000)
  const traditional = sample.match(frequentTraditional)?.length ?? 0
  if (traditional < 2) return traditional === 1 && sample.length <= 12
  const han = sample.match(/\p{Script=Han}/gu)?.length ?? 0
  return traditional * 30 >= han
}

/** Simplified characters and mainland words; text that is not traditional comes back unchanged. */
export function toSimplified(text: string): string {
  return looksTraditional(text) ? phraseConverter()(text) : text
}

/**
 * Same length, same offsets: full width → half width, capital → small, traditional → simplified, each character for
 * itself. A character whose folded form has another length stays as it is.
 */
export function fold(text: string): string {
  const known = recent.get(text)
  if (known !== undefined) return known
  const result = foldEach(text)
  // Every analyzer folds the same title and text: the last few are kept, and no more.
  if (recent.size >= keptFolds) recent.delete(recent.keys().next().value ?? '')
  recent.set(text, result)
  return result
}

const keptFolds = 16
const recent = new Map<string, string>()

function foldEach(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x80) out += foldCharacter(text[i] ?? '')
    else out += code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : text[i]
  }
  return out
}

/** Each traditional character by its simplified one, without regard to its neighbours. */
export const simplifyCharacters = (text: string): string => text.replace(/\p{Script=Han}/gu, simplifyCharacter)

const folded = new Map<string, string>()

function foldCharacter(character: string): string {
  const known = folded.get(character)
  if (known !== undefined) return known
  const narrow = sameLength(character, character.normalize('NFKC').toLowerCase())
  const result = simplifyCharacter(narrow)
  folded.set(character, result)
  return result
}

/** Characters of GB 2312 are simplified already; only others are worth loading a converter for. */
function simplifyCharacter(character: string): string {
  if (gb2312.has(character) || !/^\p{Script=Han}$/u.test(character)) return character
  const known = simplified.get(character)
  if (known !== undefined) return known
  const result = sameLength(character, characterConverter()(character))
  simplified.set(character, result)
  return result
}

const simplified = new Map<string, string>()
const gb2312 = new Set(gb2312Characters())

/** The 6,763 Chinese characters of GB 2312: rows B0 to F7 of the code. */
function gb2312Characters(): string {
  const bytes: number[] = []
  for (let row = 0xb0; row <= 0xf7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell)
  return new TextDecoder('gbk').decode(Uint8Array.from(bytes))
}

const sameLength = (before: string, after: string): string => (after.length === before.length ? after : before)

// opencc-js takes some 30 ms and 8 MB to set up and few texts need it: loaded at the first traditional one.
const load = createRequire(import.meta.url)
let phrases: Convert | null = null
let characters: Convert | null = null

function converter(from: 'twp' | 't'): Convert {
  const opencc = load('opencc-js/t2cn') as { Converter: (options: { from: string; to: string }) => Convert }
  return opencc.Converter({ from, to: 'cn' })
}
function phraseConverter(): Convert {
  phrases ??= converter('twp')
  return phrases
}
function characterConverter(): Convert {
  characters ??= converter('t')
  return characters
}
