import { Outlet, useLocation } from '@tanstack/react-router'
import { PageHeader } from '#kit/shell/page-header.tsx'
import classes from './console.module.css'
import { useT } from './messages.ts'
import type { Place } from './navigation.tsx'
import { RouteLink } from './navigation.tsx'
import { paths } from './paths.ts'
import { useMay } from './session.tsx'
import type { Scope } from './types.ts'

type Section = {
  key: 'stores' | 'apiKeys' | 'staff' | 'organisation' | 'organisations' | 'audit' | 'profile'
  place: Place
  scope?: Scope
}

const sections: readonly Section[] = [
  { key: 'stores', place: paths.stores(), scope: 'stores:read' },
  { key: 'apiKeys', place: paths.apiKeys(), scope: 'keys:read' },
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
  const { pathname } = useLocation()
  return (
    <>
      <PageHeader title={t('nav.settings')} />
      <nav aria-label={t('nav.settings')} className={classes['sections']}>
        {sections
          .filter(({ scope }) => scope === undefined || may(scope))
          .map(({ key, place }) => (
            <RouteLink
              key={key}
              {...place}
              className={classes['section'] ?? ''}
              aria-current={pathname === place.to ? 'page' : undefined}
            >
              {t(`settings.${key}`)}
            </RouteLink>
          ))}
      </nav>
      <Outlet />
    </>
  )
}
