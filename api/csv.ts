/** Lists as files: how the API answers with one, and in which language. The text of a table is contract/csv.ts. */
import type { Context } from 'hono'
import { fileWords } from './contract.ts'
import { type Column, csvText } from './contract/csv.ts'
import type { FileWords } from './contract/file-words-zh.ts'

/** Most rows a file may have. */
export const maxCsvRows = 10_000

/** The language of a file: `say` picks one of two wordings, `words` are those of codes. */
export type FileSpeech = { say: (zh: string, en: string) => string; words: FileWords }

/** By `fileLanguage` of the request: whoever takes the file away reads it in the language of the page. */
export const speechOf = (c: Context): FileSpeech =>
  c.req.query('fileLanguage') === 'en'
    ? { say: (_zh, en) => en, words: fileWords.en }
    : { say: (zh) => zh, words: fileWords.zh }

/** Answers with the file. Times are Asia/Shanghai. */
export const csvFile = <Row>(c: Context, name: string, columns: (speech: FileSpeech) => Column<Row>[], rows: Row[]) =>
  c.text(csvText(columns(speechOf(c)), rows), 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.csv"`,
    'cache-control': 'no-store',
  })

/** An instant of the contract, for a cell. */
export const instantCell = (iso: string | null): Date | null => (iso === null ? null : new Date(iso))
