/** A list as a file: by the filters of the page, all of its pages, in its language. */
import { Button } from 'antd'
import { addressOf, type Query } from '../client.ts'
import { usePreferences } from '../preferences.tsx'

export function ExportButton({
  path,
  query = {},
  format = 'csv',
  label,
  isSmall = false,
}: {
  path: string
  query?: Query
  format?: 'csv' | 'xlsx'
  label?: string
  isSmall?: boolean
}) {
  const { words, language } = usePreferences()
  const href = addressOf(path, { ...query, page: undefined, pageSize: undefined, format, fileLanguage: language })
  return (
    <Button href={href} download {...(isSmall ? { size: 'small' } : {})}>
      {label ?? (format === 'csv' ? words.common.exportCsv : words.figureData.exportXlsx)}
    </Button>
  )
}
