/** `tongyu demo`: the product beside a small world of outlets that publishes by script, with one sign-in per role. */
import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { servePages } from '../../demo/pages.ts'
import { handledStory } from '../../demo/corrected-story.ts'
import { demoScript } from '../../demo/script.ts'
import { startWorld } from '../../demo/world.ts'
import { second } from '../../domain/time.ts'
import { compose, publicUrlOf } from '../compose.ts'
import type { Config } from '../config.ts'
import { leavePages, playCorrections } from '../demo-crew.ts'
import { playDuty } from '../demo-duty.ts'
import { openPatiently } from '../local-socket.ts'
import { makeLog } from '../log.ts'
import { seedFigures, seedOutlets, seedPeople } from '../seed-demo.ts'
import { seedTopics } from '../seed-topics.ts'
import { endOnSignal, serve } from '../serve.ts'
import { builtWeb } from '../web-build.ts'

export async function demo(args: string[], config: Config): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      pages: { type: 'string', multiple: true, default: [] },
      /** Times faster than the script's own few minutes. */
      speed: { type: 'string', default: '1' },
      /** Go on with the data of the last demo instead of starting afresh. */
      keep: { type: 'boolean', default: false },
      /** First port of the outlets, to meet the same addresses again with --keep. */
      'world-port': { type: 'string', default: '0' },
      password: { type: 'string' },
    },
  })
  const say = (text: string) => process.stdout.write(`${text}\n`)
  const now = () => new Date()
  const speed = Number(values.speed)
  if (!(speed > 0 && speed <= 1000)) throw new Error('--speed is a number above 0, at most 1000')
  const webRoot = await builtWeb(say)
  const world = await startWorld({
    ...{ now, port: Number(values['world-port']) },
    articles: [...demoScript(now()), ...handledStory()],
  })
  const paged = await Promise.all(values.pages.map((file, n) => servePages(file, { key: `pages-${n + 1}`, now })))

  const dataDir = join(config.TONGYU_DATA, 'demo')
  if (!values.keep && !config.DATABASE_URL) await rm(dataDir, { recursive: true, force: true })
  const demoConfig: Config = {
    ...config,
    TONGYU_DATA: dataDir,
    TONGYU_ALLOW_PRIVATE: ['127.0.0.1', 'localhost'],
    TONGYU_HOST_GAP_MS: 40,
    TONGYU_RECHECK_MINUTES: '0.5,1,2,5,10,30',
    TONGYU_SWEEP_MS: 250,
    TONGYU_LOG: process.env.TONGYU_LOG ? config.TONGYU_LOG : 'error',
  }
  const app = await openPatiently(dataDir, () =>
    compose({ config: demoConfig, role: 'all', now, log: makeLog(demoConfig.TONGYU_LOG), webRoot }),
  )
  const password = values.password ?? randomBytes(9).toString('base64url')
  const { people, units } = await seedPeople(app.store.db, app.auth, { password, at: now() })
  await seedFigures(app.store.db, now())
  await seedTopics(app.store.db, now())
  await seedOutlets(app.store.db, [...world.outlets, ...paged.map((p) => p.outlet)], {
    intervalMs: 4 * second,
    at: now(),
  })
  const served = await serve(app, {
    host: demoConfig.TONGYU_HOST,
    port: demoConfig.TONGYU_PORT,
    socketDir: config.DATABASE_URL ? null : dataDir,
  })
  // The bureau of Beihai has a false figure behind it already; what its letters brought about, the product is about to see.
  for (const { key } of handledStory()) world.publish(key)
  app.sweeper.start(demoConfig.TONGYU_SWEEP_MS)
  const endsAt = world.startScript({ speed })

  const unitName = new Map(units.map((u) => [u.id, u.name]))
  say('\n用户名 user      角色 role           姓名与单位')
  for (const p of people)
    say(
      `${p.userName.padEnd(15)} ${(p.seats[0]?.role ?? '').padEnd(18)} ${p.name} ${unitName.get(p.seats[0]?.unitId ?? '') ?? ''}`,
    )
  for (const p of paged) say(`\n${p.outlet.name}: ${p.pages.length} pages served, ${p.badCount} lines left out`)
  say(`\n所有账号的密码 password of all: ${password}`)
  say(`报道将陆续发布至 articles appear until ${endsAt.toTimeString().slice(0, 8)}`)
  say(`\n打开 open  http://localhost:${served.port}\n按 Ctrl+C 结束`)
  const ending = new AbortController()
  const crew = { app, origin: publicUrlOf(demoConfig), password, world, signal: ending.signal }
  // With --keep it was played when the data was new: the pages are as they were left.
  const played = (values.keep ? leavePages(world) : playDuty(crew, now()).then(() => playCorrections(crew))).catch(
    (e: unknown) => {
      if (!ending.signal.aborted)
        say(`演示中的值班和更正未能办完 the demo’s duty and corrections were not played: ${e}`)
    },
  )
  endOnSignal(async () => {
    ending.abort()
    await played
    await served.close()
    await app.close()
    await Promise.all([world.close(), ...paged.map((p) => p.close())])
  })
}
