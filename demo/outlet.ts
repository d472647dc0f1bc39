/**
 * The shapes of the demo world: an article of the script, the same article as an outlet prints it, and an outlet.
 * Types only. Outlets are pure: an edition in, a page out; serving is host.ts, publication is newsroom.ts.
 */
import type { OriginClass, OutletKind, SourceKind } from '../domain/article.ts'
import type { SourceSettings } from '../domain/source-settings.ts'
import type { MisreportType } from '../domain/figure.ts'

export type OutletKey = 'guijiang' | 'huanan' | 'yongjiang' | 'meridian' | 'weigang' | 'liujiang' | 'juhe' | 'youjiang'

export type ArticleKind =
  | 'true'
  | 'rounding'
  | 'critical'
  | 'false'
  | 'mixed_up'
  | 'accusation'
  | 'false_about_work'
  | 'unreleased'
  | 'outdated'
  | 'rebuttal'
  | 'wire'
  | 'translation'
  | 'reprint'
  | 'altered_copy'
  | 'edited'
  | 'unrelated'

/** 404; a page that says so and answers 200; a redirect to the front page; a server error that passes. */
export type Withdrawal = 'not_found' | 'notice' | 'front_page' | 'broken'

export type Replacement = { from: string; to: string }

export type DemoArticle = {
  key: string
  outlet: OutletKey
  /** After the script's start. Negative: already printed when the world opens, counted from its opening. */
  afterMs: number
  kind: ArticleKind
  title: string
  paragraphs: string[]
  /** 来源 as printed; without it the outlet prints its own name. */
  sourceLine?: string
  /** Key of the article that the source line links to. */
  reprintOf?: string
  editor: string
  byline: string
  /** Below a path that the outlet's robots.txt forbids. */
  forbidden?: boolean
  /** Silent edits, in order, each counted from publication: no note, same address, same printed time. */
  edits?: { afterMs: number; replace: Replacement[] }[]
  /** What a careful reader says of the first text: show it to a person or not, and the misreport types (B7) in it. */
  expected: { flag: boolean; types: MisreportType[] }
}

/** An article as it stands in print at one moment. */
export type Printed = {
  key: string
  number: number
  title: string
  paragraphs: string[]
  byline: string
  editor: string
  sourceLine: string
  /** Absolute, or '' when the source line links to nothing. */
  sourceUrl: string
  publishedAt: Date
  /** Path on its own outlet. */
  path: string
}

/** What an outlet has in print when a request comes: its own articles, newest first. */
export type Edition = { baseUrl: string; articles: Printed[]; slowMs: number }

export type Reply = {
  status?: number
  type: string
  body: string
  /** Of the bytes sent. Default utf-8. */
  charset?: 'utf-8' | 'gbk' | 'big5'
  /** False for servers that name no charset in their header and leave it to the page. Default true. */
  namesCharset?: boolean
  /** Answers conditional requests: ETag of the bytes, 304. */
  etag?: boolean
  delayMs?: number
  /** With a 3xx status. */
  location?: string
}

export type DemoSource = {
  name: string
  kind: SourceKind
  url: string
  settings: SourceSettings
  /** What an honest crawler meets there: items, or a list whose selectors no longer fit. */
  expected: 'items' | 'no_items'
}

export type Outlet = {
  key: OutletKey
  name: string
  kind: OutletKind
  origin: OriginClass
  robots: string
  sources: (Omit<DemoSource, 'url'> & { path: string })[]
  /** `day` is the world's opening day as yyyymmdd, so that an address does not depend on the minute of publication. */
  articlePath: (number: number, day: string, forbidden: boolean) => string
  articlePage: (article: Printed, edition: Edition) => Reply
  /** Every other page; null is a 404. */
  page: (url: URL, edition: Edition) => Reply | null
}
