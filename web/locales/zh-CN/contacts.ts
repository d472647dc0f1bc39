/** 联系方式变动。 */
import { fileWords } from '../../../api/contract.ts'

export const contacts = {
  contacts: {
    title: '联系方式变动',
    search: '按人员或登记人查找',
    state: { waiting: '待确认', received: '全部确认', superseded: '已有新变动' },
    sort: { latest: '最近在前', earliest: '最早在前' },
    what: fileWords.zh.contactWhat,
    about: '人员',
    at: '变动时间',
    who: '确认情况',
    count: (confirmed: number, told: number) => `已确认 ${confirmed} / ${told} 人`,
    silent: (names: string) => `未确认：${names}`,
    remindAt: (time: string) => `下次提醒 ${time}`,
    receipts: '已确认人员和时间',
    confirm: '确认知悉',
    confirmed: '已确认',
    phone: (phone: string) => (phone === '' ? '电话已停用' : `新电话 ${phone}`),
    email: (email: string) => (email === '' ? '电子邮箱已停用' : `新电子邮箱 ${email}`),
    told: (n: number) => (n === 0 ? '已保存' : `已保存，并已告知同一机构和应急办公室的 ${n} 人，请留意确认情况`),
    empty: '没有联系方式变动',
    emptyNext:
      '本人在“个人设置”中修改电话或邮箱、在通讯录台账中修改后，会立即告知同一机构的每个成员和应急办公室，并在此显示谁尚未确认。',
  },
}
