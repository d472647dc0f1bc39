/**
 * The tree of units (region → city → county → division) and the roles people hold in it (domain catalogue C4).
 */
import type { Power } from './delegation.ts'

export const unitLevels = ['region', 'city', 'county', 'township', 'division'] as const
export type UnitLevel = (typeof unitLevels)[number]

export type Unit = {
  id: string
  /** The installation may hold several trees (Guangxi, Xiamen): the id of the tree's root. */
  rootId: string
  parentId: string | null
  level: UnitLevel
  name: string
  /** Other names the press uses for it. */
  aliases: string[]
  /** GB/T 2260, six digits; a division has its bureau's code. */
  regionCode: string
  /**
   * Since when it is part of its parent (并入) and acts no more. What it owed, found and wrote keeps its name, and is its
   * parent's to go on with.
   */
  endedAt?: Date | null
}

/** A bureau that is there: no division, and not merged into another. */
export const isBureau = ({ level, endedAt }: Pick<Unit, 'level' | 'endedAt'>): boolean =>
  level !== 'division' && !endedAt

export const roles = [
  'monitor', // MON 监测员
  'duty_officer', // DUTY 值班员
  'unit_head', // HEAD 主要负责人(第一责任人)
  'office_staff', // OFF 应急办公室工作人员
  'office_director', // DIR 应急办公室主任
  'leading_group', // LG 应急领导小组
  'subject_division', // SME 专业处
  'spokesperson', // SPK 新闻发言人
  'news_centre', // NC 新闻中心
  'secrecy', // SEC 保密
  'infosec', // IT 信息安全
  'discipline', // DIS 纪检监察
  'admin', // ADM 系统管理员
  'auditor', // AUD 审计员
] as const
export type Role = (typeof roles)[number]

/** The order by which a seat of somebody else is lent (委托书): whose it is, and which of its signatures. */
export type Lent = {
  orderId: string
  number: string
  forUserId: string
  forName: string
  powers: Power[]
  /** Matters of a compartment as well, for who is in it by a seat of their own. */
  compartment: boolean
  untilAt: Date
}

/** One role held in one unit; `standIn` marks the second person of a duty, `lent` a seat that is somebody else's. */
export type Seat = { unitId: string; role: Role; standIn: boolean; lent?: Lent }

/**
 * The person behind a request, as every check of rights sees it. `lent`: seats of others whose signatures they give by order.
 * These stand apart from their own, so that whoever asks what somebody is gets no borrowed answer.
 */
export type Actor = { userId: string; name: string; seats: Seat[]; lent?: Seat[] }

/** Who acts in the record: a person in a unit, where it is so by an order of somebody else's, or the machine. */
export type Agent =
  | { kind: 'person'; userId: string; name: string; unitId: string | null; lent?: Lent }
  | { kind: 'machine'; name: string }

/** Questions about the tree; built once for a request from all units. */
export type UnitTree = {
  byId(id: string): Unit | undefined
  /** The unit itself or any unit above it. */
  isWithin(unitId: string, ancestorId: string): boolean
  parentOf(id: string): Unit | undefined
  /** The bureau a unit stands for: a division's, of a merged unit that which it went into, any other unit itself. */
  bureauOf(id: string): Unit | undefined
  /** The root of the tree: the L1 bureau. */
  rootOf(id: string): Unit | undefined
  all: Unit[]
}

export function unitTree(units: Unit[]): UnitTree {
  const map = new Map(units.map((u) => [u.id, u]))
  const parentOf = (id: string) => {
    const parent = map.get(id)?.parentId
    return parent ? map.get(parent) : undefined
  }
  return {
    all: units,
    byId: (id) => map.get(id),
    parentOf,
    rootOf: (id) => {
      const unit = map.get(id)
      return unit && map.get(unit.rootId)
    },
    bureauOf: (id) => {
      let unit = map.get(id)
      while (unit && !isBureau(unit)) unit = parentOf(unit.id)
      return unit
    },
    isWithin: (unitId, ancestorId) => {
      for (let u = map.get(unitId); u; u = parentOf(u.id)) if (u.id === ancestorId) return true
      return false
    },
  }
}
