/**
 * The API put together: what every request passes, in which order, and where it ends. Each noun has its routes in
 * routes/; the shapes are contract.ts.
 */
import { bodyLimit } from 'hono/body-limit'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { timeout } from 'hono/timeout'
import { maxImportBytes } from './contract.ts'
import type { ApiDeps } from './deps.ts'
import { answerError, answerProblem, Refused } from './errors.ts'
import { createLiveHub } from './live.ts'
import { ownOriginOnly } from './origin.ts'
import { createRouter } from './route.ts'
import { articleEvidenceRoutes } from './routes/article-evidence.ts'
import { articleRoutes } from './routes/articles.ts'
import { documentRoutes } from './routes/documents.ts'
import { drillRoutes } from './routes/drills.ts'
import { commentRoutes } from './routes/comments.ts'
import { draftRoutes } from './routes/drafts.ts'
import { authRoutes } from './routes/auth.ts'
import { calendarFeedRoutes, calendarRoutes } from './routes/calendar.ts'
import { catalogueRoutes } from './routes/catalogue.ts'
import { claimRoutes } from './routes/claims.ts'
import { channelRoutes } from './routes/channels.ts'
import { clockRoutes } from './routes/clocks.ts'
import { contactRoutes } from './routes/contacts.ts'
import { delegationRoutes } from './routes/delegations.ts'
import { dutyRoutes } from './routes/duty.ts'
import { figureImportRoutes } from './routes/figure-imports.ts'
import { figureRoutes } from './routes/figures.ts'
import { flagRoutes } from './routes/flags.ts'
import { correctionRoutes } from './routes/corrections.ts'
import { handoffRoutes } from './routes/handoffs.ts'
import { incidentMoveRoutes } from './routes/incident-moves.ts'
import { incidentRoutes } from './routes/incidents.ts'
import { planRoutes } from './routes/plans.ts'
import { planRunRoutes } from './routes/plan-runs.ts'
import { intakeRoutes } from './routes/intake.ts'
import { liveRoutes } from './routes/live.ts'
import { headRoutes } from './routes/heads.ts'
import { meRoutes } from './routes/me.ts'
import { messageRoutes } from './routes/messages.ts'
import { peopleRoutes } from './routes/people.ts'
import { precisionRoutes } from './routes/precision.ts'
import { releaseMoveRoutes } from './routes/release-moves.ts'
import { pointsDraftRoutes } from './routes/points-drafts.ts'
import { pointsLibraryRoutes } from './routes/points-library.ts'
import { releaseRoutes } from './routes/releases.ts'
import { riskRoutes } from './routes/risk.ts'
import { reportRoutes } from './routes/reports.ts'
import { registryOutletRoutes } from './routes/registry-outlets.ts'
import { registryRoutes } from './routes/registry.ts'
import { registerRoutes } from './routes/registers.ts'
import { standingRoutes } from './routes/standing.ts'
import { sampleRoutes } from './routes/samples.ts'
import { setupRoutes } from './routes/setup.ts'
import { sourceHealthRoutes } from './routes/source-health.ts'
import { sourceWizardRoutes } from './routes/source-wizard.ts'
import { sourceRoutes } from './routes/sources.ts'
import { storyRoutes } from './routes/stories.ts'
import { suggestedStoryRoutes } from './routes/suggested-stories.ts'
import { submissionRoutes } from './routes/submissions.ts'
import { systemRoutes } from './routes/system.ts'
import { talkingPointsRoutes } from './routes/talking-points.ts'
import { talkingPointsMoveRoutes } from './routes/talking-points-moves.ts'
import { timelinessRoutes } from './routes/timeliness.ts'
import { unitRoutes } from './routes/units.ts'
import { topicRoutes } from './routes/topics.ts'
import { publicRoutes } from './public.ts'
import { serveWeb } from './static.ts'
import { websubRoutes } from './websub.ts'
import { inMatterTime } from './matter-time.ts'
import { needPerson } from './who.ts'

/** Everything that needs a person. */
const nouns = [
  meRoutes,
  messageRoutes,
  flagRoutes,
  articleRoutes,
  draftRoutes,
  articleEvidenceRoutes,
  storyRoutes,
  suggestedStoryRoutes,
  incidentRoutes,
  incidentMoveRoutes,
  planRoutes,
  planRunRoutes,
  reportRoutes,
  talkingPointsRoutes,
  talkingPointsMoveRoutes,
  commentRoutes,
  precisionRoutes,
  timelinessRoutes,
  sampleRoutes,
  riskRoutes,
  pointsDraftRoutes,
  pointsLibraryRoutes,
  releaseRoutes,
  releaseMoveRoutes,
  documentRoutes,
  correctionRoutes,
  handoffRoutes,
  clockRoutes,
  sourceRoutes,
  sourceHealthRoutes,
  sourceWizardRoutes,
  catalogueRoutes,
  submissionRoutes,
  topicRoutes,
  figureRoutes,
  figureImportRoutes,
  calendarRoutes,
  claimRoutes,
  peopleRoutes,
  unitRoutes,
  contactRoutes,
  delegationRoutes,
  headRoutes,
  dutyRoutes,
  standingRoutes,
  drillRoutes,
  registerRoutes,
  registryRoutes,
  registryOutletRoutes,
  channelRoutes,
  systemRoutes,
]

const maxBody = 512 * 1024
/** Lists of sources come as text in JSON: room for escapes. */
const maxListBody = 8 * 1024 * 1024
/** A file of 10 MB in base64, and the words beside it. */
const maxFileBody = 16 * 1024 * 1024

/** The whole API and, with `webRoot`, the web page. `close` ends live streams, which would keep a server open. */
export function createApi(deps: ApiDeps) {
  const { db, now, auth, publicUrl } = deps
  const app = createRouter()
  const hub = createLiveHub({ db, everyMs: deps.liveEveryMs })
  app.onError(answerError(deps.report))

  app.use(requestId())
  const [ours, sealed] = [
    headers(publicUrl),
    secureHeaders({ contentSecurityPolicy: { sandbox: [], defaultSrc: ["'none'"] } }),
  ]
  app.use((c, next) => (isEvidence(c.req.path) ? sealed : ours)(c, next))
  const inTime = timeout(deps.timeoutMs ?? 30_000)
  const patiently = timeout(deps.timeoutMs ?? 90_000)
  app.use('/api/*', (c, next) =>
    c.req.path === '/api/live' ? next() : asksOutside.test(c.req.path) ? patiently(c, next) : inTime(c, next),
  )
  app.use('/api/*', (c, next) => limitOf(c.req.path)(c, next))
  app.use('/api/*', ownOriginOnly(publicUrl))
  app.use('/api/*', async (c, next) => {
    await next()
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'no-store')
    // Pages set their clocks by it: it must be the clock that duties run by.
    c.header('date', now().toUTCString())
  })

  app.route('/api', authRoutes(deps))
  app.route('/api', setupRoutes(deps))
  app.route('/api', intakeRoutes(deps))
  app.route('/api', calendarFeedRoutes(deps))
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: { title: 'Tongyu 统舆', version: '1', description: 'Media monitoring and emergency response' },
  })
  app.use('/api/*', needPerson({ auth, db, now }))
  app.use('/api/*', inMatterTime({ db, now }))
  for (const routes of nouns) app.route('/api', routes(deps))
  app.route('/api', liveRoutes(deps, hub))
  app.all('/api/*', () => {
    throw new Refused({ code: 'not-found' })
  })
  app.route('/websub', websubRoutes(deps))
  app.route('/public', publicRoutes(deps))
  if (deps.webRoot !== null) serveWeb(app, deps.webRoot)
  app.notFound((c) => answerProblem(c, { code: 'not-found' }))
  return { fetch: app.fetch, request: app.request, routes: app.routes, close: () => hub.close() }
}

const tooLarge = () => {
  throw new Refused({ code: 'body-too-large' })
}
const usual = bodyLimit({ maxSize: maxBody, onError: tooLarge })
const large = bodyLimit({ maxSize: maxListBody, onError: tooLarge })
const files = bodyLimit({ maxSize: maxFileBody, onError: tooLarge })
const tables = bodyLimit({ maxSize: maxImportBytes + 1024, onError: tooLarge })
const limitOf = (path: string) =>
  path === '/api/figures/imports' || path === '/api/calendar/import'
    ? tables
    : path === '/api/sources/import'
      ? large
      : path === '/api/submissions' || path === '/api/intake/articles'
        ? files
        : usual

/** Looks at other sites while a person waits: robots, pauses and a browser take their time. */
const asksOutside = /^\/api\/sources\/(detect|preview|selectors|preview-article)$/

/** Bytes of a foreign page: they must not run as ours even where a browser insists on showing them. */
const isEvidence = (path: string) => /^\/api\/articles\/[^/]+\/evidence[./]/.test(path)

/** Ant Design writes its styles into the page, hence 'unsafe-inline' for styles and for nothing else. */
const headers = (publicUrl: string) =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
    strictTransportSecurity: publicUrl.startsWith('https:') ? 'max-age=15552000' : false,
    referrerPolicy: 'same-origin',
  })

export type { ApiDeps }
