/**
 * A trained model as one file: a line of JSON (what it is, from what, how good, its trees), then for each text question
 * the feature numbers with a weight as varint gaps, then the weights, one byte each. It holds no word of any text.
 */
import { createHash } from 'node:crypto'
import { bucketCount, featuresVersion } from './features.ts'
import type { RumourModel } from './rumour-model.ts'
import type { SpreadModel } from './spread-model.ts'
import type { TextHead } from './text-head.ts'
import type { ToneModel } from './tone-model.ts'

export type Models = { rumour: RumourModel; tone: ToneModel; spread: SpreadModel }
export const modelKinds = ['rumour', 'tone', 'spread'] as const
export type ModelKind = (typeof modelKinds)[number]

/** `version` is the kind with a part of the file's SHA-256: the same text gets the same answer from the same version. */
export type Loaded<K extends ModelKind> = { kind: K; version: string; model: Models[K] }

/** Raise one when the shape of that model changes: a file of the other shape is refused. */
const formats: Record<ModelKind, number> = { rumour: 1, tone: 2, spread: 3 }
const maxFileBytes = 20_000_000

export function encodeModel<K extends ModelKind>(kind: K, model: Models[K]): Buffer {
  const blocks: Buffer[] = []
  const body = JSON.stringify(model, (_, value: unknown) => {
    if (!(value instanceof Int8Array)) return value
    blocks.push(encodeWeights(value))
    return { block: blocks.length - 1, bytes: blocks.at(-1)!.length }
  })
  return Buffer.concat([
    Buffer.from(`{"tongyu":${formats[kind]},"kind":"${kind}","features":${featuresVersion},"model":${body}}\n`),
    ...blocks,
  ])
}

/** Throws an Error that says what is wrong: another kind, another version of the features, a damaged file. */
export function decodeModel<K extends ModelKind>(kind: K, bytes: Buffer): Loaded<K> {
  if (bytes.length > maxFileBytes) throw new Error('a model file has at most 20 MB')
  const end = bytes.indexOf(10)
  const head = parseHead(bytes.subarray(0, Math.max(0, end)).toString())
  if (head.kind !== kind) throw new Error(`this is no model file for ${kind}`)
  if (head.tongyu !== formats[kind])
    throw new Error(`the model file is of another version of the product: train it again`)
  if (head.features !== featuresVersion)
    throw new Error(
      `the model was trained for other features (${head.features}, now ${featuresVersion}): train it again`,
    )
  let at = end + 1
  const model = revive(head.model, (size) => {
    const block = bytes.subarray(at, at + size)
    at += size
    return decodeWeights(block)
  })
  if (at !== bytes.length) throw new Error('the model file is cut off or has something after its end')
  const version = `${kind}-model-${createHash('sha256').update(bytes).digest('hex').slice(0, 10)}`
  return { kind, version, model: model as Models[K] }
}

type Head = { tongyu?: unknown; kind?: unknown; features?: unknown; model?: unknown }

function parseHead(line: string): Head {
  try {
    return JSON.parse(line) as Head
  } catch {
    throw new Error('this is no model file')
  }
}

/** Puts the weights back where their blocks were named, in the order of writing. */
function revive(value: unknown, next: (size: number) => Int8Array): unknown {
  if (Array.isArray(value)) return typeof value[0] === 'number' ? value : value.map((one) => revive(one, next))
  if (typeof value !== 'object' || value === null) return value
  const { block, bytes } = value as { block?: number; bytes?: number }
  if (typeof block === 'number' && typeof bytes === 'number') return next(bytes)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, revive(one, next)]))
}

function encodeWeights(weights: TextHead['weights']): Buffer {
  const gaps: number[] = []
  const values: number[] = []
  let last = -1
  for (let id = 0; id < weights.length; id++) {
    const weight = weights[id]!
    if (weight === 0) continue
    let gap = id - last
    while (gap > 127) {
      gaps.push((gap & 127) | 128)
      gap >>>= 7
    }
    gaps.push(gap)
    values.push(weight & 255)
    last = id
  }
  const count = Buffer.alloc(4)
  count.writeUInt32LE(values.length)
  return Buffer.concat([count, Buffer.from(gaps), Buffer.from(values)])
}

function decodeWeights(block: Buffer): Int8Array {
  const count = block.length >= 4 ? block.readUInt32LE(0) : 0
  const weights = new Int8Array(bucketCount)
  const values = block.length - count
  let id = -1
  let at = 4
  for (let n = 0; n < count; n++) {
    let gap = 0
    for (let shift = 0; ; shift += 7) {
      const byte = block[at++]
      if (byte === undefined || at > values || shift > 21) throw new Error('the weights of the model file are damaged')
      gap |= (byte & 127) << shift
      if (byte < 128) break
    }
    id += gap
    if (id >= bucketCount) throw new Error('the weights of the model file are damaged')
    weights[id] = block.readInt8(values + n)
  }
  return weights
}
