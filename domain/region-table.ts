/**
 * GB/T 2260 codes as data: the nation, its provinces, all of Guangxi, all of Xiamen, and the larger cities elsewhere
 * that the press compares with ours. Not a complete gazetteer: a code stands here only when it is certain.
 */

/** code, full name, everyday name, one-character name, English name. */
export const provinceRows = `
110000 北京市 北京 京 Beijing
120000 天津市 天津 津 Tianjin
130000 河北省 河北 冀 Hebei
140000 山西省 山西 晋 Shanxi
150000 内蒙古自治区 内蒙古 蒙 Inner Mongolia
210000 辽宁省 辽宁 辽 Liaoning
220000 吉林省 吉林 吉 Jilin
230000 黑龙江省 黑龙江 黑 Heilongjiang
310000 上海市 上海 沪 Shanghai
320000 江苏省 江苏 苏 Jiangsu
330000 浙江省 浙江 浙 Zhejiang
340000 安徽省 安徽 皖 Anhui
350000 福建省 福建 闽 Fujian
360000 江西省 江西 赣 Jiangxi
370000 山东省 山东 鲁 Shandong
410000 河南省 河南 豫 Henan
420000 湖北省 湖北 鄂 Hubei
430000 湖南省 湖南 湘 Hunan
440000 广东省 广东 粤 Guangdong
450000 广西壮族自治区 广西 桂 Guangxi
460000 海南省 海南 琼 Hainan
500000 重庆市 重庆 渝 Chongqing
510000 四川省 四川 川 Sichuan
520000 贵州省 贵州 黔 Guizhou
530000 云南省 云南 滇 Yunnan
540000 西藏自治区 西藏 藏 Tibet
610000 陕西省 陕西 陕 Shaanxi
620000 甘肃省 甘肃 甘 Gansu
630000 青海省 青海 青 Qinghai
640000 宁夏回族自治区 宁夏 宁 Ningxia
650000 新疆维吾尔自治区 新疆 新 Xinjiang
710000 台湾省 台湾 台 Taiwan
810000 香港特别行政区 香港 港 Hong_Kong
820000 澳门特别行政区 澳门 澳 Macao
`

/** code, full name, English name. */
export const cityRows = `
450100 南宁市 Nanning
450200 柳州市 Liuzhou
450300 桂林市 Guilin
450400 梧州市 Wuzhou
450500 北海市 Beihai
450600 防城港市 Fangchenggang
450700 钦州市 Qinzhou
450800 贵港市 Guigang
450900 玉林市 Yulin
451000 百色市 Baise
451100 贺州市 Hezhou
451200 河池市 Hechi
451300 来宾市 Laibin
451400 崇左市 Chongzuo
350200 厦门市 Xiamen
350100 福州市 Fuzhou
350300 莆田市
350400 三明市
350500 泉州市 Quanzhou
350600 漳州市
350700 南平市
350800 龙岩市
350900 宁德市
130100 石家庄市
140100 太原市
150100 呼和浩特市
210100 沈阳市 Shenyang
210200 大连市 Dalian
220100 长春市
230100 哈尔滨市 Harbin
320100 南京市 Nanjing
320200 无锡市
320500 苏州市 Suzhou
330100 杭州市 Hangzhou
330200 宁波市 Ningbo
330300 温州市 Wenzhou
340100 合肥市 Hefei
360100 南昌市
370100 济南市
370200 青岛市 Qingdao
410100 郑州市 Zhengzhou
420100 武汉市 Wuhan
430100 长沙市 Changsha
440100 广州市 Guangzhou
440300 深圳市 Shenzhen
440400 珠海市 Zhuhai
440500 汕头市
440600 佛山市 Foshan
440800 湛江市 Zhanjiang
440900 茂名市
441900 东莞市 Dongguan
460100 海口市
460200 三亚市
510100 成都市 Chengdu
520100 贵阳市 Guiyang
520300 遵义市
530100 昆明市 Kunming
540100 拉萨市 Lhasa
610100 西安市
620100 兰州市 Lanzhou
630100 西宁市
640100 银川市
650100 乌鲁木齐市 Urumqi
`

/** Parent city, then `last two digits` + full name of each county, district or county-level city. */
export const countyRows = `
450100 02兴宁区 03青秀区 05江南区 07西乡塘区 08良庆区 09邕宁区 10武鸣区 23隆安县 24马山县 25上林县 26宾阳县 81横州市
450200 02城中区 03鱼峰区 04柳南区 05柳北区 06柳江区 22柳城县 23鹿寨县 24融安县 25融水苗族自治县 26三江侗族自治县
450300 02秀峰区 03叠彩区 04象山区 05七星区 11雁山区 12临桂区 21阳朔县 23灵川县 24全州县 25兴安县 26永福县 27灌阳县 28龙胜各族自治县 29资源县 30平乐县 32恭城瑶族自治县 81荔浦市
450400 03万秀区 05长洲区 06龙圩区 21苍梧县 22藤县 23蒙山县 81岑溪市
450500 02海城区 03银海区 12铁山港区 21合浦县
450600 02港口区 03防城区 21上思县 81东兴市
450700 02钦南区 03钦北区 21灵山县 22浦北县
450800 02港北区 03港南区 04覃塘区 21平南县 81桂平市
450900 02玉州区 03福绵区 21容县 22陆川县 23博白县 24兴业县 81北流市
451000 02右江区 03田阳区 22田东县 24德保县 26那坡县 27凌云县 28乐业县 29田林县 30西林县 31隆林各族自治县 81靖西市 82平果市
451100 02八步区 03平桂区 21昭平县 22钟山县 23富川瑶族自治县
451200 02金城江区 03宜州区 21南丹县 22天峨县 23凤山县 24东兰县 25罗城仫佬族自治县 26环江毛南族自治县 27巴马瑶族自治县 28都安瑶族自治县 29大化瑶族自治县
451300 02兴宾区 21忻城县 22象州县 23武宣县 24金秀瑶族自治县 81合山市
451400 02江州区 21扶绥县 22宁明县 23龙州县 24大新县 25天等县 81凭祥市
350200 03思明区 05海沧区 06湖里区 11集美区 12同安区 13翔安区
`

/** Everyday names of counties and districts that mean nothing else in the press; others need their suffix. */
export const plainCountyNames = new Set(
  (
    '青秀 西乡塘 良庆 邕宁 武鸣 隆安 马山 上林 宾阳 横州 鱼峰 柳江 柳城 鹿寨 融安 融水 三江 叠彩 雁山 临桂 阳朔 灵川 灌阳 龙胜 恭城 荔浦 ' +
    '苍梧 蒙山 岑溪 铁山港 合浦 上思 钦南 钦北 灵山 浦北 覃塘 平南 桂平 福绵 陆川 博白 北流 田阳 田东 德保 那坡 隆林 靖西 平果 昭平 富川 ' +
    '宜州 南丹 天峨 东兰 罗城 环江 巴马 都安 忻城 武宣 金秀 扶绥 宁明 凭祥 海沧 湖里 集美 翔安'
  ).split(' '),
)

/** Other names the press uses. */
export const extraAliases: Record<string, string[]> = {
  '100000': [
    '全国',
    '中国',
    '我国',
    '全中国',
    '中国大陆',
    '大陆',
    '内地',
    'China',
    "China's",
    'the nation',
    'national',
    'nationwide',
  ],
  '450000': ['八桂', '壮乡'],
  '450100': ['邕城', '绿城南宁'],
  '450200': ['龙城柳州'],
  '450181': ['横县'],
  '450226': ['三江县'],
  '450225': ['融水县'],
  '450328': ['龙胜县'],
  '450332': ['恭城县'],
  '451031': ['隆林县'],
  '451123': ['富川县'],
  '451225': ['罗城县'],
  '451226': ['环江县'],
  '451227': ['巴马县'],
  '451228': ['都安县'],
  '451229': ['大化县'],
  '451324': ['金秀县'],
  '350200': ['鹭岛'],
}
