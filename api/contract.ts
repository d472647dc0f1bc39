/**
 * The shapes that travel between the API and whoever calls it: plain zod, so that the web checks and types the same
 * values. Instants are ISO 8601 strings in UTC. No Hono and nothing of Node here.
 */
export * from './contract/articles.ts'
export * from './contract/claim-reasons.ts'
export * from './contract/claims.ts'
export * from './contract/clocks.ts'
export * from './contract/code-words.ts'
export { type Column as CsvColumn, csvText } from './contract/csv.ts'
export * from './contract/figures.ts'
export * from './contract/flags.ts'
export * from './contract/incidents.ts'
export * from './contract/live.ts'
export * from './contract/messages.ts'
export * from './contract/people.ts'
export * from './contract/reports.ts'
export * from './contract/shared.ts'
export * from './contract/source-health.ts'
export * from './contract/source-wizard.ts'
export * from './contract/sources.ts'
export * from './contract/submissions.ts'
export * from './contract/system.ts'
export * from './contract/talking-points.ts'
