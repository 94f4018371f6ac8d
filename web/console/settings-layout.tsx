import { Outlet } from '@tanstack/react-router'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { useT } from './messages.ts'
import type { Place } from './navigation.tsx'
import { paths } from './paths.ts'
import { SectionNav } from './section-nav.tsx'
import { useMay } from './session.tsx'
import type { Scope } from './types.ts'

type Section = {
  key: 'stores' | 'apiKeys' | 'webhooks' | 'staff' | 'organisation' | 'organisations' | 'audit' | 'profile'
  place: Place
  scope?: Scope
}

const sections: readonly Section[] = [
  { key: 'stores', place: paths.stores(), scope: 'stores:read' },
  { key: 'apiKeys', place: paths.apiKeys(), scope: 'keys:read' },
  { key: 'webhooks', place: paths.webhooks(), scope: 'webhooks:read' },
  { key: 'staff', place: paths.staff(), scope: 'staff:read' },
  { key: 'organisation', place: paths.organisation() },
  { key: 'organisations', place: paths.organisations(), scope: 'organisations:read' },
  { key: 'audit', place: paths.audit(), scope: 'audit:read' },
  { key: 'profile', place: paths.profile() },
]

/** 設定: its sections side by side, those only that the person may see. */
export function SettingsLayout() {
  const t = useT()
  const may = useMay()
  return (
    <>
      <PageHeader title={t('nav.settings')} />
      <SectionNav
        label={t('nav.settings')}
        sections={sections
          .filter(({ scope }) => scope === undefined || may(scope))
          .map(({ key, place }) => ({ place, title: t(`settings.${key}`) }))}
      />
      <Outlet />
    </>
  )
}
