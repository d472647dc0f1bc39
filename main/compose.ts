/**
 * Puts the parts together for one process. Every process has the store and the API's or the machine's half by its role;
 * `now` is given, so that a test owns the clock.
 */
import { analyzerVersion } from '../analyzer/analyze.ts'
import { judgeAnewWhenChanged } from '../pipeline/judge-anew.ts'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { modelCards, openModels } from '../analyzer/models/open-models.ts'
import { createApi } from '../api/app.ts'
import { createAuth } from '../api/auth.ts'
import { openBrowser } from '../crawler/browser.ts'
import { findBrowser, isExecutableFile } from '../crawler/find-browser.ts'
import { openFetcher } from '../crawler/fetch.ts'
import { minute } from '../domain/time.ts'
import { askModel } from '../outbound/drafts/ask-model.ts'
import { openPrinter } from '../outbound/documents/pdf.ts'
import { check, send } from '../outbound/messages/send.ts'
import { steps } from '../pipeline/pipeline.ts'
import { type HandOver, inProcess, startWorker, throughRedis } from '../pipeline/queue.ts'
import { topicKeeperOf } from '../pipeline/match-topics.ts'
import { referenceOf } from '../pipeline/reference.ts'
import { requestsOf } from '../pipeline/requests.ts'
import { runTicket } from '../pipeline/run-ticket.ts'
import type { Machine, Renderer } from '../pipeline/step.ts'
import { makeSweeper, type Sweeper } from '../pipeline/sweeper.ts'
import { isSetUp } from '../store/accounts.ts'
import { repairLeftBehind } from '../store/manifests.ts'
import { openStore, type Store } from '../store/open.ts'
import { reindexSome } from '../store/search.ts'
import { settingOnce } from '../store/settings.ts'
import { openEvidenceFolder } from '../store/warc/folder.ts'
import { workload } from '../store/work.ts'
import { adoptedWithoutFile } from '../workflow/plan/adopted.ts'
import { usePlans } from '../workflow/plan/plan.ts'
import { type RegistryKeys, resealContacts } from '../workflow/registry/contact.ts'
import { type Config, languageModel, modelChoice, programFolders } from './config.ts'
import { registryKeysOf } from './registry-keys.ts'
import { unitTrees } from './unit-trees.ts'

export type Role = 'all' | 'api' | 'worker' | 'scheduler'
export type Log = Machine['log']

export type ComposeOptions = {
  config: Config
  role: Role
  now: () => Date
  log: Log
  /** An open store instead of the configured one: tests. It is not closed with the app. */
  store?: Store
  webRoot: string | null
}

export type App = {
  store: Store
  machine: Machine
  sweeper: Sweeper
  handOver: HandOver
  api: ReturnType<typeof createApi>
  auth: ReturnType<typeof createAuth>
  setupCode: string
  keys: RegistryKeys
  /** True until the first administrator exists. */
  needsSetup(): Promise<boolean>
  close(): Promise<void>
}

export async function compose({ config, role, now, log, store: given, webRoot }: ComposeOptions): Promise<App> {
  usePlans(config.TONGYU_PLANS)
  const offered = await unitTrees(config.TONGYU_UNITS)
  const store =
    given ??
    (await openStore(config.DATABASE_URL ? { databaseUrl: config.DATABASE_URL } : { dataDir: config.TONGYU_DATA, now }))
  try {
    const { db } = store
    for (const lost of await adoptedWithoutFile(db)) log('an adopted plan has no file', lost)
    const evidence = openEvidenceFolder(join(config.TONGYU_DATA, 'evidence'))
    const publicUrl = publicUrlOf(config)
    const keys = await registryKeysOf(config, db, now())
    const { secret } = keys
    const { machine, closeMachine } = makeMachine({ config, store, evidence, secret, now, log })
    const run = (step: Parameters<typeof runTicket>[1], ticket: Parameters<typeof runTicket>[2]) =>
      runTicket(machine, step, ticket)
    const redis = config.REDIS_URL ? { redisUrl: config.REDIS_URL, prefix: config.TONGYU_REDIS_PREFIX, log } : null
    const heavy = steps.filter((s) => s.weight === 'heavy')
    const handOver = redis ? throughRedis(redis) : inProcess(run)
    const worker = redis && (role === 'all' || role === 'worker') ? startWorker(heavy, run, redis) : null
    if (role === 'all' || role === 'scheduler') await judgeAnewWhenChanged(db, analyzerVersion(machine.models), now())
    const sweeper = makeSweeper({ machine, steps, handOver })
    const repairs = await repairLeftBehind({ db, folder: evidence }, now())
    for (const { file, cut } of repairs) log('torn end of an evidence file cut off', { file, cut })
    const upkeep = setInterval(() => void keepUp({ store, keys, now, log }), 30 * minute)
    upkeep.unref()

    const setupCode = await settingOnce(db, 'setup-code', () => randomBytes(6).toString('hex'), now())
    const auth = createAuth({ db, secret, publicUrl })
    const printer = openPrinter({
      executablePath: findBrowser({
        ...{ executablePath: config.TONGYU_CHROMIUM, variables: programFolders() },
        ...{ platform: process.platform, isExecutable: isExecutableFile },
      }),
    })
    const api = createApi({
      printer,
      db,
      now,
      auth,
      evidence,
      webRoot,
      setupCode,
      secret,
      contactKeys: keys.contact,
      publicUrl,
      trustedProxies: config.TONGYU_TRUSTED_PROXIES,
      outboundHosts: config.TONGYU_OUTBOUND_HOSTS,
      models: modelCards(modelChoice(config), machine.models),
      draftsOn: machine.drafter !== null,
      requests: requestsOf(machine),
      status: async () => ({
        store: { kind: store.kind },
        queue: { kind: redis ? 'redis' : 'in_process' },
        work: await workload(db, now()),
        process: {
          role,
          uptimeSeconds: Math.round(process.uptime()),
          memoryMb: Math.round(process.memoryUsage().rss / 1e6),
          node: process.version,
        },
      }),
      unitTrees: offered,
      report: (error, requestId) =>
        log('request failed', {
          requestId,
          error: error instanceof Error ? (error.stack ?? error.message) : String(error),
        }),
    })
    return {
      store,
      machine,
      sweeper,
      handOver,
      api,
      auth,
      setupCode,
      keys,
      needsSetup: async () => !(await isSetUp(db)),
      close: async () => {
        clearInterval(upkeep)
        await sweeper.stop()
        await worker?.close()
        await handOver.close()
        api.close()
        await printer.close()
        await closeMachine()
        await evidence.close()
        if (!given) await store.close()
      },
    }
  } catch (e) {
    if (!given) await store.close()
    throw e
  }
}

/** What nobody asks for: fresh statistics, contacts under the key in force, and articles that an older dictionary cut are cut again. */
async function keepUp({
  store,
  keys,
  now,
  log,
}: Pick<ComposeOptions, 'now' | 'log'> & { store: Store; keys: RegistryKeys }): Promise<void> {
  try {
    await store.maintain()
    const sealed = await resealContacts(store.db, keys, now())
    if (sealed.resealed + sealed.unreadable > 0) log('contacts sealed anew', sealed)
    let done = 0
    for (let n = await reindexSome(store.db, 50); n > 0; n = await reindexSome(store.db, 50)) done += n
    if (done > 0) log('articles cut again', { articles: done })
  } catch (e) {
    log('upkeep failed', { error: e instanceof Error ? e.message : String(e) })
  }
}

export const publicUrlOf = (config: Config): string =>
  config.TONGYU_PUBLIC_URL ?? `http://localhost:${config.TONGYU_PORT}`

function makeMachine({
  config,
  store,
  evidence,
  secret,
  now,
  log,
}: Pick<ComposeOptions, 'config' | 'now' | 'log'> & {
  store: Store
  evidence: Machine['evidence']
  secret: string
}): {
  machine: Machine
  closeMachine(): Promise<void>
} {
  const userAgent = `Tongyu/0.1${config.TONGYU_CONTACT ? ` (+${config.TONGYU_CONTACT})` : ''}`
  const allowPrivate = config.TONGYU_ALLOW_PRIVATE
  const fetcher = openFetcher({ userAgent, allowPrivate, now })
  const llm = languageModel(config)
  let browser: Promise<Renderer> | null = null
  const machine: Machine = {
    db: store.db,
    now,
    evidence,
    fetcher,
    browser: () => {
      browser ??= openBrowser({
        executablePath: config.TONGYU_CHROMIUM,
        variables: programFolders(),
        userAgent,
        allowPrivate,
        now,
      })
      return browser
    },
    reference: referenceOf(store.db),
    topics: topicKeeperOf(store.db),
    models: openModels(modelChoice(config)),
    mail: {
      send: (sending) => send(sending, { allowedHosts: config.TONGYU_OUTBOUND_HOSTS }),
      check: (channel) => check(channel, { allowedHosts: config.TONGYU_OUTBOUND_HOSTS }),
      secret,
      publicUrl: publicUrlOf(config).replace(/\/+$/, ''),
    },
    drafter: llm && {
      model: llm.model,
      ask: (task) => askModel(task, llm, { allowedHosts: config.TONGYU_OUTBOUND_HOSTS }),
    },
    settings: {
      robotsName: 'Tongyu',
      hostGapMs: config.TONGYU_HOST_GAP_MS,
      hostPerHour: config.TONGYU_HOST_PER_HOUR,
      hostPerDay: config.TONGYU_HOST_PER_DAY,
      recheckAfterMs: config.TONGYU_RECHECK_MINUTES.split(',').map((m) => Number(m) * minute),
      screenshots: config.TONGYU_SCREENSHOTS === 'on',
      rsshub: config.TONGYU_RSSHUB,
      callbackUrl: config.TONGYU_PUBLIC_URL?.replace(/\/+$/, '') ?? '',
    },
    log,
  }
  return {
    machine,
    closeMachine: async () => {
      const renderer = await browser?.catch(() => null)
      await renderer?.close()
      await fetcher.close()
    },
  }
}
