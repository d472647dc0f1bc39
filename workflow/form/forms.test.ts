import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reportKinds } from '../../domain/incident.ts'
import { planById, plans } from '../plan/plan.ts'
import { draftFields, type Known } from './draft-fields.ts'
import { formsOf, readFormFields } from './forms.ts'

const formOf = (plan: string, form: string) => formsOf(planById(plan)!).find((f) => f.form === form)!
const own = plans().filter((p) => !p.base)
const filled = (plan: string, form: string, text = '一项 12 亿元') =>
  Object.fromEntries(
    formOf(plan, form)
      .fields.filter((f) => !f.offline)
      .map((f) => [f.field, f.kind === 'reference' ? '桂统保〔2026〕3号' : text]),
  )

describe('what a form asks for', () => {
  it('is what its article lists, in the first report; each fault is named by its field', () => {
    const form = formOf('natural', 'local-report')
    const refused = readFormFields(form, 'first', { place: '三江县', impact: '字'.repeat(4001), quake: '无此项' })
    expect(refused).toMatchObject({
      refusal: {
        detail: {
          'fields.occurredAt': 'missing-field',
          'fields.impact': 'too-large',
          'fields.measures': 'missing-field',
          'fields.plannedMeasures': 'missing-field',
          'fields.quake': 'invalid-field',
        },
      },
    })
    expect(readFormFields(form, 'first', filled('natural', 'local-report')).ok).toBe(true)
    expect(readFormFields(form, 'follow_up', { impact: '又有两个乡断电' }).ok).toBe(true)
  })

  it('names the article behind a missing field of a media report', () => {
    const form = formOf('media', 'media-report')
    const full = filled('media', 'media-report')
    for (const field of ['occurredAt', 'place', 'kind', 'impact', 'measures'])
      expect(readFormFields(form, 'first', { ...full, [field]: ' ' })).toMatchObject({
        refusal: { code: 'missing-field', field: `fields.${field}`, rule: 'G0-10' },
      })
    expect(readFormFields(form, 'follow_up', { occurredAt: '今日', place: '柳州', kind: '不实' }).ok).toBe(false)
    expect(readFormFields(form, 'follow_up', { other: '无变化' })).toEqual({ ok: true, value: { other: '无变化' } })
  })

  it('keeps the content of a leak on paper and takes its number alone', () => {
    const form = formOf('leak', 'leak-report')
    const given = { paper: '桂统保〔2026〕3号', unit: '某市统计局' }
    expect(readFormFields(form, 'first', given)).toEqual({ ok: true, value: given })
    for (const field of ['content', 'course', 'harm', 'persons', 'measures'])
      expect(readFormFields(form, 'first', { ...given, [field]: '内容' })).toMatchObject({
        refusal: { code: 'invalid-field', field: `fields.${field}`, rule: 'policy-compartment' },
      })
    expect(readFormFields(form, 'first', { ...given, paper: '泄露了 3 份表，内容是产值' }).ok).toBe(false)
    expect(readFormFields(form, 'first', { unit: '某市统计局' }).ok).toBe(false)
  })

  it('takes figures line by line, each with a number', () => {
    const form = formOf('natural', 'estimates')
    const read = (values: string) => readFormFields(form, 'follow_up', { values, mark: '估算数' })
    expect(read('工业增加值 1—9月 12.3 亿元\n社会消费品零售总额 约五十亿元').ok).toBe(true)
    expect(read('工业增加值 12.3 亿元\n社会消费品零售总额')).toMatchObject({ refusal: { field: 'fields.values' } })
  })

  it('can be met in every form of every plan, and never by nothing', () => {
    for (const plan of own)
      for (const form of formsOf(plan))
        for (const kind of reportKinds) {
          expect(readFormFields(form, kind, filled(plan.plan, form.form)).ok, `${form.form} ${kind}`).toBe(true)
          expect(readFormFields(form, kind, {}).ok, `${form.form} ${kind} empty`).toBe(false)
        }
  })

  it('answers with fields of the form alone, trimmed, whatever was given', () => {
    const forms = own.flatMap(formsOf)
    const given = fc.dictionary(fc.constantFrom('impact', 'place', 'values', 'content', 'paper', 'x'), fc.string())
    fc.assert(
      fc.property(fc.constantFrom(...forms), fc.constantFrom(...reportKinds), given, (form, kind, fields) => {
        const read = readFormFields(form, kind, fields)
        if (!read.ok) return read.refusal.detail !== undefined
        const known = new Map(form.fields.map((f) => [f.field, f]))
        return Object.entries(read.value).every(
          ([name, text]) => known.get(name)?.offline === false && text === text.trim() && text !== '',
        )
      }),
    )
  })
})

describe('a draft', () => {
  const known: Known = {
    ...{
      unit: '柳州市统计局',
      occurredAt: '2026年10月1日9时0分0秒',
      foundAt: '2026年10月1日9时5分0秒',
      place: '柳州市',
    },
    ...{
      kind: '重大统计新闻舆论事件',
      title: '某网误报',
      publications: ['某网《甲》 https://a.example/1', '乙报《甲》 x'],
    },
    ...{ figures: ['报道称“3.4%”，官方数据：广西居民消费价格（2026-03）为100.4'], clocks: [] },
    ...{
      stepsDone: ['两小时内报告'],
      stepsOpen: ['查出信息来源'],
      opening: { form: 'incident-report', fields: { plannedMeasures: '加派人手' } },
      last: null,
    },
  }
  it('writes what is known into the fields it belongs to, and nothing that stays on paper', () => {
    expect(draftFields(formOf('media', 'media-report'), known)).toMatchObject({
      occurredAt: known.occurredAt,
      place: '柳州市',
      impact: '目前见2篇报道。',
      mediaSource: '某网《甲》 https://a.example/1',
      other: expect.stringContaining('官方数据'),
    })
    expect(draftFields(formOf('media', 'plan-status'), known)).toMatchObject({
      progress: '两小时内报告',
      open: '查出信息来源',
    })
    expect(
      Object.keys(
        draftFields(formOf('leak', 'leak-report'), {
          ...known,
          opening: { form: 'leak-report', fields: { content: '机密' } },
        }),
      ),
    ).toEqual(['unit'])
  })

  it('carries the last report on, but asks anew what was done since', () => {
    const last = { impact: '三家转载', measures: '已联系', place: '柳州市区' }
    const draft = draftFields(formOf('media', 'media-report'), { ...known, last })
    expect(draft).toMatchObject({ impact: '三家转载', place: '柳州市区' })
    expect(draft.measures).toBeUndefined()
  })
})
