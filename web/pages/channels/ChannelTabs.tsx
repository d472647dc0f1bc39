/** The pages about ways out of the house, side by side. */
import { PageTabs } from '../../components/PageTabs.tsx'
import { useWords } from '../../preferences.tsx'

export function ChannelTabs() {
  const w = useWords().channels
  const tabs = [
    { to: '/channels', label: w.ways },
    { to: '/channels/ledger', label: w.ledger },
  ]
  return <PageTabs label={w.title} tabs={tabs} />
}
