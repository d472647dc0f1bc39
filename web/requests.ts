/**
 * Every question the pages ask, with its address, shape and cache key in one place. The first word of a key is the topic
 * of a live event (`record`, `articles`, `flags`, `messages`, `clocks`), so that live.ts can renew by topic.
 */
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import {
  addListedSchema,
  bodyMembersSchema,
  articleDetailSchema,
  articlePreviewSchema,
  articlesSchema,
  auditSchema,
  auditVerdictSchema,
  catalogueSchema,
  checkedTextSchema,
  type AskDraftRequest,
  type DisputeRequest,
  detectionSchema,
  diffSchema,
  doneSchema,
  calendarSchema,
  figureImportSchema,
  figuresSchema,
  importCalendarAnswer,
  importsSchema,
  indicatorsSchema,
  publishingsSchema,
  reopenedListSchema,
  seriesFiguresSchema,
  seriesListSchema,
  stagedListSchema,
  subscribedSchema,
  subscriptionsSchema,
  draftsSchema,
  flagDetailSchema,
  flagActionAnswer,
  importSourcesAnswer,
  incidentOpenedSchema,
  incidentPlansSchema,
  incidentRoomSchema,
  incidentsSchema,
  messagesSchema,
  meSchema,
  modelsSchema,
  nearestClockSchema,
  outletsSchema,
  previewSchema,
  selectorsSchema,
  senderMadeSchema,
  sendersSchema,
  channelsSchema,
  dispatchesSchema,
  reachSchema,
  sourceAlarmsSchema,
  sourceDetailSchema,
  type MergeStoryRequest,
  type SettleSuggestionRequest,
  type SplitStoryRequest,
  storyViewSchema,
  submissionsSchema,
  submittedSchema,
  peopleSchema,
  plansSchema,
  planTextSchema,
  handoffSchema,
  handoffsSchema,
  incidentReleasesSchema,
  releaseDetailSchema,
  releasesSchema,
  quarantineListSchema,
  reportLeakAnswer,
  reportSentAnswer,
  setupStateSchema,
  sourcesSchema,
  statusSchema,
  storiesSchema,
  talkingPointsDetailSchema,
  articleTopicsSchema,
  topicDetailSchema,
  topicMatchesSchema,
  topicPreviewSchema,
  topicsSchema,
  unitsSchema,
  unreadSchema,
  versionDiffSchema,
} from '../api/contract.ts'
import { type Query, read, send, sendFile } from './client.ts'

/** A list keeps showing its old page while the next one loads. */
const list = <T extends z.ZodType>(topic: string, shape: T, path: string, query: Query) =>
  queryOptions({
    queryKey: [topic, path, query] as const,
    queryFn: ({ signal }) => read(shape, path, { query, signal }),
    placeholderData: keepPreviousData,
  })

const one = <T extends z.ZodType>(topic: string, shape: T, path: string, query: Query = {}) =>
  queryOptions({
    queryKey: [topic, path, query] as const,
    queryFn: ({ signal }) => read(shape, path, { query, signal }),
  })

const at = (id: string): string => encodeURIComponent(id)

export const questions = {
  me: () => ({ ...one('me', meSchema, '/api/me'), staleTime: 60_000, retry: false }),
  setup: () => ({ ...one('setup', setupStateSchema, '/api/setup'), retry: false }),
  units: () => ({ ...one('units', unitsSchema, '/api/units'), staleTime: 300_000 }),
  nearestClock: () => ({ ...one('clocks', nearestClockSchema, '/api/clocks/nearest'), refetchInterval: 30_000 }),
  unread: () => one('messages', unreadSchema, '/api/messages/unread'),
  messages: (query: Query) => list('messages', messagesSchema, '/api/messages', query),
  stories: (query: Query) => list('flags', storiesSchema, '/api/flags', query),
  flag: (id: string) => one('flags', flagDetailSchema, `/api/flags/${at(id)}`),
  articles: (query: Query) => list('articles', articlesSchema, '/api/articles', query),
  versionDiff: (id: string, from: number, to: number) =>
    one('articles', versionDiffSchema, `/api/articles/${at(id)}/diff`, { from, to }),
  article: (id: string) => one('articles', articleDetailSchema, `/api/articles/${at(id)}`),
  story: (articleId: string) => one('articles', storyViewSchema, `/api/articles/${at(articleId)}/story`),
  drafts: (id: string) => one('record', draftsSchema, `/api/articles/${at(id)}/drafts`),
  models: () => ({ ...one('models', modelsSchema, '/api/models'), staleTime: 600_000 }),
  incidents: (query: Query) => list('record', incidentsSchema, '/api/incidents', query),
  incidentPlans: (id: string) => ({
    ...one('record', incidentPlansSchema, `/api/incidents/${at(id)}/plans`),
    refetchInterval: 60_000,
  }),
  plans: () => one('plans', plansSchema, '/api/plans'),
  bodyMembers: (body: string, unitId: string) =>
    one('plans', bodyMembersSchema, `/api/bodies/${at(body)}/members`, { unitId }),
  planText: (plan: string) => ({ ...one('plans', planTextSchema, `/api/plans/${at(plan)}`), staleTime: 300_000 }),
  incident: (id: string) => one('record', incidentRoomSchema, `/api/incidents/${at(id)}`),
  talkingPoints: (id: string) => one('record', talkingPointsDetailSchema, `/api/talking-points/${at(id)}`),
  talkingPointsDiff: (id: string, from: number, to: number) =>
    one('record', diffSchema, `/api/talking-points/${at(id)}/diff`, { from, to }),
  releases: (query: Query) => list('record', releasesSchema, '/api/releases', query),
  incidentReleases: (id: string) => one('record', incidentReleasesSchema, `/api/incidents/${at(id)}/releases`),
  handoffs: (query: Query) => list('record', handoffsSchema, '/api/handoffs', query),
  handoff: (id: string) => one('record', handoffSchema, `/api/handoffs/${at(id)}`),
  release: (id: string) => one('record', releaseDetailSchema, `/api/releases/${at(id)}`),
  sources: (query: Query) => list('sources', sourcesSchema, '/api/sources', query),
  source: (id: string) => ({
    ...one('sources', sourceDetailSchema, `/api/sources/${at(id)}/health`),
    refetchInterval: 15_000,
  }),
  catalogue: (query: Query) => list('sources', catalogueSchema, '/api/catalogue', query),
  senders: (query: Query) => list('senders', sendersSchema, '/api/senders', query),
  channels: () => ({ ...one('channels', channelsSchema, '/api/channels'), refetchInterval: 15_000 }),
  dispatches: (query: Query) => ({
    ...list('channels', dispatchesSchema, '/api/dispatches', query),
    refetchInterval: 15_000,
  }),
  reach: () => one('reach', reachSchema, '/api/me/reach'),
  submissions: (query: Query) => list('submissions', submissionsSchema, '/api/submissions', query),
  topics: (query: Query) => list('topics', topicsSchema, '/api/topics', query),
  topic: (id: string) => one('topics', topicDetailSchema, `/api/topics/${at(id)}`),
  topicMatches: (id: string, query: Query) =>
    list('topics', topicMatchesSchema, `/api/topics/${at(id)}/matches`, query),
  articleTopics: (id: string) => one('topics', articleTopicsSchema, `/api/articles/${at(id)}/topics`),
  sourceAlarms: (query: Query) => list('sources', sourceAlarmsSchema, '/api/source-alarms', query),
  outlets: () => one('sources', outletsSchema, '/api/outlets'),
  quarantine: (query: Query) => list('quarantine', quarantineListSchema, '/api/quarantine', query),
  figures: (query: Query) => list('figures', figuresSchema, '/api/figures', query),
  indicators: () => ({ ...one('figures', indicatorsSchema, '/api/figures/indicators'), staleTime: 60_000 }),
  seriesList: (indicator: string) => one('figures', seriesListSchema, '/api/figures/series', { indicator }),
  series: (key: Query) => one('figures', seriesFiguresSchema, '/api/figures/series/figures', key),
  figureImports: (query: Query) => list('imports', importsSchema, '/api/figures/imports', query),
  figureImport: (id: string) => one('imports', figureImportSchema, `/api/figures/imports/${at(id)}`),
  stagedRows: (id: string, query: Query) =>
    list('imports', stagedListSchema, `/api/figures/imports/${at(id)}/rows`, query),
  reopened: (query: Query) => list('record', reopenedListSchema, '/api/figures/reopened', query),
  calendar: (query: Query) => list('calendar', calendarSchema, '/api/calendar', query),
  publishings: () => one('calendar', publishingsSchema, '/api/calendar/publishers'),
  subscriptions: () => one('subscriptions', subscriptionsSchema, '/api/calendar/subscriptions'),
  people: (query: Query) => list('people', peopleSchema, '/api/people', query),
  audit: (query: Query) => list('record', auditSchema, '/api/audit', query),
  auditVerdict: () => ({
    ...one('audit-verdict', auditVerdictSchema, '/api/audit/verify'),
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  }),
  status: () => ({ ...one('status', statusSchema, '/api/status'), refetchInterval: 15_000 }),
}

/** Answers of commands differ from noun to noun and the pages read again anyway: only "done" is looked at. */
const anyAnswer = z.unknown()

export const commands = {
  flag: (id: string, verb: 'acknowledge' | 'mark-suspected-major', body: unknown = {}) =>
    send(flagActionAnswer, `/api/flags/${at(id)}/${verb}`, body),
  verdict: (id: string, verb: 'verdict' | 'confirm-verdict', body: unknown) =>
    send(anyAnswer, `/api/flags/${at(id)}/${verb}`, body),
  disputeClaim: (id: string, body: DisputeRequest) => send(doneSchema, `/api/articles/${at(id)}/disputes`, body),
  reportLeak: (id: string) => send(reportLeakAnswer, `/api/flags/${at(id)}/report-leak`),
  override: (id: string, reason: string) =>
    send(flagActionAnswer, `/api/flags/${at(id)}/override-no-fault`, { reason }),
  splitStory: (id: string, body: SplitStoryRequest) => send(doneSchema, `/api/stories/${at(id)}/split`, body),
  mergeStory: (id: string, body: MergeStoryRequest) => send(doneSchema, `/api/stories/${at(id)}/merge`, body),
  settleSuggestion: (id: string, body: SettleSuggestionRequest) =>
    send(doneSchema, `/api/stories/${at(id)}/suggestions`, body),
  askDraft: (id: string, body: AskDraftRequest) => send(doneSchema, `/api/articles/${at(id)}/drafts`, body),
  discardDraft: (id: string, draftId: string) =>
    send(doneSchema, `/api/articles/${at(id)}/drafts/${at(draftId)}/discard`),
  flagArticle: (id: string, reason: string) => send(doneSchema, `/api/articles/${at(id)}/flag`, { reason }),
  incident: (id: string, verb: string, body: unknown) => send(anyAnswer, `/api/incidents/${at(id)}/${verb}`, body),
  openIncident: (body: unknown) => send(incidentOpenedSchema, '/api/incidents', body),
  proposePlan: (incidentId: string, body: unknown) => send(doneSchema, `/api/incidents/${at(incidentId)}/plans`, body),
  run: (id: string, verb: string, body: unknown) => send(doneSchema, `/api/activations/${at(id)}/${verb}`, body),
  step: (id: string, step: string, body: unknown) =>
    send(doneSchema, `/api/activations/${at(id)}/steps/${at(step)}`, body),
  fulfilDuty: (clockId: string, body: unknown) => send(doneSchema, `/api/clocks/${at(clockId)}/fulfil`, body),
  setMembers: (body: string, members: unknown) => send(doneSchema, `/api/bodies/${at(body)}/members`, members),
  adoptPlan: (plan: string, body: unknown) => send(doneSchema, `/api/plans/${at(plan)}/adopt`, body),
  sendReport: (id: string, body: unknown) => send(reportSentAnswer, `/api/incidents/${at(id)}/reports`, body),
  report: (id: string, verb: string, body: unknown) => send(anyAnswer, `/api/reports/${at(id)}/${verb}`, body),
  draftTalkingPoints: (incidentId: string, body: unknown) =>
    send(z.object({ id: z.string().optional() }).loose(), `/api/incidents/${at(incidentId)}/talking-points`, body),
  talkingPoints: (id: string, verb: string, body: unknown) =>
    send(anyAnswer, `/api/talking-points/${at(id)}/${verb}`, body),
  draftRelease: (incidentId: string, body: unknown) =>
    send(doneSchema, `/api/incidents/${at(incidentId)}/releases`, body),
  release: (id: string, verb: string, body: unknown) => send(doneSchema, `/api/releases/${at(id)}/${verb}`, body),
  handoff: (id: string, body: unknown) => send(doneSchema, `/api/handoffs/${at(id)}/act`, body),
  openCentre: (incidentId: string, body: unknown) =>
    send(doneSchema, `/api/incidents/${at(incidentId)}/news-centre`, body),
  centre: (id: string, verb: 'change' | 'close', body: unknown) =>
    send(doneSchema, `/api/news-centres/${at(id)}/${verb}`, body),
  readMessage: (id: string) => send(anyAnswer, `/api/messages/${at(id)}/read`),
  readAllMessages: () => send(anyAnswer, '/api/messages/read-all'),
  addSource: (body: unknown) => send(doneSchema, '/api/sources', body),
  changeSource: (id: string, body: unknown) => send(doneSchema, `/api/sources/${at(id)}/change`, body),
  setSourcePace: (id: string, body: unknown) => send(doneSchema, `/api/sources/${at(id)}/pace`, body),
  detectSource: (url: string) => send(detectionSchema, '/api/sources/detect', { url }),
  previewSource: (body: unknown) => send(previewSchema, '/api/sources/preview', body),
  findSelectors: (body: unknown) => send(selectorsSchema, '/api/sources/selectors', body),
  previewArticle: (body: unknown) => send(articlePreviewSchema, '/api/sources/preview-article', body),
  importSources: (base64: string, dryRun: boolean) =>
    send(importSourcesAnswer, '/api/sources/import', { base64, dryRun }),
  addListed: (urls: string[]) => send(addListedSchema, '/api/catalogue/add', { urls }),
  submitArticle: (body: unknown) => send(submittedSchema, '/api/submissions', body),
  makeTopic: (body: unknown) => send(doneSchema, '/api/topics', body),
  changeTopic: (id: string, body: unknown) => send(doneSchema, `/api/topics/${at(id)}/change`, body),
  previewTopic: (body: unknown) => send(topicPreviewSchema, '/api/topics/preview', body),
  makeSender: (name: string) => send(senderMadeSchema, '/api/senders', { name }),
  makeChannel: (body: unknown) => send(doneSchema, '/api/channels', body),
  changeChannel: (id: string, body: unknown) => send(doneSchema, `/api/channels/${at(id)}/change`, body),
  closeChannel: (id: string) => send(doneSchema, `/api/channels/${at(id)}/close`),
  tryChannel: (id: string) => send(doneSchema, `/api/channels/${at(id)}/try`),
  setReach: (body: unknown) => send(doneSchema, '/api/me/reach', body),
  revokeSender: (id: string) => send(doneSchema, `/api/senders/${at(id)}/revoke`),
  setSourceState: (id: string, state: 'active' | 'disabled') =>
    send(anyAnswer, `/api/sources/${at(id)}/state`, { state }),
  pollSource: (id: string) => send(anyAnswer, `/api/sources/${at(id)}/poll`),
  replay: (id: string) => send(anyAnswer, `/api/quarantine/${at(id)}/replay`),
  checkText: (body: unknown) => send(checkedTextSchema, '/api/claims/check', body),
  startImport: (file: File, more: Query) =>
    sendFile(figureImportSchema, '/api/figures/imports', file, { name: file.name, ...more }),
  decideImport: (id: string, verb: 'confirm' | 'cancel') =>
    send(figureImportSchema, `/api/figures/imports/${at(id)}/${verb}`),
  settleReopened: (id: string, note: string) => send(doneSchema, `/api/figures/reopened/${at(id)}/settle`, { note }),
  importCalendar: (file: File, dryRun: boolean) =>
    sendFile(importCalendarAnswer, '/api/calendar/import', file, { dryRun }),
  changeEntry: (id: string, verb: string, body: unknown) =>
    send(doneSchema, `/api/calendar/entries/${at(id)}/${verb}`, body),
  subscribe: (name: string) => send(subscribedSchema, '/api/calendar/subscriptions', { name }),
  unsubscribe: (id: string) => send(doneSchema, `/api/calendar/subscriptions/${at(id)}/revoke`),
  createPerson: (body: unknown) => send(anyAnswer, '/api/people', body),
  setSeats: (id: string, seats: unknown) => send(anyAnswer, `/api/people/${at(id)}/seats`, { seats }),
  closePerson: (id: string) => send(anyAnswer, `/api/people/${at(id)}/close`),
  resetPassword: (id: string, body: unknown) => send(anyAnswer, `/api/people/${at(id)}/reset-password`, body),
  setup: (body: unknown) => send(doneSchema, '/api/setup', body),
}
