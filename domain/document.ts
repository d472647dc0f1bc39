/**
 * A document as a value: what GB/T 9704-2012 (党政机关公文格式) asks for, its text in blocks, and behind each number or quotation
 * what it rests on. Composed from data, edited by a person, issued with a number; how it looks is `outbound/documents/official/`.
 */
import type { MediaClass } from './release.ts'

/** What a number or a sentence rests on, and what it said there; the page opens it by a click. Another text than `value` is a person's. */
export type Citation = { kind: CitationKind; id: string; value: string }
export const citationKinds = [
  'article',
  'evidence',
  'figure',
  'flag',
  'incident',
  'clock',
  'report',
  'talking_points',
  'release',
  'handoff',
  'correction',
  'event',
  'journalist',
  'registry_outlet',
  'register_row',
  'document',
  'counted',
] as const
export type CitationKind = (typeof citationKinds)[number]

/** What a briefing counted: all, one day, hour, kind, tone, region; `incidents` are matters. The id of a citation `counted` names one. */
export const countedParts = ['all', 'false', 'day', 'hour', 'kind', 'tone', 'region', 'incidents'] as const
export type CountedPart = (typeof countedParts)[number]

/** A stretch of text in one style. */
export type Run = { text: string; bold?: boolean; cite?: Citation }

export type DocumentChart = {
  type: 'column' | 'bar' | 'line'
  title: string
  /** What the values count: 篇, 小时. */
  unit: string
  categories: string[]
  series: { name: string; values: (number | null)[] }[]
  /** What each category's value rests on. */
  cites?: Citation[]
}

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  | { kind: 'paragraph'; runs: Run[] }
  | {
      kind: 'table'
      caption: string
      /** Widths are shares of the line; rows hold one list of runs for each column. */
      columns: { heading: string; width: number; align?: 'left' | 'center' | 'right' }[]
      rows: Run[][][]
    }
  | { kind: 'chart'; chart: DocumentChart }

/** Form of the sheet: with a red head, as a letter (信函格式), or plain (内部单据). */
export const documentForms = ['official', 'letter', 'plain'] as const
export type DocumentForm = (typeof documentForms)[number]

export const urgencies = ['特急', '加急'] as const
/** 国办发〔2016〕80号: settled while drafting, approved together with the text. */
export const publicities = ['主动公开', '依申请公开', '不予公开'] as const

export type OfficialDocument = {
  form: DocumentForm
  /** 发文机关标志, without 文件. */
  issuer: string
  /** 桂统发〔2026〕1号; null while it has none. */
  number: string | null
  /** 份号: six digits, of classified papers (党政机关公文处理工作条例第九条). */
  copyNo?: string | undefined
  /** 密级和保密期限, as printed; '' for none. */
  secrecy: string
  urgency: (typeof urgencies)[number] | null
  publicity: (typeof publicities)[number]
  /** 签发人, upward documents only; '' for none. */
  signer: string
  title: string
  /** 主送机关; '' for none. */
  addressee: string
  body: Block[]
  attachments: string[]
  /** 发文机关署名. */
  signature: string
  /** 成文日期, YYYY-MM-DD. */
  date: string
  /** 附注; '' for none. */
  note: string
  copyTo: string[]
  /** 印发机关; '' where the document has no 版记. */
  printedBy: string
  /** Version of the template that composed it, and for which instant its data hold. */
  template: string
  asOf: Date
  /** A drill's document says so on every page. */
  isDrill: boolean
}

/** 桂统发〔2026〕1号: hexagonal brackets, no 第, no leading zero (GB/T 9704-2012, 7.2.5). */
export const documentNumber = (series: string, year: number, n: number): string => `${series}〔${year}〕${n}号`

/** 2026年10月2日: Arabic digits, no leading zero (7.3.5.4). `date`: YYYY-MM-DD. */
export function documentDate(date: string): string {
  const [year, month, day] = date.split('-').map(Number)
  return `${year}年${month}月${day}日`
}

export const documentKinds = [
  'report_first',
  'report_follow_up',
  'report_final',
  'government_report',
  'points_approval',
  'press_plan',
  'handoff_letter',
  'correction_letter',
  'activation_order',
  'termination_order',
  'special',
  'flash',
  'ledger',
  'late_list',
  'review',
  'drill_record',
  'leak_report',
  'leak_handover',
  'register_extract',
  'daily',
  'weekly',
  'monthly',
] as const
export type DocumentKind = (typeof documentKinds)[number]

export const documentStates = ['draft', 'submitted', 'approved', 'issued', 'withdrawn', 'cancelled'] as const
export type DocumentState = (typeof documentStates)[number]

/** What people edit, in revisions. Form, issuer, marks and instant of the data stay as composed. */
export type DocumentContent = Pick<
  OfficialDocument,
  'signer' | 'title' | 'addressee' | 'body' | 'attachments' | 'signature' | 'note' | 'copyTo' | 'printedBy'
>
/** Settled when it is drafted, approved together with the text. */
export type DocumentMarks = Pick<OfficialDocument, 'copyNo' | 'secrecy' | 'urgency' | 'publicity'>

/** 机密★1年: the level, and for how long in Arabic digits after the star (GB/T 9704-2012, 7.2.2). */
export const secrecyMark = /^(绝密|机密|秘密)(★(长期|[1-9]\d{0,2}(年|个月|天)))?$/
/** 份号 (7.2.1). */
export const copyNumber = /^\d{6}$/

/**
 * For whom a paper is there, from what it holds: `usual` for whoever reads the unit's papers, `registry` for whoever reads its registry
 * of the press, `conduct` for the inspection, `compartment` for those inside the compartment of a leak.
 */
export const documentAudiences = ['usual', 'registry', 'conduct', 'compartment'] as const
export type DocumentAudience = (typeof documentAudiences)[number]

/** Which part of which register an extract shows, who asked for it and what for. `register`: one of a plan's. */
export const extractSources = ['journalists', 'outlets', 'register'] as const
export type DocumentExtract = {
  of: (typeof extractSources)[number]
  plan: string
  register: string
  /** Words looked for; '' for all. */
  q: string
  mediaClass: MediaClass | null
  outletId: string | null
  askedBy: string
  purpose: string
  /** Of journalists: whoever may read contact data may take a file with it; the paper itself has none. */
  contacts: boolean
}
