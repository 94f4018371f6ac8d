import { useQuery } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import {
  IconBoxSeam,
  IconBuildingBank,
  IconChartLine,
  IconFileDescription,
  IconMessageReport,
  IconReceipt,
  IconSettings,
  IconShieldCheck,
  IconTicket,
} from '@tabler/icons-react'
import type { NavItem, NavLinkProps } from '#kit/shell/nav-item.ts'
import { ConsoleShell } from '#kit/shell/console-shell.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { AccountPanel } from './account-panel.tsx'
import classes from './console.module.css'
import { useT } from './messages.ts'
import { RouteLink } from './navigation.tsx'
import { paths } from './paths.ts'
import { SessionProvider, staffSession } from './session.tsx'
import type { Scope } from './types.ts'

type Job = {
  key:
    | 'purchases'
    | 'contracts'
    | 'claims'
    | 'catalog'
    | 'plans'
    | 'coupons'
    | 'payouts'
    | 'insights'
    | 'settings'
  icon: NavItem['icon']
  scope?: Scope
  /** Work of those who sell; the platform's own staff have none of it. */
  ofSellers?: true
  link: NavItem['link']
  within?: readonly string[]
}

const to = (place: ReturnType<typeof paths.purchases>) => (props: NavLinkProps) => (
  <RouteLink {...place} {...props} />
)
/** Work that comes later: named where it will stand, and nothing to press. */
function Later({ className, children }: NavLinkProps) {
  const t = useT()
  return (
    <span className={`${className} ${classes['later']}`} aria-disabled="true">
      {children}
      <small>{t('nav.later')}</small>
    </span>
  )
}

const jobs: readonly Job[] = [
  {
    key: 'purchases',
    icon: IconReceipt,
    scope: 'purchases:read',
    ofSellers: true,
    within: ['/purchases'],
    link: to(paths.purchases()),
  },
  {
    key: 'contracts',
    icon: IconShieldCheck,
    scope: 'contracts:read',
    ofSellers: true,
    within: ['/contracts'],
    link: to(paths.contracts()),
  },
  {
    key: 'claims',
    icon: IconMessageReport,
    scope: 'claims:read',
    ofSellers: true,
    within: ['/claims', '/file-claim'],
    link: to(paths.claims()),
  },
  {
    key: 'catalog',
    icon: IconBoxSeam,
    scope: 'catalog:read',
    ofSellers: true,
    within: ['/catalog'],
    link: to(paths.catalog()),
  },
  {
    key: 'plans',
    icon: IconFileDescription,
    scope: 'plans:read',
    ofSellers: true,
    within: ['/plans', '/create-plan'],
    link: to(paths.plans()),
  },
  {
    key: 'coupons',
    icon: IconTicket,
    scope: 'coupons:read',
    within: ['/coupons', '/create-coupon'],
    link: to(paths.coupons()),
  },
  {
    key: 'payouts',
    icon: IconBuildingBank,
    scope: 'settlements:read',
    within: ['/money'],
    link: to(paths.money()),
  },
  { key: 'insights', icon: IconChartLine, link: Later },
  { key: 'settings', icon: IconSettings, within: ['/settings'], link: to(paths.settings()) },
]

/** What stands around every page of signed-in staff. */
export function Frame() {
  const t = useT()
  const { pathname } = useLocation()
  const { data: session } = useQuery(staffSession)
  // Only while the session is being ended: the address is about to change.
  if (!session) return <SkeletonRows />

  const items = jobs
    .filter(({ scope }) => scope === undefined || session.scopes.includes(scope))
    .filter(({ ofSellers }) => !ofSellers || session.organisation.kind !== 'platform')
    .map(({ key, icon, within, link }): NavItem => {
      const active = within?.some((place) => pathname === place || pathname.startsWith(`${place}/`)) ?? false
      return { key, label: t(`nav.${key}`), icon, active, later: within === undefined, link }
    })
  return (
    <SessionProvider value={session}>
      <ConsoleShell
        items={items}
        organisation={session.organisation.name}
        test={session.organisation.mode === 'test'}
        suffix="Console"
        account={<AccountPanel />}
      >
        <div className={classes['page']}>
          <Outlet />
        </div>
      </ConsoleShell>
    </SessionProvider>
  )
}
