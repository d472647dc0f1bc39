/**
 * The unit trees that the demo seeds: the statistics bureaus of Guangxi and of Xiamen, with their divisions.
 * Names and codes are public (GB/T 2260); the list of counties is a selection, not the whole region.
 * Divisions carry the bureau's name in front, because a bare 办公室 would be "mentioned" by every article.
 */
import type { Unit, UnitLevel } from '../domain/units.ts'

/** All units of both trees, parents before children. Ids: `gx`, `gx-liuzhou`, `gx-sanjiang`, `gx-div-zonghe`, `xm`, … */
export function demoUnits(): Unit[] {
  return [...guangxi(), ...xiamen()]
}

const guangxiName = '广西壮族自治区统计局'

function guangxi(): Unit[] {
  const root: Unit = {
    id: 'gx',
    rootId: 'gx',
    parentId: null,
    level: 'region',
    name: guangxiName,
    aliases: [
      '广西统计局',
      '广西区统计局',
      '自治区统计局',
      'Guangxi Bureau of Statistics',
      'Guangxi Statistics Bureau',
      'Statistics Bureau of Guangxi',
    ],
    regionCode: '450000',
  }
  const divisions = guangxiDivisions.map(([id, name, short]) =>
    unit(root, {
      id: `gx-div-${id}`,
      level: 'division',
      name: `${guangxiName}${name}`,
      aliases: [`广西统计局${name}`, `自治区统计局${name}`, ...(short ? [`自治区统计局${short}`] : [])],
      regionCode: root.regionCode,
    }),
  )
  const cities = guangxiCities.map(([id, place, code, english]) =>
    unit(root, {
      id: `gx-${id}`,
      level: 'city',
      name: `${place}市统计局`,
      aliases: [`${place}统计局`, `${english} Bureau of Statistics`, `${english} Statistics Bureau`],
      regionCode: code,
    }),
  )
  const counties = guangxiCounties.map(([city, id, place, code, short]) =>
    unit(cities.find((each) => each.id === `gx-${city}`)!, {
      id: `gx-${id}`,
      level: 'county',
      name: `${place}统计局`,
      aliases: short ? [`${short}统计局`] : [],
      regionCode: code,
    }),
  )
  return [root, ...divisions, ...cities, ...counties]
}

function xiamen(): Unit[] {
  const root: Unit = {
    id: 'xm',
    rootId: 'xm',
    parentId: null,
    level: 'city',
    name: '厦门市统计局',
    aliases: ['厦门统计局', 'Xiamen Bureau of Statistics', 'Xiamen Statistics Bureau'],
    regionCode: '350200',
  }
  const divisions = xiamenDivisions.map(([id, name]) =>
    unit(root, {
      id: `xm-div-${id}`,
      level: 'division',
      name: `厦门市统计局${name}`,
      aliases: [`市统计局${name}`],
      regionCode: root.regionCode,
    }),
  )
  const districts = xiamenDistricts.map(([id, place, code]) =>
    unit(root, {
      id: `xm-${id}`,
      level: 'county',
      name: `厦门市${place}统计局`,
      aliases: [`${place}统计局`],
      regionCode: code,
    }),
  )
  return [root, ...divisions, ...districts]
}

type UnitFacts = { id: string; level: UnitLevel; name: string; aliases: string[]; regionCode: string }

function unit(parent: Unit, facts: UnitFacts): Unit {
  return { ...facts, rootId: parent.rootId, parentId: parent.id }
}

/** The ten units of the emergency office (Measures, art. 7) and the media monitors of art. 9. */
const guangxiDivisions: [id: string, name: string, short?: string][] = [
  ['bangong', '办公室'],
  ['renshi', '人事处'],
  ['caiwu', '财务基建处'],
  ['jijian', '纪检监察室'],
  ['zonghe', '国民经济综合统计处', '综合处'],
  ['hesuan', '国民经济核算处', '核算处'],
  ['sheji', '统计设计管理处', '设管处'],
  ['jiguan', '机关服务中心'],
  ['shuju', '数据管理中心'],
  ['ziliao', '统计资料管理中心'],
  ['jizhezhan', '《中国信息报》广西记者站'],
]

const guangxiCities: [id: string, place: string, code: string, english: string][] = [
  ['nanning', '南宁', '450100', 'Nanning'],
  ['liuzhou', '柳州', '450200', 'Liuzhou'],
  ['guilin', '桂林', '450300', 'Guilin'],
  ['wuzhou', '梧州', '450400', 'Wuzhou'],
  ['beihai', '北海', '450500', 'Beihai'],
  ['fangchenggang', '防城港', '450600', 'Fangchenggang'],
  ['qinzhou', '钦州', '450700', 'Qinzhou'],
  ['guigang', '贵港', '450800', 'Guigang'],
  ['yulin', '玉林', '450900', 'Yulin'],
  ['baise', '百色', '451000', 'Baise'],
  ['hezhou', '贺州', '451100', 'Hezhou'],
  ['hechi', '河池', '451200', 'Hechi'],
  ['laibin', '来宾', '451300', 'Laibin'],
  ['chongzuo', '崇左', '451400', 'Chongzuo'],
]

const guangxiCounties: [city: string, id: string, place: string, code: string, short?: string][] = [
  ['nanning', 'qingxiu', '南宁市青秀区', '450103', '青秀区'],
  ['nanning', 'liangqing', '南宁市良庆区', '450108', '良庆区'],
  ['nanning', 'wuming', '南宁市武鸣区', '450110', '武鸣区'],
  ['nanning', 'hengzhou', '横州市', '450181'],
  ['liuzhou', 'yufeng', '柳州市鱼峰区', '450203', '鱼峰区'],
  ['liuzhou', 'liubei', '柳州市柳北区', '450205', '柳北区'],
  ['liuzhou', 'liucheng', '柳城县', '450222'],
  ['liuzhou', 'luzhai', '鹿寨县', '450223'],
  ['liuzhou', 'rongan', '融安县', '450224'],
  ['liuzhou', 'rongshui', '融水苗族自治县', '450225', '融水县'],
  ['liuzhou', 'sanjiang', '三江侗族自治县', '450226', '三江县'],
  ['guilin', 'qixing', '桂林市七星区', '450305', '七星区'],
  ['guilin', 'lingui', '桂林市临桂区', '450312', '临桂区'],
  ['guilin', 'yangshuo', '阳朔县', '450321'],
  ['beihai', 'haicheng', '北海市海城区', '450502', '海城区'],
  ['beihai', 'yinhai', '北海市银海区', '450503', '银海区'],
  ['beihai', 'hepu', '合浦县', '450521'],
  ['fangchenggang', 'dongxing', '东兴市', '450681'],
  ['guigang', 'guiping', '桂平市', '450881'],
  ['yulin', 'beiliu', '北流市', '450981'],
  ['baise', 'jingxi', '靖西市', '451081'],
  ['chongzuo', 'pingxiang', '凭祥市', '451481'],
]

/** Divisions that the Xiamen plans name as leads of their groups. */
const xiamenDivisions: [id: string, name: string][] = [
  ['bangong', '办公室'],
  ['renshi', '人事处'],
  ['zonghe', '综合处'],
  ['hesuan', '核算处'],
  ['touzi', '投资处'],
  ['gongjiao', '工交处'],
  ['maowai', '贸外处'],
  ['shehui', '社会处'],
  ['fuwuye', '服务业处'],
  ['zhengfa', '政法处'],
  ['jiancha', '监察室'],
  ['pucha', '普查中心'],
  ['nongxin', '农信中心'],
]

const xiamenDistricts: [id: string, place: string, code: string][] = [
  ['siming', '思明区', '350203'],
  ['haicang', '海沧区', '350205'],
  ['huli', '湖里区', '350206'],
  ['jimei', '集美区', '350211'],
  ['tongan', '同安区', '350212'],
  ['xiangan', '翔安区', '350213'],
]
