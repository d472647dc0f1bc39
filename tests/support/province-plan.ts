/**
 * A plan of a province the program has never heard of, complete in one file: its bodies, clocks, steps and form, as somebody at a
 * bureau writes it after docs/plans.md. Invented, and in Hunan by name alone.
 */
export const provincePlan = `plan: hunan-platform
version: 1
title: 湖南示例数据平台中断应急预案
family: tech
source: { document: 示例应急预案, interpreter: office }

rules:
  - { id: H-1, basis: regulation, citation: 示例第一条, text: '平台中断后,技术处应当在45分钟内向值班室书面报告。' }
  - { id: H-2, basis: regulation, citation: 示例第二条, text: '领导小组决定启动后3小时内,应当向有关企业告知替代报送方式。' }
  - { id: H-3, basis: regulation, citation: 示例第三条, text: '先查明原因,再切换备用平台,恢复后报领导小组终止。' }

bodies:
  - { body: leaders, name: 平台应急领导小组, level: root, roles: [leading_group], rule: H-2 }
  - { body: office, name: 值班室, level: root, roles: [duty_officer, office_staff], rule: H-1 }
  - { body: engineers, name: 技术处, level: root, roles: [infosec], rule: H-1 }

duties:
  - { duty: written-45, rule: H-1, kind: hard, limit: 45min, start: found, finders: [root], by: [engineers], to: [office], form: outage, what: 向值班室书面报告 }
  - { duty: tell-firms, rule: H-2, kind: hard, limit: 3h, start: activated, by: [office], what: 向企业告知替代报送方式 }

decisions:
  - { decision: activate, rule: H-2, text: 是否启动, by: [leaders], acts: activate, options: [{ is: 'yes', text: 启动 }, { is: 'no', text: 不启动 }] }
  - { decision: terminate, rule: H-3, text: 是否终止, by: [leaders], acts: terminate, options: [{ is: 'yes', text: 终止 }, { is: 'no', text: 继续 }] }

procedures:
  - procedure: restore
    title: 恢复平台
    rule: H-3
    steps:
      - { step: P1, text: 查明中断原因, by: [engineers], evidence: [原因记录] }
      - { step: P2, text: 切换备用平台, by: [engineers], after: [P1], evidence: [切换记录] }
      - { step: P3, text: 告知企业替代报送方式, by: [office], evidence: [告知记录], duties: [tell-firms] }

forms:
  - form: outage
    title: 平台中断报告
    rule: H-1
    stages: [first]
    fields:
      - { field: occurredAt, label: 中断时间, kind: time, required: yes }
      - { field: firms, label: 受影响企业数, kind: number, required: if-any }
`
