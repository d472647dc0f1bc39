/** A second tree of bureaus with its people, beside the demo's: the province whose media plan is province-media-plan.ts. */
import { startOfWeek } from '../../domain/precision.ts'
import type { Role, Unit } from '../../domain/units.ts'
import { changeSeats } from '../../store/accounts.ts'
import { wakeSampling } from '../../store/samples.ts'
import { addUnits } from '../../store/units.ts'
import { type House, housePassword } from './house.ts'

const unit = (id: string, level: Unit['level'], parentId: string | null, name: string, regionCode: string): Unit => ({
  ...{ id, rootId: 'hn', parentId, level, name, regionCode, aliases: [] },
})
const units = [
  unit('hn', 'region', null, '湖南省统计局', '430000'),
  unit('hn-changsha', 'city', 'hn', '长沙市统计局', '430100'),
  unit('hn-liuyang', 'county', 'hn-changsha', '浏阳市统计局', '430181'),
]
/** User name and role; the name says the bureau. */
const seats: Record<string, Role> = {
  ...{ 'hn-duty': 'duty_officer', 'hn-director': 'office_director', 'hn-lg': 'leading_group' },
  ...{ 'cs-duty': 'duty_officer', 'cs-office': 'office_staff', 'cs-director': 'office_director' },
  ...{ 'cs-division': 'subject_division', 'cs-secrecy': 'secrecy', 'cs-lg': 'leading_group' },
  'ly-duty': 'duty_officer',
}
const bureauOf: Record<string, string> = { hn: 'hn', cs: 'hn-changsha', ly: 'hn-liuyang' }

/** Afterwards `house.as('cs-duty')` and the others can sign in. */
export async function seedHunan({ app, store, clock }: House): Promise<void> {
  const at = clock.now()
  await store.db.transaction(async (tx) => {
    await addUnits(tx, units)
    await wakeSampling(tx, 'hn', startOfWeek(at))
  })
  const password = await app.auth.hashPassword(housePassword)
  const unitIds = units.map((u) => u.id)
  for (const [userName, role] of Object.entries(seats)) {
    const made = await app.auth.createAccount({ username: userName, name: `湖南${userName}`, password })
    if (!made.ok) throw new Error(`no account ${userName}: ${made.refusal.code}`)
    const { userId } = made.value
    const unitId = bureauOf[userName.split('-')[0]!]!
    await store.db.transaction((tx) =>
      changeSeats(tx, { userId, unitIds, wanted: [{ unitId, role, standIn: false }], at }),
    )
  }
}
