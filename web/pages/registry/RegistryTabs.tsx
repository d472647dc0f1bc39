/** The pages of the registry beside each other. */
import { PageTabs } from '../../components/PageTabs.tsx'
import { useWords } from '../../preferences.tsx'

export function RegistryTabs({ mayReadLog = true }: { mayReadLog?: boolean }) {
  const { tabs } = useWords().registry
  const pages = [
    { to: '/registry/people', label: tabs.people },
    { to: '/registry/outlets', label: tabs.outlets },
    { to: '/registry/doubles', label: tabs.doubles },
    ...(mayReadLog ? [{ to: '/registry/reads', label: tabs.reads }] : []),
  ]
  return <PageTabs label={tabs.label} tabs={pages} />
}
