/**
 * What the API may ask of the machine: poll a source now, hand quarantined work on again, say what an address can be polled
 * as, show what a source would bring before it is saved. Previews ask politely and save nothing but the host's slot.
 */

import { checkClaims, type CheckedArticle } from '../analyzer/claims/claims.ts'
import { type Detection, detectSource } from '../crawler/detect-source.ts'
import type { Dropped } from '../crawler/items.ts'
import type { ExtractAnswer } from '../crawler/extract.ts'
import { fetchFailure } from '../crawler/failure.ts'
import { findSelectors } from '../crawler/find-selectors.ts'
import type { ListedSource, SourceListRead } from '../crawler/opml.ts'
import { readSource } from '../crawler/read-source.ts'
import { readSourceList } from '../crawler/source-list.ts'
import { writeSourceCsv } from '../crawler/source-csv.ts'
import type { SourceGiven } from '../crawler/source-kinds.ts'
import { readWholeArticle } from '../crawler/whole-article.ts'
import type { FetchFailure, FoundItem } from '../domain/article.ts'
import type { Claim } from '../domain/figure.ts'
import type { Result } from '../domain/result.ts'
import type { SourceSettings } from '../domain/source-settings.ts'
import { addMs, second } from '../domain/time.ts'
import { pollSoon } from '../store/sources.ts'
import { quarantinedById, replayQuarantined } from '../store/work.ts'
import type { Submitted, Submitter } from '../workflow/submission/submit-article.ts'
import { askPolitely } from './ask-source.ts'
import { steps } from './pipeline.ts'
import { confirmPush, takePush } from './take-push.ts'
import type { Machine } from './step.ts'
import { type SubmissionGiven, submit } from './submit.ts'

export type { Detection } from '../crawler/detect-source.ts'

export type { ListedSource, SourceListRead } from '../crawler/opml.ts'

export type SourcePreview =
  /** `items`: the first 50 of `itemCount`. */
  | { ok: true; title: string; items: FoundItem[]; itemCount: number; dropped: Dropped }
  /** `bad_settings` names the setting in its detail; `rate_limited`: the host wants a longer pause than a person waits. */
  | { ok: false; failure: FetchFailure }

export type SelectorsFound =
  | { ok: true; settings: SourceSettings; items: FoundItem[]; itemCount: number }
  | { ok: false; failure: FetchFailure }

export type Requests = {
  /** Makes a source due now; false when it does not exist or is switched off. */
  pollNow(sourceId: string): Promise<boolean>
  /** Hands quarantined work on again; false when it does not exist or was replayed before. */
  replay(quarantineId: string): Promise<boolean>
  /** What `url` (absolute, http or https) can be polled as, in the order of worth. Takes up to a minute. */
  detectSource(url: string): Promise<Detection>
  /** The selectors of the list at `url` that has `exampleUrl` among its items, and what they bring; `no_items` when none has. */
  selectorsFor(list: { kind: 'list' | 'script_list'; url: string; exampleUrl: string }): Promise<SelectorsFound>
  /** What a source would bring now. Takes up to a minute. */
  previewSource(source: SourceGiven): Promise<SourcePreview>
  /** How one article reads for a source of this kind and settings. */
  previewArticle(source: SourceGiven): Promise<ExtractAnswer>
  /** A file of sources that somebody uploads, OPML or CSV in any charset, to sources that could be added and faults by line. */
  readSourceList(bytes: Uint8Array): SourceListRead
  /** The CSV that `readSourceList` takes back. */
  writeSourceCsv(sources: ListedSource[], say: (zh: string, en: string) => string): string
  /** A hub asks whether we want its pushes: the challenge to answer with, null for no. */
  confirmPush(id: string, query: URLSearchParams): Promise<string | null>
  /** A hub says that there is news: the source is polled at once. False where nobody subscribed under this id. */
  takePush(id: string, push: { body: Uint8Array; signature: string }): Promise<boolean>
  /** Takes an article in that a person or a program hands over. */
  submit(given: SubmissionGiven, by: Submitter): Promise<Result<Submitted>>
  /** The statements of a text held against the figures as they stood at `publishedAt`; nothing of the text is kept. */
  checkText(text: CheckedArticle, home: string): Promise<Claim[]>
}

/** A person waits so long, no longer. */
const longestMs = 60 * second
const firstWaitMs = 20 * second
const shownItems = 50
const hostIsBusy = fetchFailure('rate_limited')

export function requestsOf(machine: Machine): Requests {
  const { db, now, settings } = machine
  const asking = () => askPolitely(machine, { firstWaitMs, until: addMs(now(), longestMs) })
  const context = () => ({ now: now(), rsshub: settings.rsshub })
  return {
    pollNow: (sourceId) => pollSoon(db, sourceId, now()),
    replay: async (quarantineId) => {
      const entry = await quarantinedById(db, quarantineId)
      const step = steps.find((s) => s.name === entry?.step)
      return step ? replayQuarantined(db, quarantineId, step.table, now()) : false
    },
    detectSource: (url) => detectSource(url, asking(), context()),
    selectorsFor: async ({ kind, url, exampleUrl }) => {
      const answer = await asking()({ url, accept: 'html', ...(kind === 'script_list' ? { render: {} } : {}) })
      if (answer.kind === 'failed') return { ok: false, failure: answer.failure }
      if (answer.kind !== 'page') return { ok: false, failure: hostIsBusy }
      const found = findSelectors(answer.page, exampleUrl, now())
      if (!found) return { ok: false, failure: fetchFailure('no_items', { detail: exampleUrl }) }
      const { settings, items } = found
      return { ok: true, settings, items: items.slice(0, shownItems), itemCount: items.length }
    },
    previewSource: async (source) => {
      const read = await readSource(source, asking(), context())
      if (read.kind === 'failed') return { ok: false, failure: read.failure }
      if (read.kind !== 'items') return { ok: false, failure: hostIsBusy }
      const { title, items, dropped } = read
      return { ok: true, title, items: items.slice(0, shownItems), itemCount: items.length, dropped }
    },
    previewArticle: async ({ kind, url, settings: { article: settings } }) => {
      const ask = asking()
      const answer = await ask({ url, accept: 'html', ...(kind === 'script_list' ? { render: {} } : {}) })
      if (answer.kind === 'failed') return { ok: false, failure: answer.failure }
      if (answer.kind !== 'page') return { ok: false, failure: hostIsBusy }
      const read = await readWholeArticle(answer.page, { ask, settings })
      return read.ok ? { ok: true, article: read.article, missed: read.missed } : read
    },
    readSourceList,
    writeSourceCsv,
    confirmPush: (id, query) => confirmPush(db, { id, query }, now()),
    takePush: (id, push) => takePush(db, { id, ...push }, now()),
    submit: (given, by) => submit(machine, given, by),
    checkText: async (text, home) => checkClaims(text, (await machine.reference.read()).book, { home }),
  }
}
