/** Indicators and places by their name in the language of the page. */
import { type Language, usePreferences } from '../preferences.tsx'

type Indicator = { indicatorName: string; indicatorEnglish: string }
type Place = { regionName: string; regionEnglish: string }

export const indicatorIn = (language: Language, of: Indicator): string =>
  language === 'en' ? of.indicatorEnglish : of.indicatorName
export const placeIn = (language: Language, of: Place): string => (language === 'en' ? of.regionEnglish : of.regionName)

export const IndicatorName = ({ of }: { of: Indicator }) => <>{indicatorIn(usePreferences().language, of)}</>
export const PlaceName = ({ of }: { of: Place }) => <>{placeIn(usePreferences().language, of)}</>
