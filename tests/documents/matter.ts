/**
 * One matter of which every paper can be written: a foreign wire and a false figure at home, reported, graded, answered at a
 * press conference, ended and closed; and a drill beside it. Everything by people through the API.
 */
import type {
  FlagDetail,
  HandoffShown,
  IncidentOpened,
  IncidentPlans,
  IncidentRow,
  Page,
  TalkingPointsDetail,
} from '../../api/contract.ts'
import { hour } from '../../domain/time.ts'
import { bringsToQueue, done, marks, published, reports } from '../journeys/steps.ts'
import type { House, Person } from '../support/house.ts'

export type Matter = { incidentId: string; drillId: string; leakId: string }

export async function playMatter(house: House): Promise<Matter> {
  const people = ['gx-monitor', 'gx-office', 'gx-director', 'gx-zonghe', 'gx-hesuan', 'gx-lg', 'gx-duty'] as const
  const who = Object.fromEntries(
    await Promise.all(people.map(async (name) => [name, await house.as(name)] as const)),
  ) as Record<(typeof people)[number], Person>
  const { 'gx-office': office, 'gx-director': director, 'gx-lg': group, 'gx-zonghe': division } = who

  await published(house, 'wire', 'wire-translated', 'gdp-false', 'gdp-true')
  const flagId = await bringsToQueue(who['gx-monitor'], '2022年广西经济下降2.9%')
  const incidentId = await marks(who['gx-monitor'], flagId)
  const path = `/api/incidents/${incidentId}`
  const { flag } = done(await division.get<FlagDetail>(`/api/flags/${flagId}`))
  const { id: reviewId } = done(
    await division.post(`/api/flags/${flagId}/verdict`, {
      ...{ verdict: 'false', reason: '与官方数据不符', figureId: '450000-gdp-2022-year-level' },
      articleVersionId: flag.articleVersionId,
    }),
  )
  done(await who['gx-hesuan'].post(`/api/flags/${flagId}/confirm-verdict`, { reviewId }))
  const { claims } = done(await office.get<FlagDetail>(`/api/flags/${flagId}`))
  const { span } = claims.find((c) => c.verdict === 'false')!
  done(
    await office.post(`/api/flags/${flagId}/corrections`, {
      ...{ articleVersionId: flag.articleVersionId, ask: 'correct' },
      ...{ field: span.field, start: span.start, end: span.end },
    }),
  )

  house.clock.advance(hour)
  done(await reports(office, incidentId, 'gx', ['gx']))
  done(await office.post(`${path}/study`, { reason: '提请领导小组研判' }))
  done(
    await director.post(`${path}/confirm`, {
      ...{ elements: { media: true, untrue: true, serious: true, sudden: true }, reason: '四项要件齐备' },
    }),
  )
  done(await group.post(`${path}/grade`, { grade: 'major', reason: '影响较大' }))
  done(await group.post(`${path}/activate`, { reason: '启动预案' }))

  const pointsId = done(
    await office.post(`${path}/talking-points`, {
      body: {
        summary: '网传数据不实,以官方公布的26300.87亿元为准。',
        facts: [
          { text: '2022年广西地区生产总值26300.87亿元,比上年增长2.9%。', figureId: '450000-gdp-2022-year-level' },
        ],
        ...{ dos: ['以统计公报为准'], donts: ['不评价媒体动机'] },
        questions: [{ question: '是否下降?', answer: '没有,增长2.9%。' }],
      },
    }),
  ).id
  const points = async () => {
    const { talkingPoints: p } = done(await office.get<TalkingPointsDetail>(`/api/talking-points/${pointsId}`))
    return { revision: p.revision, hash: p.hash }
  }
  const yes = { ...(await points()), approved: true }
  const on = `/api/talking-points/${pointsId}`
  done(await office.post(`${on}/submit`, await points()))
  done(await division.post(`${on}/check-facts`, yes))
  done(await director.post(`${on}/office`, yes))
  done(await group.post(`${on}/leading-group`, yes))
  done(await office.post(`${on}/publish`, await points()))

  done(
    await office.post(`${path}/releases`, {
      kind: 'press_conference',
      body: {
        ...{ title: '关于广西2022年地区生产总值的说明', publicity: 'public', quoted: [], claim: '' },
        text: '2022年广西地区生产总值26300.87亿元,比上年增长2.9%。\n数据以统计公报为准。',
        meeting: {
          ...{ venue: '自治区统计局新闻发布厅', at: new Date(house.clock.now().getTime() + hour).toISOString() },
          ...{ invitation: '驻桂主要新闻媒体,凭记者证登记入场', agenda: ['发布', '答问'] },
          speakers: [{ name: '韦某某', post: '新闻发言人' }],
        },
      },
    }),
  )
  const handoffs = done(await office.get<Page<HandoffShown>>(`/api/handoffs?incidentId=${incidentId}`)).items
  const handoff = `/api/handoffs/${handoffs[0]!.id}/act`
  done(await office.post(handoff, { verb: 'classify', originClass: 'foreign' }))
  const content = {
    translation: '译文:广西经济增长2.9%。',
    translator: '译员',
    questions: ['增速为何为负'],
    facts: [],
    note: '',
  }
  done(await office.post(handoff, { verb: 'prepare', content }))
  done(await office.post(handoff, { verb: 'choose-route', route: 'national', recipient: '国家统计局国际合作司' }))
  done(await office.post(handoff, { verb: 'send' }))

  house.clock.advance(hour)
  done(await reports(office, incidentId, 'gx', ['gx'], { kind: 'follow_up' }))
  done(await reports(office, incidentId, 'gx', ['gx'], { kind: 'final' }))
  done(await group.post(`${path}/terminate`, { reason: '传播平息,更正已到位', override: true }))

  const drill = done(
    await who['gx-duty'].post<IncidentOpened>('/api/incidents', {
      ...{
        unitId: 'gx',
        plan: 'social',
        title: '年度应急演练',
        place: '南宁',
        foundAt: house.clock.now().toISOString(),
      },
      ...{ drill: true, fields: {}, instants: { occurred: house.clock.now().toISOString() } },
    }),
  )
  await registers(office, incidentId)
  return { incidentId, drillId: drill.id!, leakId: await playLeak(house, who['gx-duty']) }
}

/** Two outlets and their people, one of them with contact data. */
async function registers(office: Person, incidentId: string): Promise<void> {
  for (const [name, licence, licenceNo, reporter, phone] of [
    ['示例晚报社', 'newspaper', 'CN45-0099', '韦某某', '13800000001'],
    ['示例网', 'internet_news', '45120260001', '覃某', ''],
  ] as const) {
    const outlet = done(
      await office.post<{ id: string }>('/api/registry-outlets', {
        ...{ unitId: 'gx', name, mediaClass: 'domestic', licence, licenceNo },
      }),
    )
    const facts = {
      kind: 'press',
      name: reporter,
      penNames: [],
      outletId: outlet.id,
      role: 'reporter',
      phone,
    }
    done(await office.post('/api/journalists', { unitId: 'gx', incidentId, facts }))
  }
}

/** A leak as its compartment handles it: opened by the finder, led by the secrecy group to the appraisal. */
async function playLeak(house: House, finder: Person): Promise<string> {
  const foundAt = house.clock.now().toISOString()
  const leak = {
    unitId: 'gx',
    plan: 'leak',
    title: '疑似提前泄露',
    foundAt,
    fields: { unit: '某处', paper: '密字〔2026〕7号' },
  }
  const { no } = done(await finder.post<IncidentOpened>('/api/incidents', leak))
  const secrecy = await house.as('gx-secrecy')
  const { id } = done(await secrecy.get<Page<IncidentRow>>('/api/incidents?family=leak')).items.find(
    (i) => i.no === no,
  )!
  const [run] = done(await secrecy.get<IncidentPlans>(`/api/incidents/${id}/plans`)).runs
  const post = (path: string, body: object) => secrecy.post(`/api/activations/${run!.id}/${path}`, body)
  const because = { reason: '核实属实' }
  done(await post('approve', { ...because, start: true }))
  const step = async (key: string, evidence: Record<string, string>) => {
    done(await post(`steps/${key}`, { verb: 'start' }))
    done(await post(`steps/${key}`, { verb: 'finish', evidence }))
  }
  done(await post('steps/L01', { verb: 'fill', fields: { paper: '密报〔2026〕3号', unit: '某处' } }))
  done(await post('steps/L01', { verb: 'finish', evidence: { 报告编号: '密报〔2026〕3号' } }))
  done(await post('decide', { decision: 'refer', outcome: 'referred', ...because }))
  await step('L04', { 决定记录: '密决〔2026〕1号' })
  done(await post('decide', { decision: 'classification', outcome: 'done', ...because }))
  done(await post('steps/L11', { verb: 'start' }))
  done(await post('steps/L11', { verb: 'attach', evidence: { 鉴定书编号: '鉴〔2026〕2号' } }))
  return id
}
