/**
 * What the outlets have in print when the world opens, so that no list is empty at the first poll. Unrelated to
 * statistics, with a few lures (a per cent sign, the word 统计 in another sense). Data only.
 */
import { hour } from '../domain/time.ts'
import type { DemoArticle, OutletKey } from './outlet.ts'

/** Above its first use: the list below is made while the module loads. */
const staffOf: Record<OutletKey, { byline: string; editor: string }> = {
  guijiang: { byline: '梁见闻', editor: '梁子衿' },
  huanan: { byline: '石小叶', editor: '黄堃' },
  yongjiang: { byline: '苏小曼', editor: '唐小满' },
  meridian: { byline: 'Peter Vance', editor: 'Tom Ashgrove' },
  weigang: { byline: '何詠詩', editor: '鄧家豪' },
  liujiang: { byline: '覃晓柳', editor: '陶然' },
  juhe: { byline: '聚合小编', editor: '阿聚' },
  youjiang: { byline: '农亦舟', editor: '韦灯' },
}

/** Two or more articles for each outlet, one of them below a path that robots.txt forbids. */
export const background: DemoArticle[] = [
  old('guijiang', 'flower-market', 3, '花市开到江边 年桔提前上架', [
    '江滨花市昨日试营业，年桔、蝴蝶兰和桃花枝先后上架。摊主阿芳说，今年的果子结得密，剪枝的工夫没有白费。',
    '市民可以乘公交到江滨公园站下车，沿步道走五分钟即到。花市将开放到除夕夜，期间每晚有灯光表演。',
  ]),
  old('guijiang', 'old-bridge', 7, '百年老桥修缮完工 行人重新过江', [
    '经过八个月的修缮，老桥昨天恢复通行。施工方保留了原有的石栏和铸铁灯柱，只替换了破损的桥面。',
    '家住桥东的陈阿姨一早就来走了个来回。她说，从小在桥上看龙舟，现在终于可以带孙女来看。',
  ]),
  old('huanan', 'rice-noodles', 2, '一碗米粉的清晨：凌晨四点的骨汤', [
    '凌晨四点，老街的粉店已经亮灯。店主把猪筒骨放进大锅，水开后撇去浮沫，再放进一小把桂皮和八角。',
    '第一位客人通常是扫街的黄师傅。他不用开口，店主就知道要三两干捞，多放酸豆角。',
  ]),
  old('huanan', 'bus-line', 5, '新开夜间公交三条 末班车延至零点', [
    '从下周起，城区新开三条夜间公交线路，连接火车站、大学城和夜市，末班车时间延至零点。',
    '公交公司表示，线路根据刷卡记录统计出的夜间客流设置，试运行一个月后再作调整。',
  ]),
  old('yongjiang', 'marathon', 4, '半程马拉松本周日开跑 沿江道路临时管制', [
    '半程马拉松将于本周日早上七点半鸣枪，起终点都设在体育中心。比赛期间，沿江路分段实行临时交通管制。',
    '组委会提醒跑者提前吃早餐，按自己的节奏起跑。赛道每五公里设一个补给站，备有温水和香蕉。',
  ]),
  old('yongjiang', 'library', 9, '图书馆自习室延长开放 周末不打烊', [
    '市图书馆宣布，自习室从本月起延长开放时间，周末通宵不打烊，并新增一百个带插座的座位。',
    '读者凭身份证即可入座，座位可提前一天预约，超过半小时未到自动释放。',
  ]),
  old('meridian', 'durian', 6, 'Durian trucks queue again at the border as harvest peaks', [
    'Lorries loaded with durian waited for up to six hours at a border crossing on the weekend as the harvest in Southeast Asia reached its peak, drivers said.',
    'Customs officers opened two additional lanes on Sunday. Traders expect the queue to shorten once a new cold store opens next month.',
  ]),
  old('meridian', 'karst', 11, 'Climbers map a new cave below the karst towers', [
    'A team of climbers has mapped four kilometres of passages in a cave that local farmers had known only as a cool place to store oranges.',
    'The team plans to return in spring, when the water in the lower galleries is at its lowest.',
  ]),
  old('weigang', 'ferry', 3, '渡輪加班疏導假期人潮', [
    '渡輪公司宣布，為應付假期人流，周末將加開二十班船，並在碼頭增派人手維持秩序。',
    '公司呼籲乘客預早出門，避開上午十時至正午的高峰，攜帶嬰兒車的乘客可使用專用通道。',
  ]),
  old('weigang', 'teahouse', 8, '老茶樓結業前最後一個早市', [
    '開業逾六十年的老茶樓昨日做完最後一個早市，街坊清晨五時已在門外排隊，只為再飲一盅兩件。',
    '第三代店主表示，租約期滿不再續，點心師傅會轉到同區另一間茶樓。',
  ]),
  old('liujiang', 'water-stop', 2, '城中片区今晚停水检修 请提前储水', [
    '因管网检修，城中片区今晚十点至次日早上六点停水，涉及十二个小区，请居民提前储水。',
    '供水公司将在两处小区门口安排送水车，恢复供水后如有短时浑浊属正常现象，放水几分钟即可。',
  ]),
  old('liujiang', 'street-dance', 6, '广场舞大赛落幕 鱼峰队夺魁', [
    '历时两周的广场舞大赛昨晚落幕，鱼峰队凭借一曲改编山歌夺得第一名，平均年龄六十一岁。',
    '领队覃姐说，队员里有退休教师，也有卖菜的大姐，大家白天忙，晚上练，图的是一个开心。',
  ]),
  old('juhe', 'sleep', 4, '睡不好的人，往往忽略了这三件小事', [
    '很多人睡前喜欢刷手机，屏幕的光会推迟困意。不妨把手机放到伸手够不着的地方，换一本纸书。',
    '其次是晚饭时间过晚，再次是午睡过长。把这三件小事改过来，坚持两周，多数人会有感觉。',
  ]),
  old('juhe', 'orange-peel', 10, '橘子皮别扔，五种用法很实用', [
    '晒干的橘子皮可以放进衣柜去味，也可以煮水擦灶台。洗净切丝，还能做一小瓶橘皮酱。',
    '要注意的是，打过蜡的橘子皮要先用温水和粗盐搓洗，晒的时候翻面，避免受潮发霉。',
  ]),
  {
    ...old('juhe', 'members-only', 12, '会员专享：十大避暑小镇完整名单', [
      '这是一篇会员文章。名单由编辑部走访三个月后整理，包含交通、住宿和人均花费。',
      '完整名单仅向会员开放，普通读者可阅读前三名的简介。',
    ]),
    forbidden: true,
  },
  old('youjiang', 'stamp', 5, '集邮老人和他的三百本邮册', [
    '退休教师老农集邮五十年，家里三百本邮册整整齐齐排了一面墙。最老的一张，是他用一个月工资换来的。',
    '他把每套邮票的来历写成小纸条夹在册里，说等孙子识字多了，就一本一本讲给他听。',
  ]),
  old('youjiang', 'ferryman', 9, '最后的摆渡人', [
    '新桥通车以后，渡口只剩下老黄一条船。他每天照旧六点下水，载几个去对岸种菜的老邻居。',
    '“收不收钱无所谓，”老黄说，“船不动，心里空。”',
  ]),
]

/** An article already in print, `hours` before the world opened; the key gets its outlet in front. */
function old(outlet: OutletKey, key: string, hours: number, title: string, paragraphs: string[]): DemoArticle {
  const staff = staffOf[outlet]
  return {
    key: `${outlet}-${key}`,
    outlet,
    afterMs: -hours * hour,
    kind: 'unrelated',
    title,
    paragraphs,
    byline: staff.byline,
    editor: staff.editor,
    expected: { flag: false, types: [] },
  }
}
