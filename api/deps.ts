/** What main/ gives the API; nothing here is global, so that a test can give other things. */
import type { ModelCard } from '../analyzer/models/open-models.ts'
import type { Unit } from '../domain/units.ts'
import type { Requests } from '../pipeline/requests.ts'
import type { Db } from '../store/open.ts'
import type { Printer } from '../workflow/document/files.ts'
import type { EvidenceFolder } from '../store/warc/folder.ts'
import type { SealKeys } from '../workflow/seal.ts'
import type { Auth } from './auth.ts'

export type ApiDeps = {
  db: Db
  now: () => Date
  auth: Auth
  evidence: EvidenceFolder
  /** Folder of the built web page; null where it is served elsewhere. */
  webRoot: string | null
  /** Printed at the start; the first administrator is made with it. */
  setupCode: string
  /** Address people type, e.g. https://tongyu.example.gov.cn. */
  publicUrl: string
  /** Socket addresses of proxies whose X-Forwarded-For is believed. Default: none. */
  trustedProxies?: readonly string[]
  /** The installation's secret: keys of senders are sealed under it. */
  secret: string
  /** Keys of how reporters are reached; the first seals. */
  contactKeys: SealKeys
  /** Hosts that messages may go to, as the operator set them. */
  outboundHosts: readonly string[]
  /** Trained models in force, as people are told of them. */
  models: readonly ModelCard[]
  /** The operator set up a language model: drafts of foreign texts may be asked for. */
  draftsOn: boolean
  /** Prints papers to PDF; one without a browser refuses by name. */
  printer: Printer
  requests: Requests
  /** What the other parts say of themselves, by part. */
  status: () => Promise<Record<string, unknown>>
  /** Trees of units that the first run offers. */
  unitTrees: { id: string; name: string; units: Unit[] }[]
  /** Gets unexpected errors with the id of their request. */
  report: (error: unknown, requestId: string) => void
  /** Longest time for a request in ms; default 30 000. */
  timeoutMs?: number
  /** Pause between two looks of the live hub in ms; default 1000. */
  liveEveryMs?: number
}
