/** What the command line can ask of a store, through the running server or by opening the store itself. */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { figureStatuses } from '../domain/figure.ts'
import type { ImportDefaults, ImportFault } from '../domain/figure-import.ts'
import { verifyAudit } from '../store/audit.ts'
import type { EvidenceStore } from '../store/manifests.ts'
import { reindexSome } from '../store/search.ts'
import { describeFault, verifyEvidence } from '../store/verify-evidence.ts'
import { workload } from '../store/work.ts'
import { exportEvidence } from '../workflow/evidence/export-evidence.ts'
import { importCalendar } from '../workflow/calendar/import-calendar.ts'
import { importFigures } from '../workflow/figure/import-figures.ts'
import { type RegistryKeys, resealContacts } from '../workflow/registry/contact.ts'
import type { Operation, OperationResult } from './local-socket.ts'

/**
 * `input`: content of the file named on the command line, read there and not where the server runs. `tell`: how far it is, for whoever
 * waits at the terminal.
 */
type Given = { args: string[]; input: Buffer; at: Date; tell: (progress: string) => void }
/** The store of a running server or of this process, with the keys of contact data. */
type OperationStore = EvidenceStore & { keys: RegistryKeys }
type Perform = (store: OperationStore, given: Given) => Promise<OperationResult>

const by = { kind: 'machine' as const, name: 'command line' }

export const operations: Record<string, { usage: string; about: string; readsFile?: boolean; perform: Perform }> = {
  'audit verify': {
    usage: 'audit verify',
    about: 'walk the whole record and check its chain',
    perform: async ({ db }) => {
      const verdict = await verifyAudit(db)
      return verdict.ok
        ? { ok: true, text: `The record is whole: ${verdict.events} events. Newest hash: ${verdict.lastHash}` }
        : {
            ok: false,
            text: `The record is broken at event ${verdict.brokenAt} (${verdict.why}); ${verdict.events} events before it are whole.`,
          }
    },
  },
  'evidence verify': {
    usage: 'evidence verify',
    about: 'check every sealed record, file and manifest of a day; name what is damaged',
    perform: async (store) => {
      const { days, sealed, records, files, faults } = await verifyEvidence(store)
      const seen = `${records} records in ${files} files of ${days} days, ${sealed} of them closed`
      if (faults.length === 0) return { ok: true, text: `The evidence is whole: ${seen}.` }
      const told = [`The evidence is damaged (${seen}):`, ...faults.map(describeFault)].join('\n  ')
      const advice =
        'Change nothing there. Keep a copy of the folder as it is, put the named files back from a backup, and verify again.'
      return { ok: false, text: `${told}\n${advice}` }
    },
  },
  'evidence export': {
    usage: 'evidence export --article ID --out FILE.wacz',
    about: 'everything sealed of an article as one file for ReplayWeb.page and others',
    perform: async (store, { args, at }) => {
      const { article, out } = exportOptions(args)
      const bytes = await exportEvidence(store, article, at)
      if (!bytes) return { ok: false, text: `Nothing is sealed of an article ${article}.` }
      const file = { name: out, base64: Buffer.from(bytes).toString('base64') }
      return { ok: true, text: `${out}: ${bytes.length} bytes.`, file }
    },
  },
  'figures import': {
    usage:
      'figures import FILE [--dry-run] [--published 2026-04-16T10:00:00+08:00] [--status preliminary] [--owner NAME]',
    about: 'import official figures (CSV, Excel, data-site JSON); nothing is saved when a cell is wrong',
    readsFile: true,
    perform: async ({ db }, { args, input, at, tell }) => {
      const { dryRun, defaults, fileName } = importOptions(args)
      let told = 0
      const outcome = await importFigures(
        db,
        { fileName, bytes: input, defaults, dryRun },
        {
          ...{ by, at },
          tell: ({ rows, expected }) => {
            if (rows - told < 5_000) return
            told = rows
            tell(`${rows}${expected ? ` of about ${expected}` : ''} rows read`)
          },
        },
      )
      if (!outcome.ok) return { ok: false, text: `Refused: ${outcome.refusal.code}` }
      const { faults, faultCount, rowsRead, counts } = outcome.value
      if (faultCount > 0) return faultsTold(faults, faultCount)
      const kinds = Object.entries(counts ?? {}).map(([kind, n]) => `${n} ${kind}`)
      return { ok: true, text: `${rowsRead} rows: ${kinds.join(', ')}.${dryRun ? ' Nothing was saved.' : ''}` }
    },
  },
  'calendar import': {
    usage: 'calendar import FILE [--dry-run]',
    about: 'import the release calendar (CSV, Excel, iCal)',
    readsFile: true,
    perform: async ({ db }, { args, input, at }) => {
      const dryRun = args.includes('--dry-run')
      const outcome = await importCalendar(db, { bytes: input, dryRun }, { by, at })
      if (outcome.faults.length > 0) return faultsTold(outcome.faults, outcome.faults.length)
      const { rows, added, changed, same } = outcome
      return { ok: true, text: `${rows} entries: ${added} new, ${changed.length} changed, ${same} same.` }
    },
  },
  reindex: {
    usage: 'reindex',
    about: 'cut the words of articles again after the dictionary changed',
    perform: async ({ db }) => {
      let done = 0
      for (let n = await reindexSome(db, 200); n > 0; n = await reindexSome(db, 200)) done += n
      return { ok: true, text: `${done} articles cut again.` }
    },
  },
  'contacts reseal': {
    usage: 'contacts reseal',
    about:
      'seal how reporters are reached under the first key of TONGYU_CONTACT_KEYS; the server does so every half hour',
    perform: async ({ db, keys }, { at }) => {
      const { resealed, unreadable } = await resealContacts(db, keys, at)
      const text = `${resealed} contacts sealed anew under the key ${keys.contact[0].id}.`
      if (unreadable === 0) return { ok: true, text: `${text} Older keys are not needed any more.` }
      return { ok: false, text: `${text} ${unreadable} are sealed under a key that is not configured: put it back.` }
    },
  },
  status: {
    usage: 'status',
    about: 'how much work is due and being done',
    perform: async ({ db }, { at }) => ({
      ok: true,
      text: Object.entries(await workload(db, at))
        .map(([table, w]) => `${table}: ${w.due} due, ${w.held} running`)
        .join('\n'),
    }),
  },
}

/** The operation that a command line names (one or two words), with the file it reads; null when there is none. */
export async function readOperation(words: string[]): Promise<Operation | null> {
  const name = [2, 1].map((n) => words.slice(0, n).join(' ')).find((n) => n in operations)
  if (!name) return null
  const args = words.slice(name.split(' ').length)
  const file = operations[name]?.readsFile ? args.find((a) => !a.startsWith('--')) : null
  if (file === undefined) throw new Error(`Name a file: tongyu ${operations[name]?.usage}`)
  return { name, args, input: file === null ? '' : (await readFile(file)).toString('base64') }
}

export async function performOperation(
  store: OperationStore,
  { name, args, input }: Operation,
  at: Date,
  tell: (progress: string) => void = () => undefined,
): Promise<OperationResult> {
  const operation = operations[name]
  if (!operation) return { ok: false, text: `No such command: ${name}` }
  return operation.perform(store, { args, input: Buffer.from(input, 'base64'), at, tell })
}

function exportOptions(args: string[]): { article: string; out: string } {
  const { article, out } = parseArgs({ args, options: { article: { type: 'string' }, out: { type: 'string' } } }).values
  if (!article || !out?.endsWith('.wacz')) throw new Error(`tongyu ${operations['evidence export']?.usage}`)
  return { article, out }
}

function importOptions(args: string[]): { dryRun: boolean; defaults: ImportDefaults; fileName: string } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      published: { type: 'string' },
      status: { type: 'string' },
      owner: { type: 'string' },
    },
  })
  const { published, status, owner } = values
  if (published && Number.isNaN(new Date(published).getTime())) throw new Error(`--published is no time: ${published}`)
  if (status && !figureStatuses.some((s) => s === status))
    throw new Error(`--status is one of ${figureStatuses.join(', ')}`)
  const defaults: ImportDefaults = {
    ...(published ? { publishedAt: new Date(published).toISOString() } : {}),
    ...(status ? { status: status as ImportDefaults['status'] & string } : {}),
    ...(owner ? { owner } : {}),
  }
  return { dryRun: values['dry-run'], defaults, fileName: basename(positionals[0] ?? 'figures') }
}

function faultsTold(faults: ImportFault[], count: number): OperationResult {
  const lines = faults.map(({ row, column, field, code, value, hint }) => {
    const cell = row > 0 ? `row ${row}${column ? ` ${column}` : ''}` : 'file'
    return `  ${cell}${field ? `, ${field}` : ''}: ${code}${value ? ` ("${value}")` : ''}${hint ? ` → ${hint}` : ''}`
  })
  if (count > faults.length) lines.push(`  and ${count - faults.length} more`)
  return { ok: false, text: `Nothing was imported:\n${lines.join('\n')}` }
}
