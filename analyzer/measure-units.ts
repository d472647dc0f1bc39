/** Units of length, area, volume, mass, speed and data by their Chinese names and signs, with the scorer's English names. */
// biome-ignore format: one table
export const measureUnits: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Kilometer: '千米 公里 km', Hectometer: '百米', Decimeter: '分米 公寸 dm', Meter: '米 公尺 m', Centimeter: '厘米 公分 cm',
    Millimeter: '毫米 公厘 mm', Micrometer: '微米', Nanometer: '纳米 nm', Picometer: '皮米', Mile: '英里', Inch: '英寸 英吋', Foot: '英尺 英呎', Yard: '码',
    'Nautical mile': '海里 浬', 'Light year': '光年', Li: '里 华里', Zhang: '丈', Chi: '市尺 尺', Cun: '市寸 寸',
    'Square kilometer': '平方公里 平方千米', 'Square meter': '平方米 平米 平方公尺', 'Square centimeter': '平方厘米', 'Square foot': '平方英尺',
    Mu: '亩 市亩', Qing: '顷', Hectare: '公顷', Acre: '英亩', 'Square mile': '平方英里',
    'Cubic meter': '立方米', 'Cubic centimeter': '立方厘米', Liter: '公升 升', Milliliter: '毫升 ml', Gallon: '加仑', Barrel: '桶',
    Ton: '公吨 吨', Kilogram: '公斤 千克 kg', Gram: '公克 克 g', Milligram: '毫克 mg', Microgram: '微克', Jin: '市斤 斤', Liang: '市两 两', Qian: '钱',
    Pound: '磅', Ounce: '盎司', Carat: '克拉',
    'Kilometer per hour': '公里每小时 千米每小时 公里/小时 km/h', 'Meter per second': '米每秒 米/秒 m/s', Knot: '节',
    Kilobit: '千比特', Megabit: '兆比特', Bit: '比特', Kilobyte: '千字节 kb', Megabyte: '兆字节 mb', Gigabyte: '吉字节 gb', Terabyte: '太字节 tb', Byte: '字节',
    Kilowatt: '千瓦', Watt: '瓦特 瓦', Megawatt: '兆瓦', Megahertz: '兆赫兹 兆赫', Kilohertz: '千赫兹 千赫', Hertz: '赫兹', Gigahertz: '吉赫兹',
    'Kilowatt hour': '千瓦时', Volt: '伏特', Ampere: '安培', Joule: '焦耳', Kilojoule: '千焦耳', Kilocalorie: '千卡', Calorie: '卡路里',
  }).flatMap(([name, words]) => words.split(' ').map((word) => [word, name] as const)),
)
