import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import {
  IconCalendar,
  IconCashRegister,
  IconClockHour4,
  IconListDetails,
  IconPlugConnected,
  IconPlugConnectedX,
  IconSchool,
  IconUser,
} from '@tabler/icons-react'
import { Menu } from '@mantine/core'
import { useEffect } from 'react'
import { listen } from '#api/events.ts'
import { invalidate, useWrite } from '#api/query.ts'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { Brand } from '#kit/shell/brand.tsx'
import { AppearanceSwitch, LanguageSwitch } from '#kit/shell/preferences.tsx'
import { TestBadge } from '#kit/shell/test-badge.tsx'
import classes from './frame.module.css'
import { useT } from './messages.ts'
import { RouteLink, useGo } from './navigation.tsx'
import { useKeyboard, watchKeyboard } from './parts/keyboard.ts'
import { KeysHelp } from './parts/keys-help.tsx'
import { paths } from './paths.ts'
import { staffSession } from './session.ts'
import { readParked } from './till/baskets.ts'
import { watchCatalogue } from './till/catalogue.ts'
import { useDevice } from './till/device.ts'
import { labelOf } from './till/keys.ts'
import { useNetwork, watchNetwork } from './till/network.ts'
import { refreshOutbox, useOutbox, watchOutbox } from './till/outbox.ts'
import { toggleTraining, useTraining } from './till/training.ts'

const places = [
  { key: 'toSale', path: '/', icon: IconCashRegister, place: paths.sale() },
  { key: 'toSales', path: '/sales', icon: IconListDetails, place: paths.sales() },
  { key: 'toDay', path: '/day', icon: IconCalendar, place: paths.day() },
] as const

/** What stands around every page of a register: where it is, whether it is connected, and what waits. */
export function Frame() {
  const t = useT()
  const kit = useKitT()
  const go = useGo()
  const { pathname } = useLocation()
  const device = useDevice()
  const training = useTraining()
  useWatching(device.store.code)
  useKeyboard({
    actions: {
      toSale: () => go(paths.sale()),
      toSales: () => go(paths.sales()),
      toDay: () => go(paths.day()),
      toQueue: () => go(paths.queue()),
      training: toggleTraining,
    },
  })
  return (
    <div className={classes['frame']} data-training={training || undefined}>
      <a href="#main" className="skip-link">
        {kit('skipToContent')}
      </a>
      <header className={classes['top']}>
        <Brand />
        <span className={classes['where']}>
          <strong>{device.store.name}</strong>
          <span>{t('registerNumber', { register: device.register })}</span>
        </span>
        {device.test && <TestBadge />}
        <nav aria-label={kit('mainNavigation')} className={classes['nav']}>
          {places.map(({ key, path, icon: Icon, place }) => (
            <RouteLink
              key={key}
              {...place}
              aria-current={pathname === path ? 'page' : undefined}
              aria-keyshortcuts={labelOf(key)}
            >
              <Icon size={20} stroke={1.7} aria-hidden />
              {t(key)}
            </RouteLink>
          ))}
        </nav>
        <State />
        <StaffMenu />
      </header>
      {training && (
        <output className={classes['training']}>
          <IconSchool size={20} stroke={1.7} aria-hidden />
          {t('training.banner')}
        </output>
      )}
      <main id="main" tabIndex={-1} className={classes['main']}>
        <Outlet />
      </main>
      <KeysHelp />
    </div>
  )
}

/** The line and the queue, always in the same place. */
function State() {
  const t = useT()
  const { online } = useNetwork()
  const { open, lasting } = useOutbox()
  const troubled = open.filter(({ state }) => state !== 'waiting').length
  const Icon = online ? IconPlugConnected : IconPlugConnectedX
  const tone = troubled > 0 || !lasting ? 'bad' : open.length > 0 ? 'waiting' : 'good'
  return (
    <div className={classes['states']}>
      <output className={classes['state']} data-tone={online ? 'good' : 'bad'}>
        <Icon size={20} stroke={1.7} aria-hidden />
        {t(online ? 'online' : 'offline')}
      </output>
      <RouteLink
        {...paths.queue()}
        className={classes['state'] ?? ''}
        data-tone={tone}
        aria-keyshortcuts={labelOf('toQueue')}
      >
        <IconClockHour4 size={20} stroke={1.7} aria-hidden />
        {troubled > 0 ? t('queue.troubled', { count: troubled }) : t('queue.short', { count: open.length })}
        <span className="sr-only">{t('queue.count', { count: open.length, troubled })}</span>
      </RouteLink>
    </div>
  )
}

function StaffMenu() {
  const t = useT()
  const go = useGo()
  const queries = useQueryClient()
  const training = useTraining()
  const name = useQuery(staffSession).data?.staff.name
  const leave = useWrite('post', '/v1/staff/sign-out', {
    onDone: () => {
      go(paths.signIn())
      queries.clear()
    },
  })
  return (
    <Menu position="bottom-end" width={280} withinPortal>
      <Menu.Target>
        <button
          type="button"
          className={classes['staff']}
          aria-label={`${t('menu')}: ${name ?? t('nobody')}`}
        >
          <IconUser size={20} stroke={1.7} aria-hidden />
          <span>{name ?? t('nobody')}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={toggleTraining} leftSection={<IconSchool size={18} aria-hidden />}>
          {t(training ? 'training.end' : 'training.begin')} <small>({labelOf('training')})</small>
        </Menu.Item>
        <Menu.Item onClick={() => go(paths.setUp())}>{t('setUp.change')}</Menu.Item>
        <Menu.Item onClick={() => leave.mutate()}>{t('signOut')}</Menu.Item>
        <Menu.Divider />
        <div className={classes['preferences']}>
          <LanguageSwitch />
          <AppearanceSwitch />
        </div>
      </Menu.Dropdown>
    </Menu>
  )
}

/** All that goes on beside the pages: the line, the queue, the catalogue, the keys, and what the server tells. */
function useWatching(storeCode: string) {
  const queries = useQueryClient()
  useEffect(() => {
    void readParked()
    void refreshOutbox(false)
    const ends = [watchNetwork(), watchOutbox(), watchCatalogue(), watchKeyboard()]
    return () => {
      for (const end of ends) end()
    }
  }, [])
  useEffect(() => {
    const look = () =>
      void invalidate(queries, '/v1/settlements/{settlementId}', '/v1/stores/{storeCode}/settlements')
    return listen(`/v1/stores/${encodeURIComponent(storeCode)}/events`, { onEvent: look, onReconnect: look })
  }, [queries, storeCode])
}
