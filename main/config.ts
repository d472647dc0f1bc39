/**
 * The configuration: the only reader of the environment. Parsed once at the start, refused loudly, passed down as small
 * values. `npm run config` prints what is in force, secrets hidden.
 */
import { z } from 'zod'
import { installationKey, type SealKeys } from '../workflow/seal.ts'

const count = (what: string, fallback: number) => option(what, z.coerce.number().int().min(0).default(fallback))
const secret = (what: string) => option(what, z.string().min(32).optional(), { secret: true })
const model = (what: string) =>
  option(
    `model of ${what}: shipped, off (word lists answer), or a file made by "tongyu train"`,
    z.string().min(1).default('shipped'),
  )
/** `installation` is the name of TONGYU_SECRET among them. */
const sealKeyText = /^(?!installation:)[A-Za-z0-9-]{1,20}:\S{32,}$/
type About = { what: string; secret: boolean }
const about = new WeakMap<z.ZodType, About>()
function option<T extends z.ZodType>(what: string, type: T, more: { secret?: boolean } = {}): T {
  about.set(type, { what, secret: more.secret ?? false })
  return type
}
/** A fresh type each time: an option's meaning hangs on its type. */
const list = () => z.string().default('').transform(parts)
const parts = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

const shape = {
  DATABASE_URL: option(
    'PostgreSQL 15 or newer; without it the embedded database in TONGYU_DATA is used',
    z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    { secret: true },
  ),
  REDIS_URL: option(
    'Redis or Valkey for several worker processes; without it work stays in this process',
    z.url({ protocol: /^rediss?$/ }).optional(),
    { secret: true },
  ),
  TONGYU_REDIS_PREFIX: option(
    'prefix of all keys in Redis',
    z
      .string()
      .regex(/^[\w-]+$/)
      .default('tongyu'),
  ),
  TONGYU_DATA: option(
    'folder of the embedded database, the evidence and the local socket',
    z.string().min(1).default('./data'),
  ),
  TONGYU_PLANS: option(
    'folder of plans of your own (YAML, see docs/plans.md) beside the shipped ones; read and checked at the start',
    z.string().min(1).optional(),
  ),
  TONGYU_UNITS: option(
    'table of units (CSV or Excel, see docs/units.md) that the first run offers beside the shipped trees; checked at the start',
    z.string().min(1).optional(),
  ),
  TONGYU_HOST: option('address the server listens on', z.string().default('127.0.0.1')),
  TONGYU_PORT: option(
    'port the server listens on; 0 takes any free one',
    z.coerce.number().int().min(0).max(65535).default(8080),
  ),
  TONGYU_PUBLIC_URL: option(
    'address people open; https makes cookies secure; default http://localhost:PORT',
    z.url({ protocol: /^https?$/ }).optional(),
  ),
  TONGYU_TRUSTED_PROXIES: option(
    'addresses of reverse proxies whose X-Forwarded-For is believed (comma separated)',
    list(),
  ),
  TONGYU_SECRET: secret('signs sessions (at least 32 characters); without it one is made and kept in the database'),
  TONGYU_CONTACT_KEYS: option(
    'keys that seal how reporters are reached, id:secret (at least 32 characters), comma separated; the first seals, the others still open. Without them TONGYU_SECRET does',
    list().refine(
      (keys) => keys.every((key) => sealKeyText.test(key)),
      'each key is id:secret, the secret at least 32 characters',
    ),
    { secret: true },
  ),
  TONGYU_CONTACT: option(
    'who runs this installation, told to every site that is asked (an address or URL)',
    z.string().max(200).default(''),
  ),
  TONGYU_CHROMIUM: option(
    'path of a Chromium for script-rendered pages; without it the usual places are searched',
    z.string().optional(),
  ),
  TONGYU_ALLOW_PRIVATE: option(
    'hosts (host or host:port, comma separated) that may be crawled although their address is private',
    list(),
  ),
  TONGYU_RSSHUB: option(
    'base address of an RSSHub, for sources of kind rsshub; without it each is asked at its own address',
    z
      .url({ protocol: /^https?$/ })
      .or(z.literal(''))
      .default(''),
  ),
  TONGYU_OUTBOUND_HOSTS: option(
    'hosts (host or host:port, comma separated) that messages may go to: mail server, SMS gateway, robots, webhooks',
    z.string().default('qyapi.weixin.qq.com,oapi.dingtalk.com,open.feishu.cn').transform(parts),
  ),
  TONGYU_HOST_GAP_MS: count('least time between two requests to one host', 1_000),
  TONGYU_HOST_PER_HOUR: count('at most so many requests to one host in an hour; 0: no limit', 1_200),
  TONGYU_HOST_PER_DAY: count('at most so many requests to one host in a day; 0: no limit', 12_000),
  TONGYU_RECHECK_MINUTES: option(
    'when to look again at an ordinary article, in minutes after its first sight or last change; flagged ones more often',
    z
      .string()
      .regex(/^\d+(\.\d+)?(,\d+(\.\d+)?)*$/)
      .default('10,30,60,180,360,720,1440,4320,10080,43200'),
  ),
  TONGYU_SCREENSHOTS: option(
    'a picture of each flagged page is sealed: on or off',
    z.enum(['on', 'off']).default('on'),
  ),
  TONGYU_MODEL_RUMOUR: model('rumour-likeness'),
  TONGYU_MODEL_TONE: model('tone'),
  TONGYU_MODEL_SPREAD: model('the forecast of spread'),
  TONGYU_LLM_URL: option(
    "address of the bureau's own language model (OpenAI's chat form, such as http://10.0.0.5:8000/v1) for drafts of foreign texts and of talking points; empty: no such thing. Its host must stand in TONGYU_OUTBOUND_HOSTS",
    z
      .url({ protocol: /^https?$/ })
      .or(z.literal(''))
      .default(''),
  ),
  TONGYU_LLM_MODEL: option('name of that model, as its server calls it', z.string().max(200).default('')),
  TONGYU_LLM_KEY: option('key for it, where the server wants one', z.string().max(1000).optional(), { secret: true }),
  TONGYU_SWEEP_MS: count('how often due work is looked for', 500),
  TONGYU_LOG: option('how much is logged', z.enum(['silent', 'error', 'info', 'debug']).default('info')),
}
const schema = z.object(shape)

export type Config = z.infer<typeof schema>

/** Reads and checks; throws an Error that names every wrong variable and what is wrong with it. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  // An empty variable means "not set", as in most compose files.
  const given = Object.fromEntries(Object.keys(shape).flatMap((k) => (env[k] ? [[k, env[k]]] : [])))
  const unknown = Object.keys(env).filter((k) => k.startsWith('TONGYU_') && !(k in shape) && !ownedElsewhere.has(k))
  const parsed = schema.safeParse(given)
  const faults = parsed.success ? [] : parsed.error.issues.map((i) => `  ${i.path.join('.')}: ${i.message}`)
  faults.push(...unknown.map((k) => `  ${k}: no such option (see npm run config)`))
  if (parsed.success && parsed.data.TONGYU_LLM_URL !== '' && parsed.data.TONGYU_LLM_MODEL === '')
    faults.push('  TONGYU_LLM_MODEL: TONGYU_LLM_URL is set, so the name of the model is needed')
  const ids = parsed.success ? parsed.data.TONGYU_CONTACT_KEYS.map((key) => key.slice(0, key.indexOf(':'))) : []
  if (new Set(ids).size < ids.length) faults.push('  TONGYU_CONTACT_KEYS: two keys have the same id')
  if (!parsed.success || faults.length > 0) throw new Error(`The configuration is not usable:\n${faults.join('\n')}`)
  return parsed.data
}

/** Variables of the tests and of this program's own children. */
const ownedElsewhere = new Set([
  'TONGYU_NO_INSTALL',
  'TONGYU_TEST_STORE',
  'TONGYU_SEED',
  'TONGYU_TORTURE_MINUTES',
  'TONGYU_TORTURE_PAGES',
])

/** One line per option: value in force, whether it is the default, why it exists. Secrets show only that they are set. */
export function describeConfig(config: Config): string {
  const fallback = schema.parse({})
  const width = Math.max(...Object.keys(shape).map((k) => k.length))
  return (Object.keys(shape) as (keyof Config)[])
    .map((key) => {
      const { what, secret: hidden } = about.get(shape[key]) ?? { what: '', secret: false }
      const value = config[key]
      const shown = value === undefined ? '—' : hidden ? '(set, hidden)' : String(value) || '—'
      const origin = JSON.stringify(value) === JSON.stringify(fallback[key]) ? 'default' : 'set'
      return `${key.padEnd(width)}  ${shown}  [${origin}]\n${' '.repeat(width)}  ${what}`
    })
    .join('\n')
}

/** Which model answers for each question, as the analyzer wants to be told. */
export const modelChoice = (config: Config) => ({
  rumour: config.TONGYU_MODEL_RUMOUR,
  tone: config.TONGYU_MODEL_TONE,
  spread: config.TONGYU_MODEL_SPREAD,
})

/** The keys of contact data: those configured, and the installation's own last, so that what it sealed before still opens. */
export function contactKeys({ TONGYU_CONTACT_KEYS }: Pick<Config, 'TONGYU_CONTACT_KEYS'>, secret: string): SealKeys {
  const given = TONGYU_CONTACT_KEYS.map((key) => ({
    id: key.slice(0, key.indexOf(':')),
    secret: key.slice(key.indexOf(':') + 1),
  }))
  const [first, ...more] = [...given, installationKey(secret)]
  return [first!, ...more]
}

/** The operator's language model; null where none is set up. */
export const languageModel = ({ TONGYU_LLM_URL: url, TONGYU_LLM_MODEL: model, TONGYU_LLM_KEY: key = '' }: Config) =>
  url === '' ? null : { url, model, key }

/** PATH and program folders, for finding a browser the way a shell would. */
export const programFolders = (
  env: Record<string, string | undefined> = process.env,
): Record<string, string | undefined> =>
  Object.fromEntries(['PATH', 'ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].map((name) => [name, env[name]]))
