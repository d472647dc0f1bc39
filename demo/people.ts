/**
 * The people that the demo seeds, so that every step of the main job has somebody to take it. All names are invented.
 * Passwords are not here: main/ makes one at each start of the demo and prints it.
 */
import type { Role, Seat } from '../domain/units.ts'

export type DemoPerson = {
  /** Also the first thing to look at: `lz-duty` is the duty officer (值班员) of 柳州 (Liuzhou). */
  userName: string
  name: string
  seats: Seat[]
}

/**
 * One account for each role of the Guangxi bureau, the crews of four cities and one county, and a small crew in Xiamen.
 * The administrator holds no business role (policy-admin); a stand-in holds the duty as second person.
 */
export function demoPeople(): DemoPerson[] {
  return [...regionCrew, ...cityCrews(), ...countyCrew, ...xiamenCrew]
}

function person(userName: string, name: string, unitId: string, role: Role, standIn = false): DemoPerson {
  return { userName, name, seats: [{ unitId, role, standIn }] }
}

const regionCrew: DemoPerson[] = [
  person('gx-monitor', '莫听澜', 'gx-div-ziliao', 'monitor'),
  person('gx-duty', '覃守更', 'gx', 'duty_officer'),
  person('gx-standin', '蓝代勤', 'gx', 'duty_officer', true),
  person('gx-head', '韦总揽', 'gx', 'unit_head'),
  person('gx-office', '陆收文', 'gx', 'office_staff'),
  person('gx-director', '黄审核', 'gx', 'office_director'),
  person('gx-lg', '梁定策', 'gx', 'leading_group'),
  person('gx-lg2', '农会签', 'gx', 'leading_group'),
  person('gx-zonghe', '甘综合', 'gx-div-zonghe', 'subject_division'),
  person('gx-hesuan', '岑核算', 'gx-div-hesuan', 'subject_division'),
  person('gx-spokes', '闭发言', 'gx', 'spokesperson'),
  person('gx-newscentre', '苏滚动', 'gx', 'news_centre'),
  person('gx-secrecy', '宁守密', 'gx', 'secrecy'),
  person('gx-infosec', '庞网安', 'gx-div-shuju', 'infosec'),
  person('gx-discipline', '严执纪', 'gx-div-jijian', 'discipline'),
  person('gx-admin', '管系统', 'gx', 'admin'),
  person('gx-audit', '查留痕', 'gx', 'auditor'),
]

/** One person a role and city, in the order of `cityRoles`; the names differ so that a timeline reads well. */
const crews: [prefix: string, unitId: string, names: string[]][] = [
  ['lz', 'gx-liuzhou', ['柳听风', '柳值夜', '柳顶班', '柳担责', '柳把关', '柳拍板', '柳收文', '柳核数', '柳发言']],
  ['nn', 'gx-nanning', ['邕听潮', '邕值夜', '邕顶班', '邕担责', '邕把关', '邕拍板', '邕收文', '邕核数', '邕发言']],
  ['gl', 'gx-guilin', ['漓听雨', '漓值夜', '漓顶班', '漓担责', '漓把关', '漓拍板', '漓收文', '漓核数', '漓发言']],
  ['bh', 'gx-beihai', ['海听涛', '海值夜', '海顶班', '海担责', '海把关', '海拍板', '海收文', '海核数', '海发言']],
]

const cityRoles: [suffix: string, role: Role, standIn: boolean][] = [
  ['monitor', 'monitor', false],
  ['duty', 'duty_officer', false],
  ['standin', 'duty_officer', true],
  ['head', 'unit_head', false],
  ['director', 'office_director', false],
  ['lg', 'leading_group', false],
  ['office', 'office_staff', false],
  ['zonghe', 'subject_division', false],
  ['spokes', 'spokesperson', false],
]

function cityCrews(): DemoPerson[] {
  return crews.flatMap(([prefix, unitId, names]) =>
    cityRoles.map(([suffix, role, standIn], at) => person(`${prefix}-${suffix}`, names[at]!, unitId, role, standIn)),
  )
}

const countyCrew: DemoPerson[] = [
  person('sj-monitor', '侗听鼓', 'gx-sanjiang', 'monitor'),
  person('sj-duty', '侗值夜', 'gx-sanjiang', 'duty_officer'),
  person('sj-head', '侗担责', 'gx-sanjiang', 'unit_head'),
  person('sj-director', '侗把关', 'gx-sanjiang', 'office_director'),
  person('sj-office', '侗收文', 'gx-sanjiang', 'office_staff'),
  person('sj-zonghe', '侗核数', 'gx-sanjiang', 'subject_division'),
  person('sj-spokes', '侗发言', 'gx-sanjiang', 'spokesperson'),
]

const xiamenCrew: DemoPerson[] = [
  person('xm-monitor', '鹭听海', 'xm', 'monitor'),
  person('xm-duty', '鹭值夜', 'xm', 'duty_officer'),
  person('xm-office', '鹭收文', 'xm', 'office_staff'),
  person('xm-director', '鹭把关', 'xm', 'office_director'),
  person('xm-lg', '鹭拍板', 'xm', 'leading_group'),
  person('xm-zonghe', '鹭核数', 'xm', 'subject_division'),
  person('xm-spokes', '鹭发言', 'xm', 'spokesperson'),
]
