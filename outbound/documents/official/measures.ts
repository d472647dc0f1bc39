/** GB/T 9704-2012 in numbers: the sheet, the grid, the sizes and the fonts, each with the clause that says so. */

/** 6.1: A4; 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm. */
export const page = { width: 210, height: 297, top: 37, left: 28, right: 26, bottom: 35 } as const
export const area = { width: 156, height: 225 } as const
/**
 * 10.1 信函格式: the issuer 30 mm below the upper edge; double red lines of 170 mm in the middle, one 4 mm below the issuer,
 * one 20 mm above the lower edge of the first page, which bears no number.
 */
export const letter = { top: 30, gap: 4, line: 170, lowerLine: 20 } as const
/** 6.2.3: 22 lines a page, 28 characters a line, filling the area. */
export const grid = { lines: 22, characters: 28 } as const

const mmToPoint = 72 / 25.4
export const point = (mm: number): number => mm * mmToPoint
export const linePitch = point(area.height) / grid.lines
export const characterPitch = point(area.width) / grid.characters

/** 字号 in points: 三号 for the body (6.2.2), 二号 for the title (7.3.1), 四号 for 版记 and page numbers (7.4, 7.5). */
export const size = { body: 16, title: 22, small: 14 } as const
export const red = 'E60012'

/**
 * Fonts by role: the one that the standard and common practice name, then what stands in for it where it is not installed. The
 * first is written into the file; readers substitute by the others.
 */
export const fonts = {
  body: ['仿宋_GB2312', 'FangSong_GB2312', '仿宋', 'FangSong', 'STFangsong', 'Noto Serif CJK SC', 'Noto Sans CJK SC'],
  title: ['方正小标宋简体', 'FZXiaoBiaoSong-B05S', '华文中宋', 'STZhongsong', 'Noto Serif CJK SC', 'Noto Sans CJK SC'],
  heading: ['黑体', 'SimHei', 'STHeiti', 'Noto Sans CJK SC'],
  subheading: ['楷体_GB2312', 'KaiTi_GB2312', '楷体', 'KaiTi', 'STKaiti', 'Noto Serif CJK SC', 'Noto Sans CJK SC'],
  page: ['宋体', 'SimSun', 'STSong', 'Noto Serif CJK SC', 'Noto Sans CJK SC'],
} as const
export type FontRole = keyof typeof fonts

/** 7.3.3: 一、 in 黑体, （一） in 楷体, 1. and （1） in 仿宋; the numbers themselves are part of the text. */
export const headingFont = { 1: 'heading', 2: 'subheading', 3: 'body', 4: 'body' } as const

/** 7.2.4: as large as fits on one line of the area, never above 22 mm of height as on paper. */
export const issuerSize = (text: string): number =>
  Math.min(48, Math.floor(point(area.width) / Math.max(1, text.length)))
