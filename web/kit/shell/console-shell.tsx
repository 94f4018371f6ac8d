import { Burger, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useKitT } from '../i18n/kit-messages.ts'
import { Brand } from './brand.tsx'
import type { NavItem } from './nav-item.ts'
import classes from './shell.module.css'
import { TestBadge } from './test-badge.tsx'

type Props = {
  items: readonly NavItem[]
  /** Name of the organisation, shown below the mark. */
  organisation?: ReactNode
  test?: boolean
  /** The signed-in person's menu, at the foot of the navigation. */
  account?: ReactNode
  suffix?: string
  children: ReactNode
}

/** A desk's frame: navigation by job at the left, behind a button on narrow screens. */
export function ConsoleShell({ items, organisation, test, account, suffix, children }: Props) {
  const t = useKitT()
  const [opened, menu] = useDisclosure(false)
  const navigation = (
    <>
      <nav aria-label={t('mainNavigation')} className={classes['sideList']}>
        {items.map(({ key, label, icon: Icon, active, later, link: Link }) => (
          <Link
            key={key}
            className={classes[later ? 'sideLater' : 'sideItem'] ?? ''}
            aria-current={active ? 'page' : undefined}
          >
            <Icon size={20} stroke={active ? 2 : 1.6} aria-hidden />
            <span>{label}</span>
          </Link>
        ))}
      </nav>
      <div className={classes['account']}>{account}</div>
    </>
  )
  return (
    <div className={classes['console']}>
      <a href="#main" className="skip-link">
        {t('skipToContent')}
      </a>
      <header className={classes['consoleTop']}>
        <Burger opened={opened} onClick={menu.toggle} size="sm" w={44} h={44} aria-label={t('menu')} />
        <Brand {...(suffix ? { suffix } : {})} />
        {test && <TestBadge />}
      </header>
      <div className={classes['side']}>
        <header className={classes['sideHead']}>
          <Brand {...(suffix ? { suffix } : {})} />
          {organisation && <div className={classes['organisation']}>{organisation}</div>}
          {test && <TestBadge />}
        </header>
        {navigation}
      </div>
      <Drawer
        opened={opened}
        onClose={menu.close}
        size={280}
        title={organisation}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <div className={classes['drawer']} onClickCapture={menu.close}>
          {navigation}
        </div>
      </Drawer>
      <main id="main" tabIndex={-1} className={classes['consoleMain']}>
        {children}
      </main>
    </div>
  )
}
