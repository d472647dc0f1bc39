/**
 * Correction notes on a page (更正说明、编者按、勘误、致歉): where they stand, and what each says is right. A note that quotes the wrong
 * number to take it back is no wrong number. Reads folded text.
 */
import type { Stretch } from '../sentences.ts'

/** Words that begin a note as its label; such a note lasts to the end of its line. */
const label =
  /^[\s【[(〔*■●▲]*(?:重要)?(?:更正|勘误|订正|致歉|道歉|澄清|说明|编者按|编者注|编辑注|编后|编后语|声明|更新|correction|clarification|editor'?s note|corrected|update)(?:启事|说明|声明|公告|与致歉|及致歉|和致歉)?[\s】\])〕]*[:,—-]?/
/** Words by which a text takes back what was printed. */
const takesBack =
  /更正|勘误|订正|致歉|道歉|有误|错误|误写|误作|误为|误将|误报|误植|笔误|不准确|不实|应为|应是|修正|改正|correct(?:ed|ion)|incorrect|erroneous|misstated|should (?:be|have)|apologi[sz]e|\berror\b|wrongly/
/** In a sentence without a label: it speaks of the page's own text. */
const ofThisText =
  /本文|本报|本网|本站|本刊|本台|该文|此文|原文|原稿|原报道|上文|前文|此前|先前|之前|早先|初稿|文中|稿件|报道|标题|earlier version|previous(?:ly)?|this (?:article|story|report)|an earlier|we (?:reported|wrote|said)|our (?:report|story|article)/
/** What comes behind one of these is said to be right; the nearest before a number counts. */
const saysRight =
  /应为|应是|应当是|应当为|更正为|改为|修正为|订正为|改正为|实为|实际为|实际是|正确(?:的)?(?:数据|数字|表述|说法)?(?:为|是|应为)|准确(?:的)?(?:数据|数字|表述|说法)?(?:为|是|应为)|should (?:be|have been|read)|is actually|was actually|the correct (?:figure|number|rate) (?:is|was)|corrected to|\bto read\b/g
const saysWrong =
  /误写(?:为|成|作)?|误作|误为|误将|误报(?:为|成)?|误植(?:为)?|写成|写作|原文(?:为|是|称)?|原(?:稿|报道)(?:为|是|称)?|此前(?:报道)?(?:称|为|写)?|先前|之前|而非|并非|而不是|不是|incorrectly|wrongly|misstated|erroneously|\bnot\b|rather than|instead of|earlier version/g

export type Note = Stretch & { text: string; labelled: boolean }

/** Notes that take something back, in their order. */
export function notesIn(folded: string): Note[] {
  const notes: Note[] = []
  let at = 0
  for (const line of folded.split('\n')) {
    const from = at
    at += line.length + 1
    if (label.test(line)) {
      // 编者按 alone takes nothing back; 更正 does by its name.
      if (takesBack.test(line)) notes.push({ start: from, end: from + line.length, text: line, labelled: true })
      continue
    }
    for (const sentence of line.matchAll(/[^。!?;]+[。!?;]?/g)) {
      const [text] = sentence
      if (takesBack.test(text) && ofThisText.test(text))
        notes.push({
          start: from + sentence.index,
          end: from + sentence.index + text.length,
          text,
          labelled: false,
        })
    }
  }
  return notes
}

/**
 * Does the note say that the number at this offset of it is right, wrong, or neither? The nearest word before it decides; 应为 speaks of
 * the first number behind it only.
 */
export function saidInNote(note: string, offset: number): 'right' | 'wrong' | 'unsaid' {
  const nearest = (pattern: RegExp) =>
    [...note.matchAll(pattern)].filter((m) => m.index < offset).reduce((last, m) => Math.max(last, m.index), -1)
  const [right, wrong] = [nearest(saysRight), nearest(saysWrong)]
  // 3.4%有误, 3.4%应为2.9%: what is taken back may stand before its verb.
  if (takenBackBehind.test(note.slice(offset, offset + 24))) return 'wrong'
  if (right === -1 && wrong === -1) return 'unsaid'
  if (wrong > right) return 'wrong'
  return /[\d%]|百分之/.test(note.slice(right, offset)) ? 'unsaid' : 'right'
}

const takenBackBehind =
  /^[^,，。;]{0,16}?(?:有误|错误|不实|不准确|应为|应是|更正为|改为|修正为|is incorrect|was incorrect|should)/
