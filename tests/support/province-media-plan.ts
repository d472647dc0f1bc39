/**
 * A media plan of a province the program has never heard of, complete in one file: its own limits, bodies, form, decisions and steps,
 * as somebody at a bureau writes it after docs/plans.md. Invented, and in Hunan by name alone.
 */
export const provinceMediaPlan = `plan: hunan-opinion
version: 1
title: 湖南示例涉统计舆情应急预案
family: media
source: { document: 示例舆情应急预案, interpreter: office }

subjects:
  - { subject: region, text: 涉及省统计局的统计数据、统计工作 }
  - { subject: may_spread, text: 可能向全省扩散的舆情 }
  - { subject: own_level, text: 只涉及本级统计局的舆情 }

rules:
  - { id: HN-1, basis: regulation, citation: 示例第一条, text: '本预案所称涉统计舆情,是指媒体、网络上对全省各级统计局的数据和工作作出不实报道,造成恶劣影响的突发情形。' }
  - { id: HN-2, basis: regulation, citation: 示例第二条, text: '市州统计局应当在1小时内报告省统计局值班室;县(市、区)统计局应当在90分钟内报告市州统计局。' }
  - { id: HN-3, basis: regulation, citation: 示例第三条, text: '只涉及本级的,12小时内报告上一级统计局。' }
  - { id: HN-4, basis: regulation, citation: 示例第四条, text: '市州统计局接到县(市、区)统计局报告的,应当在40分钟内转报省统计局值班室。' }
  - { id: HN-5, basis: regulation, citation: 示例第五条, text: '省统计局舆情应对小组研究决定启动本预案,判定舆情等级和范围。' }
  - { id: HN-6, basis: regulation, citation: 示例第六条, text: '启动后3小时内作出首次回应;首次回应可以是发布会、声明或者网上回应。' }
  - { id: HN-7, basis: regulation, citation: 示例第七条, text: '舆情平息的,由舆情应对小组决定结束。' }
  - { id: HN-8, basis: regulation, citation: 示例第八条, text: '先核实首发平台,再拟定回应内容,作出首次回应。' }
  - { id: HN-9, basis: regulation, citation: 示例第九条, text: '省统计局建立媒体联络登记。' }

bodies:
  - { body: response-group, name: 舆情应对小组, level: every, roles: [leading_group], rule: HN-5 }
  - { body: office, name: 省统计局值班室, level: root, roles: [duty_officer, office_staff, office_director], rule: HN-2 }
  - { body: bureau, name: 市州、县(市、区)统计局, level: every, roles: [duty_officer, unit_head, office_staff, office_director], rule: HN-2 }

duties:
  - { duty: city-1h, rule: HN-2, kind: hard, limit: 1h, start: found, finders: [root, city], subjects: [region, may_spread], by: [bureau], recipients: [root], to: [office], form: opinion-brief, what: 市州统计局报省统计局值班室 }
  - { duty: county-90, rule: HN-2, kind: hard, limit: 90min, start: found, finders: [county, township], subjects: [region, may_spread], by: [bureau], recipients: [parent], form: opinion-brief, what: 县级统计局报市州统计局 }
  - { duty: own-12h, rule: HN-3, kind: hard, limit: 12h, start: found, subjects: [own_level], by: [bureau], recipients: [parent, root], form: opinion-brief, what: 本级舆情报上一级统计局 }
  - { duty: pass-on-40, rule: HN-4, kind: hard, limit: 40min, start: received, finders: [city], told: true, by: [bureau], recipients: [root], to: [office], what: 接到报告后转报省统计局 }
  - { duty: first-reply, rule: HN-6, kind: hard, limit: 3h, start: activated, by: [bureau], metBy: [press_conference, statement, response_article], what: 作出首次回应 }

decisions:
  - { decision: begin, rule: HN-5, text: 是否启动, by: [response-group], acts: activate, options: [{ is: 'yes', text: 启动 }, { is: 'no', text: 不启动 }] }
  - { decision: degree, rule: HN-5, text: 判定等级, by: [response-group], acts: grade, options: [{ is: general, text: 一般 }, { is: major, text: 重大 }] }
  - { decision: reach, rule: HN-5, text: 判定范围, by: [response-group], acts: scope, options: [{ is: city_only, text: 市州范围 }, { is: region_wide, text: 全省范围 }] }
  - { decision: finish, rule: HN-7, text: 是否结束, by: [response-group], acts: terminate, options: [{ is: 'yes', text: 结束 }, { is: 'no', text: 继续 }] }

procedures:
  - procedure: respond
    title: 舆情应对
    rule: HN-8
    steps:
      - { step: K1, text: 核实首发平台, by: [bureau], evidence: [核实记录] }
      - { step: K2, text: 拟定回应内容, by: [bureau], after: [K1], evidence: [回应稿] }
      - { step: K3, text: 作出首次回应, by: [bureau], after: [K2], evidence: [回应链接], duties: [first-reply] }

forms:
  - form: opinion-brief
    title: 涉统计舆情快报
    rule: HN-2
    stages: [first, follow_up, final]
    fields:
      - { field: platform, label: 首发平台, kind: word, required: [first] }
      - { field: reads, label: 阅读量, kind: number, required: if-any }
      - { field: summary, label: 舆情概况, required: yes }

registers:
  - { register: press-contacts, rule: HN-9, title: 媒体联络登记, keptBy: [office], columns: [媒体, 联络人], part: registry }

clauses:
  - { clause: opinion, kind: definition, rule: HN-1, text: 涉统计舆情 }
`
