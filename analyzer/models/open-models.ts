/**
 * Which models are in force. Each comes from a file, the shipped one or an operator's own, or is switched off: then the
 * word lists and constants of rumour.ts, tone.ts and spread.ts answer, and their findings say so by their version.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { decodeModel, type Loaded, type ModelKind, modelKinds } from './model-file.ts'

export type ModelsInForce = { [K in ModelKind]: Loaded<K> | null }

/** What the analyzer does without any model. */
export const wordListsOnly: ModelsInForce = { rumour: null, tone: null, spread: null }

/** For each kind 'shipped', 'off', or the path of a file made by `tongyu train`. */
export type ModelChoice = Record<ModelKind, string>

export const shippedOnly: ModelChoice = { rumour: 'shipped', tone: 'shipped', spread: 'shipped' }

export const shippedPath = (kind: ModelKind): string =>
  fileURLToPath(new URL(`./shipped/${kind}.model`, import.meta.url))

/** Reads the files; throws an Error that names the file and what is wrong with it. */
export function openModels(choice: ModelChoice = shippedOnly): ModelsInForce {
  return Object.fromEntries(modelKinds.map((kind) => [kind, openModel(kind, choice[kind])])) as ModelsInForce
}

function openModel<K extends ModelKind>(kind: K, choice: string): Loaded<K> | null {
  if (choice === 'off') return null
  const path = choice === 'shipped' ? shippedPath(kind) : choice
  try {
    return decodedOnce(kind, readFileSync(path))
  } catch (e) {
    throw new Error(`The model for ${kind} cannot be used (${path}): ${e instanceof Error ? e.message : String(e)}`)
  }
}

/** The same bytes are the same model: a process that opens several houses, as the tests do, decodes them once. */
const decoded = new Map<string, Loaded<ModelKind>>()

function decodedOnce<K extends ModelKind>(kind: K, bytes: Buffer): Loaded<K> {
  const key = `${kind} ${createHash('sha256').update(bytes).digest('hex')}`
  const model = (decoded.get(key) as Loaded<K> | undefined) ?? decodeModel(kind, bytes)
  decoded.set(key, model)
  return model
}

/** What people are told of a model in force; its file's card says the rest. */
export type ModelCard = {
  kind: ModelKind
  source: 'shipped' | 'own' | 'off'
  version: string | null
  /** `2026-11-22`; null where no card lies beside the file. */
  trainedOn: string | null
}

export function modelCards(choice: ModelChoice, models: ModelsInForce): ModelCard[] {
  return modelKinds.map((kind) => {
    const model = models[kind]
    if (model === null) return { kind, source: 'off', version: null, trainedOn: null }
    const path = (choice[kind] === 'shipped' ? shippedPath(kind) : choice[kind]).replace(/\.model$/, '.md')
    const card = existsSync(path) ? readFileSync(path, 'utf8') : ''
    const trainedOn = /^Trained (\d{4}-\d{2}-\d{2})/m.exec(card)?.[1] ?? null
    return { kind, source: choice[kind] === 'shipped' ? 'shipped' : 'own', version: model.version, trainedOn }
  })
}
