/**
 * The rules the product applies and where each comes from. Everything that refuses, limits or orders names one of these,
 * and the interface shows the citation. `basis` keeps regulation, law and platform policy apart (domain catalogue C1.4).
 */
export type Basis = 'regulation' | 'law' | 'policy'
export type Rule = { basis: Basis; citation: string; text: string }
/** Of a plan that an operator brought: the program has no id for it. */
export type CitedRule = Rule & { id: string }

const measures = '广西壮族自治区统计局系统应对突发事件管理办法'

export const rules = {
  'G0-9-local': {
    basis: 'regulation',
    citation: `《${measures}》第九条第六款`,
    text: '各市、县（区）统计局发现问题，及时向上一级统计局突发事件应对工作领导小组报告，必要时可越级上报。',
  },
  'G0-10': {
    basis: 'regulation',
    citation: `《${measures}》第十条`,
    text: '上报的信息包括：突发事件发生或可能发生的时间、地点、类型，造成或可能造成的影响及其范围，已采取或拟采取的措施，其他有关内容。',
  },
  'G0-11': {
    basis: 'regulation',
    citation: `《${measures}》第十一条`,
    text: '自治区统计局机关各处室、直属各事业单位和各市统计局，在监测或接到突发事件发生或可能发生的信息后，应在24小时之内报告自治区统计局应急办公室。',
  },
  'G0-12': {
    basis: 'regulation',
    citation: `《${measures}》第十二条`,
    text: '应急办公室接到报告后应立即向应急领导小组报告，由领导小组研判并决定是否启动预案。',
  },
  'G0-14': {
    basis: 'regulation',
    citation: `《${measures}》第十四条`,
    text: '突发事件得到有效控制、相应的应急处置工作已经完成的，由应急领导小组及时发布指令，终止执行应急预案。',
  },
  'G4-2': {
    basis: 'regulation',
    citation: '附4第二条',
    text: '重大统计新闻舆论事件须同时具备：媒体报道、不实、造成或可能造成严重后果或恶劣影响、突发。',
  },
  'G4-5': {
    basis: 'regulation',
    citation: '附4第五条',
    text: '自治区和各市、县（区）统计局要指定专人定时监测各类媒体特别是网络媒体。',
  },
  'G4-6-first': {
    basis: 'regulation',
    citation: '附4第六条',
    text: '各市、县（区）统计局发现涉及本级统计局统计信息、统计工作的，应在第一时间采取有效措施加以应对。',
  },
  'G4-6-region': {
    basis: 'regulation',
    citation: '附4第六条',
    text: '自治区统计局机关各处室、直属各事业单位发现的，应当及时向自治区统计局应急办公室报告。',
  },
  'G4-6-2h': {
    basis: 'regulation',
    citation: '附4第六条',
    text: '各市、县（区）统计局发现涉及自治区统计局，或影响较大、可能进一步扩散的区域性事件，应在两小时内向上一级应急领导小组或直接向自治区统计局应急办公室报告。',
  },
  'G4-7': {
    basis: 'regulation',
    citation: '附4第七条',
    text: '应急领导小组经过研判，根据事件的特点和可能造成的危害，决定是否启动应急预案。',
  },
  'G4-7-2-city': {
    basis: 'regulation',
    citation: '附4第七条（二）',
    text: '只涉及到市的事件，由所在市统计局应急工作小组组织制定应答口径。',
  },
  'G4-7-2-region': {
    basis: 'regulation',
    citation: '附4第七条（二）',
    text: '全区性事件的应答口径，须经自治区统计局应急领导小组批准后统一对外。',
  },
  'G4-7-5': {
    basis: 'regulation',
    citation: '附4第七条（五）',
    text: '如有必要，可要求相关媒体或作者在适当范围做出更正或道歉。',
  },
  'G4-9': {
    basis: 'regulation',
    citation: '附4第九条',
    text: '对涉及境外媒体的重大统计新闻舆论事件，自治区统计局应急办公室应会同本级对外宣传部门或报告国家统计局国际合作司处理。',
  },
  'law-publishing-27': {
    basis: 'law',
    citation: '《出版管理条例》第二十七条',
    text: '出版物的内容不真实或者不公正，致使公民、法人或者其他组织的合法权益受到侵害的，其出版单位应当公开更正，消除影响，并依法承担其他民事责任；报纸、期刊有关当事人有权要求更正或者答辩，有关出版单位应当在其近期出版的报纸、期刊上予以发表。',
  },
  'law-release-28': {
    basis: 'law',
    citation: '《统计法实施条例》第二十八条',
    text: '公布统计资料应当按照国家有关规定进行。公布前，任何单位和个人不得违反国家有关规定对外提供，不得利用尚未公布的统计资料谋取不正当利益。',
  },
  'policy-found': {
    basis: 'policy',
    citation: '平台规则（发现时间）',
    text: '第一位人员标为疑似重大或确认严重预警的时刻为发现时间；严重预警送达15分钟无人确认的，自动起算临时时限。',
  },
  'policy-county-24h': {
    basis: 'policy',
    citation: '平台规则（县级24小时）',
    text: '县（区）统计局参照第十一条，24小时内报上级市局。',
  },
  'policy-ack': {
    basis: 'policy',
    citation: '平台规则（接报确认）',
    text: '报告送达即为完成上报；接报单位应在15分钟内确认接收。',
  },
  'policy-four-eyes': {
    basis: 'policy',
    citation: '平台规则（双人复核）',
    text: '认定“不实”、更正发现时间须由第二人复核。',
  },
  'policy-separation': {
    basis: 'policy',
    citation: '平台规则（职责分离）',
    text: '起草、审核、审批由规定的不同人员办理，起草人不得审批自己起草的文稿。',
  },
  'policy-revision': {
    basis: 'policy',
    citation: '平台规则（审批对应版本）',
    text: '审批只对所签版本有效，内容改动后须重新送审。',
  },
  'policy-office': {
    basis: 'policy',
    citation: '平台规则（办公室审核）',
    text: '每一版口径均须由应急办公室主任审核签字。',
  },
  'policy-fact-check': {
    basis: 'policy',
    citation: '平台规则（并行核对）',
    text: '征询专业处室核对的口径，由被征询的处室逐条答复；全部确认后才送应急办公室审核。已提出的异议不能撤销，只能改稿或由该处室改为确认。',
  },
  'policy-oral': {
    basis: 'policy',
    citation: '平台规则（口头同意）',
    text: '情况紧急时应急领导小组可以电话口头同意，由应急办公室记录同意人、时间和见证人，并须在24小时内由同意人书面确认；逾期未确认的标明并上报，尚未生效的不得发布生效。',
  },
  'policy-validity': {
    basis: 'policy',
    citation: '平台规则（口径有效期）',
    text: '口径只在批准的有效期内使用；到期自动停用，不得据以答复和发布。',
  },
  'policy-current-figure': {
    basis: 'policy',
    citation: '平台规则（引用数据）',
    text: '口径引用的官方数据须为已发布的现行数据，已被替换或未发布的不得送审、批准、发布，也不得据以答复。',
  },
  'policy-machine-draft': {
    basis: 'policy',
    citation: '平台规则（机器起草）',
    text: '机器起草的口径每句须注明官方数据或报道原文出处，须经人核对修改、存为新稿后方可送审。',
  },
  'policy-calendar': {
    basis: 'policy',
    citation: '平台规则（发布日程）',
    text: '各指标由归口单位按发布日程公布：全国数据由国家统计局公布，自治区数据经授权由自治区统计局或调查总队在其后公布，市、县依次公布。未到发布时间或已推迟的，数据不得导入、引用和对外提供。',
  },
  'policy-county-only': {
    basis: 'policy',
    citation: '平台规则（县级事件）',
    text: '只涉及县（区）的事件，由县（区）统计局应急办公室主任批准，上级市局知悉。',
  },
  'policy-compartment': {
    basis: 'policy',
    citation: '平台规则（涉密事项知悉范围）',
    text: '失泄密事件只对涉密工作应急小组和本单位应急领导小组可见，不进入列表、检索、统计、导出和消息。',
  },
  'policy-unreleased': {
    basis: 'policy',
    citation: '平台规则（未发布数据的回应）',
    text: '涉及未发布数据的事件，对外只说明该数据尚未发布、以发布日程为准，不证实、不否认、不评论具体数字。',
  },
  'policy-accreditation': {
    basis: 'policy',
    citation: '平台规则（采访证件）',
    text: '外国媒体凭《外国常驻新闻机构和外国记者采访条例》（国务院令第537号）规定的证件，港澳台媒体凭有关采访证件入场；境内媒体未出示证件而准许入场的，须注明理由。',
  },
  'G4-8': {
    basis: 'regulation',
    citation: '附4第八条',
    text: '自治区统计局应急办公室和市、县（区）统计局应急领导小组应建立媒体和记者（撰稿人）重大统计新闻舆论事件登记制度。',
  },
  'law-personal-19': {
    basis: 'law',
    citation: '《个人信息保护法》第十九条、第四十七条',
    text: '除法律、行政法规另有规定外，个人信息的保存期限应当为实现处理目的所必要的最短时间；处理目的已实现或者保存期限已届满的，应当主动删除。',
  },
  'law-personal-27': {
    basis: 'law',
    citation: '《个人信息保护法》第二十七条',
    text: '可以在合理的范围内处理个人自行公开或者其他已经合法公开的个人信息；个人明确拒绝的除外。',
  },
  'policy-registry-basis': {
    basis: 'policy',
    citation: '平台规则（登记须有依据）',
    text: '记者（撰稿人）只在关联一个已判定报道不实的真实事件，或者一次采访证件登记时才登记；演练、属实的批评和观点不登记。',
  },
  'policy-registry-facts': {
    basis: 'policy',
    citation: '平台规则（登记只记事实）',
    text: '登记只记姓名或笔名、媒体、岗位、证件核验结果、工作联系方式、相关事件和事实结果；不记态度、评价、立场和私人信息，不打分。',
  },
  'policy-registry-open-matter': {
    basis: 'policy',
    citation: '平台规则（事件未结不删除）',
    text: '相关事件尚未终止的，本人要求删除时先限制使用，事件终止后自动删除。',
  },
  'policy-admin': {
    basis: 'policy',
    citation: '平台规则（管理员）',
    text: '系统管理员不承担业务职责，不得审批或处置。',
  },
  'policy-claimed-time': {
    basis: 'policy',
    citation: '平台规则（填报时间）',
    text: '填报时间只作记录，以服务器接收时间为准；晚于当前时间2分钟以上的不予接受。',
  },
  'policy-phone': {
    basis: 'policy',
    citation: '平台规则（电话报告）',
    text: '电话报告以接报方登记确认的通话时间为准；30分钟内未确认的，以书面补报时间为准。',
  },
  'policy-not-false': {
    basis: 'policy',
    citation: '平台规则（真实批评不属不实）',
    text: '属实的批评、观点和合理取整不属于不实报道，不得作为事件处置、要求更正或登记。',
  },
  'policy-own-correction': {
    basis: 'policy',
    citation: '平台规则（本单位发布的错误自行更正）',
    text: '统计机构自办网站、账号发布的数据有误，由发布单位自行更正并说明，不作媒体事件，不起算两小时，也不向自己发更正函；媒体转载后造成影响的，按媒体报道另行研判。',
  },
  'policy-proof': {
    basis: 'policy',
    citation: '平台规则（更正以复查为证）',
    text: '“已更正”只由复查页面得出：错误表述已不在标题、正文和图注中，正确数据已在，并有更正说明；页面须有存证。媒体答复、电话告知和人工判断均不能标为已更正；更正后继续复查90天，改回的重新打开。',
  },
  'policy-correction': {
    basis: 'policy',
    citation: '平台规则（更正跟进）',
    text: '更正函发出3天未见更正或答复的再次致函，再过3天的函告其主管主办单位，再过7天的转新闻出版或网信部门。',
  },
  'policy-merge': {
    basis: 'policy',
    citation: '平台规则（事件合并）',
    text: '同一事项的两个事件由有权人员注明理由合并：发现时间以最早的为准，各项时限连同起算时间和超时事实一并转入，被并入的事件保留可查、不再办理。涉密事件不合并；口径、发布、预案已在办理的一方为保留方。',
  },
  'G4-4': {
    basis: 'regulation',
    citation: '附4第四条',
    text: '自治区统计局机关各处室、直属各事业单位和各市、县(区)统计局主要负责人是本地区、本单位重大统计新闻舆论事件应对工作第一责任人。',
  },
  'X1-4-2': {
    basis: 'regulation',
    citation: '厦门抗震预案四2',
    text: '指挥部成员要保持通讯联系。联系电话如有变动，应立即告知指挥部每个成员，确保紧急状态下的通讯联系。',
  },
  'policy-delegation': {
    basis: 'policy',
    citation: '平台规则（委托代签）',
    text: '领导外出期间，凭注明文号、日期和起止时间的委托书，由同一单位另一人代行所列签批权限，最长30日，到期自动终止，可随时撤销。委托由本人作出或由应急办公室登记，受托人不得自行登记、不得转委托，系统管理员无权办理；起草人回避对双方同样适用，同一文稿不得由同一人先后签署两个环节。',
  },
  'policy-drill': {
    basis: 'policy',
    citation: '平台规则（演练不对外）',
    text: '演练使用独立编号和演练标识，只在平台内通知，不经任何渠道对外发送，不对外发布，不计入统计。脚本演练另有演练时间，可调速、暂停和跳转，不影响任何真实时限。',
  },
} as const satisfies Record<string, Rule>

export type RuleId = keyof typeof rules
export const ruleById = (id: RuleId): Rule => rules[id]
export const isRuleId = (id: string): id is RuleId => Object.hasOwn(rules, id)
