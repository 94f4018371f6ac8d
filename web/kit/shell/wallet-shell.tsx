import type { ReactNode } from 'react'
import { useKitT } from '../i18n/kit-messages.ts'
import { Brand } from './brand.tsx'
import type { NavItem } from './nav-item.ts'
import classes from './shell.module.css'
import { TestBadge } from './test-badge.tsx'

type Props = { items: readonly NavItem[]; test?: boolean; children: ReactNode }

/** A phone's frame: the page, and a bar of places below; beside the page where there is room. */
export function WalletShell({ items, test, children }: Props) {
  const t = useKitT()
  return (
    <div className={classes['wallet']}>
      <a href="#main" className="skip-link">
        {t('skipToContent')}
      </a>
      <header className={classes['walletHeader']}>
        <Brand />
        {test && <TestBadge />}
      </header>
      <main id="main" tabIndex={-1} className={classes['walletMain']}>
        {children}
      </main>
      <nav aria-label={t('mainNavigation')} className={classes['bar']}>
        {items.map(({ key, label, icon: Icon, active, later, link: Link }) => (
          <Link
            key={key}
            className={classes[later ? 'barLater' : 'barItem'] ?? ''}
            aria-current={active ? 'page' : undefined}
          >
            <Icon size={24} stroke={active ? 2 : 1.6} aria-hidden />
            <span>{label}</span>
          </Link>
        ))}
      </nav>
    </div>
  )
}

/** A page without the bar: sign-in and the like. */
export function PlainShell({
  test,
  children,
  wide,
}: {
  test?: boolean
  wide?: boolean
  children: ReactNode
}) {
  return (
    <div className={classes['plain']}>
      <header className={classes['walletHeader']}>
        <Brand />
        {test && <TestBadge />}
      </header>
      <main id="main" className={classes['plainMain']} data-wide={wide ?? undefined}>
        {children}
      </main>
    </div>
  )
}
