import {
  IconApi,
  IconBuildingStore,
  IconCashRegister,
  IconMailbox,
  IconShoppingCart,
  IconWallet,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { isDevelopment } from '#kit/environment.ts'
import { Brand } from '#kit/shell/brand.tsx'
import { LanguageSwitch } from '#kit/shell/preferences.tsx'
import { useT } from './messages.ts'
import classes from './pages.module.css'

/** `/`: what Mamori is, and the doors to its parts. */
export function HomePage() {
  const t = useT()
  return (
    <div className={classes['page']}>
      <header className={classes['top']}>
        <Brand />
        <div className={classes['languages']}>
          <LanguageSwitch label={false} />
        </div>
      </header>
      <main>
        <h1 className={classes['title']}>{t('title')}</h1>
        <p className={classes['lead']}>{t('lead')}</p>
        <div className={classes['doors']}>
          <Door
            main
            href="/wallet/"
            icon={<IconWallet size={28} stroke={1.6} aria-hidden />}
            title={t('wallet')}
          >
            {t('walletText')}
          </Door>
          <Door
            main
            href="/console/"
            icon={<IconBuildingStore size={28} stroke={1.6} aria-hidden />}
            title={t('console')}
          >
            {t('consoleText')}
          </Door>
          <Door
            main
            href="/register/"
            icon={<IconCashRegister size={28} stroke={1.6} aria-hidden />}
            title={t('register')}
          >
            {t('registerText')}
          </Door>
          <Door href="/docs" icon={<IconApi size={28} stroke={1.6} aria-hidden />} title={t('docs')}>
            {t('docsText')}
          </Door>
          {isDevelopment() && (
            <Door
              href="/shop"
              icon={<IconShoppingCart size={28} stroke={1.6} aria-hidden />}
              title={t('shop')}
            >
              {t('shopText')}
            </Door>
          )}
          {isDevelopment() && (
            <Door
              href="/mailbox"
              icon={<IconMailbox size={28} stroke={1.6} aria-hidden />}
              title={t('mailbox')}
            >
              {t('mailboxText')}
            </Door>
          )}
        </div>
      </main>
      <footer className={classes['foot']}>{t('openSource')}</footer>
    </div>
  )
}

type DoorProps = { href: string; icon: ReactNode; title: string; main?: boolean; children: ReactNode }

function Door({ href, icon, title, main, children }: DoorProps) {
  return (
    <a href={href} className={`surface ${classes['door'] ?? ''}`} data-main={main}>
      <span className={classes['doorIcon']}>{icon}</span>
      <span>
        <strong>{title}</strong>
        <span className={classes['doorText']}>{children}</span>
      </span>
    </a>
  )
}
