/** Entries of the release calendar as events of a calendar program. */
import { catalogued } from '../../analyzer/indicators/catalogue.ts'
import { regionByCode } from '../../domain/regions.ts'
import { shanghaiTime } from '../../domain/time.ts'
import type { CalendarRow } from '../../store/calendar.ts'
import { writeIcal } from './ical.ts'

/** One RFC 5545 file. A release that was put off without a new time stands at its old one, as tentative. */
export function calendarFile(entries: readonly CalendarRow[]): string {
  return writeIcal(
    '统计数据发布日程',
    entries.map((e) => ({
      ...{ uid: e.id, startsAt: e.scheduledAt, changedAt: e.changedAt, organizer: e.publisher },
      summary: summaryOf(e),
      description: [
        `发布单位：${e.publisher}`,
        ...(e.releasedAt ? [`已于 ${shanghaiTime(e.releasedAt)} 发布`] : []),
        ...(e.state === 'postponed' ? ['已推迟，时间待定'] : []),
        ...(e.note ? [e.note] : []),
      ].join('\n'),
      status: e.state === 'postponed' ? ('TENTATIVE' as const) : ('CONFIRMED' as const),
      own: {
        ...{ INDICATORS: e.indicators.join(';'), REGION: e.region, PERIOD: e.period, 'PERIOD-TYPE': e.periodType },
        PUBLISHER: e.publisher,
      },
    })),
  )
}

const summaryOf = ({ indicators, region, period, periodType }: CalendarRow): string =>
  `${regionByCode(region)?.shortName ?? region} ${periodText(period, periodType)} ${indicators.map((code) => catalogued(code)?.name ?? code).join('、')}`

function periodText(period: string, type: CalendarRow['periodType']): string {
  const [year, rest = ''] = [period.slice(0, 4), period.slice(4)]
  if (rest === '') return `${year}年`
  if (rest.startsWith('Q')) {
    const n = Number(rest[1])
    if (type === 'cumulative' && n > 1) return `${year}年${['', '上半年', '前三季度', '全年'][n - 1]}`
    return `${year}年${'一二三四'[n - 1]}季度`
  }
  const month = Number(rest.slice(1))
  return type === 'cumulative' && month > 1 ? `${year}年1—${month}月` : `${year}年${month}月`
}
