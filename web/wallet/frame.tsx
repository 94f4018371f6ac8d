import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { IconQrcode, IconReceipt, IconShieldCheck, IconTicket, IconUser } from '@tabler/icons-react'
import { useEffect } from 'react'
import { hasChosenLanguage, useLanguage } from '#kit/i18n/language.tsx'
import type { NavItem, NavLinkProps } from '#kit/shell/nav-item.ts'
import { WalletShell } from '#kit/shell/wallet-shell.tsx'
import { useComingPayments } from './coming-payments.ts'
import { useLiveUpdates } from './live.ts'
import { useT } from './messages.ts'
import { me } from './session.ts'

const links = {
  warranties: (props: NavLinkProps) => <Link to="/" activeOptions={{ exact: true }} {...props} />,
  purchases: (props: NavLinkProps) => <Link to="/purchases" {...props} />,
  pay: (props: NavLinkProps) => <Link to="/pay" {...props} />,
  coupons: (props: NavLinkProps) => <Link to="/coupons" {...props} />,
  me: (props: NavLinkProps) => <Link to="/me" {...props} />,
}

/** What stands around every page of a signed-in person. */
export function Frame() {
  const t = useT()
  const { pathname } = useLocation()
  const { data: person } = useQuery(me)
  const { setLanguage } = useLanguage()
  useLiveUpdates()
  useComingPayments()
  const language = person?.language
  useEffect(() => {
    if (language && !hasChosenLanguage()) setLanguage(language)
  }, [language, setLanguage])

  const within = (...places: string[]) =>
    places.some((place) => pathname === place || pathname.startsWith(`${place}/`))
  const items: NavItem[] = [
    {
      key: 'warranties',
      label: t('nav.warranties'),
      icon: IconShieldCheck,
      active: pathname === '/' || within('/contracts', '/claims'),
      link: links.warranties,
    },
    {
      key: 'purchases',
      label: t('nav.purchases'),
      icon: IconReceipt,
      active: within('/purchases', '/pick-up', '/prove'),
      link: links.purchases,
    },
    {
      key: 'pay',
      label: t('nav.pay'),
      icon: IconQrcode,
      active: within('/pay', '/payments', '/accounts'),
      link: links.pay,
    },
    {
      key: 'coupons',
      label: t('nav.coupons'),
      icon: IconTicket,
      active: within('/coupons'),
      link: links.coupons,
    },
    { key: 'me', label: t('nav.me'), icon: IconUser, active: within('/me', '/papers'), link: links.me },
  ]
  return (
    <WalletShell items={items} test={person?.mode === 'test'}>
      <Outlet />
    </WalletShell>
  )
}
