/**
 * Places outside the region table that tell a reader "this is not about us": countries, and prefectures of other
 * provinces. Names only; they carry no code because no figures of theirs are held.
 */
export const foreignPlaces: readonly string[] = (
  '美国 日本 韩国 朝鲜 印度 越南 泰国 老挝 缅甸 柬埔寨 马来西亚 新加坡 印尼 印度尼西亚 菲律宾 文莱 俄罗斯 英国 法国 德国 意大利 西班牙 加拿大 澳大利亚 新西兰 巴西 阿根廷 墨西哥 南非 ' +
  '埃及 土耳其 伊朗 沙特 以色列 乌克兰 波兰 瑞士 瑞典 挪威 荷兰 比利时 希腊 巴基斯坦 孟加拉国 斯里兰卡 尼泊尔 哈萨克斯坦 蒙古国 尼日利亚 肯尼亚 智利 委内瑞拉 欧元区 欧盟 欧洲 ' +
  '东盟国家 全球 世界 国际货币基金组织'
).split(' ')

export const foreignPlacesEnglish: readonly string[] =
  'United States|U\\.S\\.|US economy|America|Japan|Korea|India|Vietnam|Thailand|Thai|Laos|Myanmar|Cambodia|Malaysia|Singapore|Indonesia|Philippines|Russia|Britain|UK|France|Germany|Italy|Spain|Canada|Australia|Brazil|Mexico|South Africa|Turkey|Europe|euro zone|eurozone|global|world'.split(
    '|',
  )

/** Prefecture-level places of other provinces that region-table.ts does not list. */
export const otherPrefectures: readonly string[] = (
  '唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 鞍山 抚顺 本溪 丹东 锦州 营口 ' +
  '阜新 辽阳 盘锦 铁岭 葫芦岛 四平 辽源 通化 白山 松原 白城 延边 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 徐州 常州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 嘉兴 湖州 绍兴 金华 ' +
  '衢州 舟山 台州 丽水 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山市 滁州 阜阳 宿州 六安 亳州 池州 宣城 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 ' +
  '聊城 滨州 菏泽 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 ' +
  '永州 怀化 娄底 湘西 韶关 江门 肇庆 惠州 梅州 汕尾 河源 阳江 清远 中山市 潮州 揭阳 云浮 三沙 儋州 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 六盘水 安顺 毕节 铜仁 ' +
  '黔西南 黔东南 黔南 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河州 文山州 西双版纳 大理 德宏 日喀则 昌都 林芝 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 嘉峪关 金昌 白银市 天水 武威 张掖 平凉 酒泉 庆阳 定西 ' +
  '陇南 海东 石嘴山 吴忠 固原 中卫 克拉玛依 吐鲁番 哈密 雄安 粤西 粤东 粤北 珠三角 长三角 京津冀 南宫市'
).split(' ')
