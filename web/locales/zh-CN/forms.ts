/** 表格：上报的报告表和预案步骤的表格共用的用词。 */
export const forms = {
  drafted: '已知内容已代为填写，请逐项核对。',
  kindHint: {
    number: '写明数字；尚不清楚的写“不详”。',
    list: '每行一项。',
    amounts: '每行一项，写明数值和单位。',
    reference: '只填编号，不写内容。',
  } as Record<string, string>,
  fault: {
    'missing-field': '此项必填。',
    'too-large': '此项过长。',
    'invalid-field': '此项填写不正确。',
  } as Record<string, string>,
  offline: '涉密内容，不在此填写',
}
