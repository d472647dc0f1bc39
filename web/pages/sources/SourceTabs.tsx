/** The pages about sources, side by side. Keys of senders are the administrator's alone. */
import { useQueryClient } from '@tanstack/react-query'
import type { Me } from '../../../api/contract.ts'
import { PageTabs } from '../../components/PageTabs.tsx'
import { useWords } from '../../preferences.tsx'
import { questions } from '../../requests.ts'

export function SourceTabs() {
  const words = useWords()
  const me = useQueryClient().getQueryData<Me>(questions.me().queryKey)
  const tabs = [
    { to: '/sources', label: words.sourceTabs.sources },
    { to: '/sources/alarms', label: words.status.sourceAlarms },
    { to: '/sources/catalogue', label: words.sourceTabs.catalogue },
    { to: '/sources/unchecked', label: words.sourceTabs.unchecked },
    { to: '/sources/import', label: words.sourceTabs.import },
    ...(me?.areas.includes('people') ? [{ to: '/sources/senders', label: words.sourceTabs.senders }] : []),
  ]
  return <PageTabs label={words.nav.sources} tabs={tabs} />
}
