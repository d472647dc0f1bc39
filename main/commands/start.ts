/** `tongyu start`: the product in one process, or one role of several. */
import { parseArgs } from 'node:util'
import { compose, publicUrlOf, type Role } from '../compose.ts'
import type { Config } from '../config.ts'
import { openPatiently } from '../local-socket.ts'
import { makeLog } from '../log.ts'
import { endOnSignal, serve } from '../serve.ts'
import { builtWeb } from '../web-build.ts'
import { keepYoungHeapSmall } from '../young-heap.ts'

const roles = ['all', 'api', 'worker', 'scheduler'] as const

export async function start(args: string[], config: Config): Promise<void> {
  const { values } = parseArgs({ args, options: { role: { type: 'string', default: 'all' } } })
  const role = values.role as Role
  if (!roles.includes(role)) throw new Error(`--role must be one of ${roles.join(', ')}, not "${role}"`)
  if (role !== 'all' && !config.DATABASE_URL)
    throw new Error(`--role ${role} needs DATABASE_URL: the embedded database belongs to one process`)
  if ((role === 'worker' || role === 'scheduler') && !config.REDIS_URL)
    throw new Error(`--role ${role} needs REDIS_URL: that is how scheduler and workers meet`)
  keepYoungHeapSmall()
  const say = (text: string) => process.stdout.write(`${text}\n`)
  const facesPeople = role === 'all' || role === 'api'
  const webRoot = facesPeople ? await builtWeb(say) : null
  const app = await openPatiently(config.TONGYU_DATA, () =>
    compose({ config, role, now: () => new Date(), log: makeLog(config.TONGYU_LOG), webRoot }),
  )
  const served = facesPeople
    ? await serve(app, {
        host: config.TONGYU_HOST,
        port: config.TONGYU_PORT,
        socketDir: config.DATABASE_URL ? null : config.TONGYU_DATA,
      }).catch(async (e: unknown) => {
        await app.close()
        throw e
      })
    : null
  if (role === 'all' || role === 'scheduler') app.sweeper.start(config.TONGYU_SWEEP_MS)
  if (served) {
    say(`统舆已启动 Tongyu is running: ${publicUrlOf(config)}`)
    if (await app.needsSetup())
      say(`首次使用：打开上面的网址，输入设置码 First run: open the address and enter the setup code  ${app.setupCode}`)
  } else say(`Tongyu ${role} is running.`)
  endOnSignal(async () => {
    await served?.close()
    await app.close()
  })
}
