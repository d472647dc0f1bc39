/**
 * The look in one place: tokens for Ant Design here, the same colours as CSS custom properties in styles/tokens.css.
 * Colour carries meaning only beside a shape and a word; the one accent is the deep blue.
 */
import { type ThemeConfig, theme as antTheme } from 'antd'

export type Mode = 'light' | 'dark'
export type Density = 'compact' | 'comfortable'

const light = {
  colorPrimary: '#1F4E8C',
  colorLink: '#1F4E8C',
  colorBgLayout: '#EEF1F5',
  colorBgContainer: '#FFFFFF',
  colorTextBase: '#1B2430',
  // The library's own is too pale to read.
  colorTextPlaceholder: '#66727F',
  colorBorder: '#C9D1DB',
  colorBorderSecondary: '#DEE3EA',
  colorSuccess: '#2B7A4B',
  colorWarning: '#8A6100',
  colorError: '#B3161B',
}

const dark = {
  colorPrimary: '#4479C4',
  colorLink: '#8DB6F2',
  colorBgLayout: '#12171E',
  colorBgContainer: '#1A212B',
  colorBgElevated: '#222B37',
  colorTextBase: '#E3E8EF',
  colorTextPlaceholder: '#93A0AF',
  colorBorder: '#3A4656',
  colorBorderSecondary: '#2B3542',
  colorSuccess: '#6FC08E',
  colorWarning: '#E5BE5C',
  colorError: '#F0746F',
}

/** Ant Design's configuration for one mode and density; compact keeps 14 px text and narrows the space around it. */
export function themeFor(mode: Mode, density: Density): ThemeConfig {
  const compact = density === 'compact'
  return {
    algorithm: mode === 'dark' ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
    cssVar: { key: `tongyu-${mode}` },
    token: {
      ...(mode === 'dark' ? dark : light),
      fontFamily: 'var(--letters)',
      fontSize: 14,
      borderRadius: 4,
      sizeUnit: 4,
      wireframe: false,
      motion: false,
      controlHeight: compact ? 32 : 36,
    },
    components: {
      Table: compact ? { cellPaddingBlockSM: 5, cellPaddingInlineSM: 8 } : { cellPaddingBlockSM: 9 },
      Tabs: {
        horizontalItemPadding: '8px 0',
        horizontalMargin: '0 0 12px 0',
        // As text on dark the colour of buttons is too dim.
        ...(mode === 'dark' ? { itemSelectedColor: dark.colorLink, inkBarColor: dark.colorLink } : {}),
      },
      Form: { itemMarginBottom: compact ? 14 : 20, verticalLabelPadding: '0 0 4px' },
      Modal: { titleFontSize: 16 },
    },
  }
}
