/** How fresh a fleet of 2,000 simulated sources is kept and what it costs, by our rule and by those of others in the same world. */
import { type FleetFigures, fleetPace, otherRules, type Rule, runFleet, simulatedFrom } from './fleet-run.ts'
import { makeFleet } from './fleet-world.ts'
import type { Told } from './told.ts'

const seed = 20_260_921
const size = { sources: 2_000, days: 3 }

export async function benchFleet(): Promise<Told> {
  const fleet = makeFleet({ seed, from: simulatedFrom(), ...size })
  const rules: [string, Rule | null][] = [['rhythm, by priority (ours)', null], ...Object.entries(otherRules)]
  const rows = rules.map(([name, rule]): [string, FleetFigures] => [name, runFleet(fleet, { rule, seed })])
  return {
    name: 'fleet',
    about: `${size.sources} sources on ${fleet.hosts} hosts, ${size.days} simulated days, the first not counted; gap ${fleetPace.gapMs} ms, ${fleetPace.perHour} an hour, ${fleetPace.perDay} a day; seed ${seed}. Minutes from publication to sight: median / p95.`,
    head: [
      'rule',
      'core',
      'normal',
      'low',
      'polls a day',
      '304 of quiet',
      'missed',
      'hosts above rate',
      'busiest hour',
    ],
    rows: rows.map(([name, f]) => [
      name,
      ...['core', 'normal', 'low'].map((p) => `${minutes(f.delays[p]?.median)} / ${minutes(f.delays[p]?.p95)}`),
      String(f.pollsADay),
      `${Math.round(f.notModified * 100)} %`,
      String(f.missed),
      String(f.hostsAboveRate),
      String(f.busiestHour),
    ]),
    figures: Object.fromEntries(rows),
  }
}

const minutes = (n = Number.NaN): string => n.toFixed(1)
