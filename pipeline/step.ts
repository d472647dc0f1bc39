/** What a step of the machine is, and what it is given. */
import type { ModelsInForce } from '../analyzer/models/open-models.ts'
import type { Fetcher } from '../crawler/fetch.ts'
import type { Channel, SendOutcome } from '../domain/channel.ts'
import type { DraftOutcome, DraftTask } from '../outbound/drafts/ask-model.ts'
import type { Sending } from '../outbound/messages/send.ts'
import type { Db } from '../store/open.ts'
import type { EvidenceFolder } from '../store/warc/folder.ts'
import type { WorkTable } from '../store/work.ts'
import type { TopicKeeper } from './match-topics.ts'
import type { Reference } from './reference.ts'

/** Renders script pages; null answers come as failures, never as exceptions. */
export type Renderer = Awaited<ReturnType<typeof import('../crawler/browser.ts').openBrowser>>

export type Machine = {
  db: Db
  now: () => Date
  evidence: EvidenceFolder
  fetcher: Fetcher
  /** Opened when the first script page needs it. */
  browser: () => Promise<Renderer>
  /** Units, figures and calendar as the analyzer wants them, kept until they change. */
  reference: Reference
  /** Topics of all units, compiled and kept until one changes. */
  topics: TopicKeeper
  /** Trained models of the analyzer, opened once. */
  models: ModelsInForce
  /** The way out of the house for messages. */
  mail: Mail
  /** The operator's language model, where there is one. */
  drafter: Drafter | null
  settings: MachineSettings
  log: (event: string, facts: Record<string, unknown>) => void
}

export type Drafter = {
  /** Its name, as drafts are marked with. */
  model: string
  ask: (task: DraftTask) => Promise<DraftOutcome>
}

export type Mail = {
  send: (sending: Sending) => Promise<SendOutcome>
  /** Does a channel work, as far as that is known without sending? Null where only a message would tell. */
  check: (channel: Channel) => Promise<SendOutcome | null>
  /** Under which the channels' settings are sealed. */
  secret: string
  /** Address people type, without a slash at the end. */
  publicUrl: string
}

export type MachineSettings = {
  /** Our name in robots.txt. */
  robotsName: string
  /** Least time between two requests to one host, over all workers. */
  hostGapMs: number
  /** At most so many requests to one host in an hour and in a day; 0: no limit. */
  hostPerHour: number
  hostPerDay: number
  /** When to look again at an ordinary article, counted from first sight or last change; ascending. */
  recheckAfterMs: number[]
  /** A picture of each flagged page is wanted. */
  screenshots: boolean
  /** Base address of the bureau's own RSSHub, '' where there is none. */
  rsshub: string
  /** Where hubs reach us, without a slash at the end; '' where they cannot. */
  callbackUrl: string
}

/**
 * How a run ended. `dueAt`: the next time this row is work (null: never again). `postponeUntil`: not now, and it does
 * not count as a try. `retryAt`: it failed for a passing reason, the try counts. `asWritten`: the step wrote the row's due
 * time itself, in its own transaction.
 */
export type StepOutcome = { dueAt: Date | null } | { asWritten: true } | { postponeUntil: Date } | { retryAt: Date }

export type Step = {
  name: string
  table: WorkTable
  /** Only rows in these states (articles). */
  states?: string[]
  /** Light steps run where they are swept, so that no clock waits for a queue; heavy ones go through it. */
  weight: 'light' | 'heavy'
  /** What a legal limit hangs on: it is tried again every minute, however often it failed, and never given up. */
  urgent?: true
  /** At most so many at once in one process. */
  concurrency: number
  run: (machine: Machine, id: string, tries: number) => Promise<StepOutcome>
  /** Called when a row went into quarantine; answers with when it is due all the same (null: when a person replays it). */
  givenUp?: (machine: Machine, id: string) => Promise<Date | null>
}
