/**
 * Which models are in force. Each comes from a file, the shipped one or an operator's own, or is switched off: then the
 * word lists and constants of rumour.ts, tone.ts and spread.ts answer, and their findings say so by their version.
 */
import { readFileSync } from 'node:fs'
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
    return decodeModel(kind, readFileSync(path))
  } catch (e) {
    throw new Error(`The model for ${kind} cannot be used (${path}): ${e instanceof Error ? e.message : String(e)}`)
  }
}
