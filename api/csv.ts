/** Lists as files: how the API answers with one. The text of a table is contract/csv.ts. */
import type { Context } from 'hono'
import { fileWords } from './contract.ts'
import { type Column, csvText } from './contract/csv.ts'

/** Most rows a file may have. */
export const maxCsvRows = 10_000

/** Answers with the file. Times are Asia/Shanghai. */
export const csvFile = <Row>(c: Context, name: string, columns: Column<Row>[], rows: Row[]) =>
  c.text(csvText(columns, rows), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
    'cache-control': 'no-store',
  })

/** An instant of the contract, for a cell. */
export const instantCell = (iso: string | null): Date | null => (iso === null ? null : new Date(iso))

export type FileLanguage = 'zh-CN' | 'en'
const isEnglish = (language: FileLanguage): boolean => language === 'en'

/** The words of codes in the language of a file. */
export const wordsIn = (language: FileLanguage) => (isEnglish(language) ? fileWords.en : fileWords.zh)

/** Picks the title of a column. */
export const inLanguage =
  (language: FileLanguage) =>
  (zh: string, en: string): string =>
    isEnglish(language) ? en : zh
