import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isNotFound } from '#api/errors.ts'
import { q } from '#api/query.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { ErrorState } from '#kit/states/error-state.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { useT } from '../../messages.ts'
import { useGo } from '../../navigation.tsx'
import page from '../../parts/page.module.css'
import { paths } from '../../paths.ts'
import { useDevice } from '../../till/device.ts'
import type { RegisterDay } from '../../till/types.ts'
import { CashMoveForm } from './cash-move-form.tsx'
import { CloseDay } from './close-day.tsx'
import { DayReport } from './day-report.tsx'
import { OpenDay } from './open-day.tsx'

/** The day of this register: opened with its float, looked at (点検), and closed with what was counted (精算). */
export function DayPage() {
  const t = useT()
  useTitle(t('toDay'))
  const { store, register } = useDevice()
  const [closed, setClosed] = useState<RegisterDay | null>(null)
  const day = useQuery({
    ...q('/v1/stores/{storeCode}/register-days/current', {
      params: { path: { storeCode: store.code }, query: { register } },
    }),
    staleTime: 0,
    retry: false,
  })
  const none = isNotFound(day.error)
  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>{t('toDay')}</Title>
        <Text c="dimmed">
          {store.name} · {t('registerNumber', { register })}
        </Text>
      </div>
      {closed ? (
        <Closed day={closed} onNext={() => setClosed(null)} />
      ) : none ? (
        <OpenDay />
      ) : day.error && !day.data ? (
        <ErrorState error={day.error} onRetry={() => void day.refetch()} />
      ) : day.data ? (
        <Open day={day.data} onClosed={setClosed} />
      ) : (
        <SkeletonRows />
      )}
    </div>
  )
}

function Open({ day, onClosed }: { day: RegisterDay; onClosed: (day: RegisterDay) => void }) {
  const t = useT()
  const go = useGo()
  const [work, setWork] = useState<'move' | 'close' | null>(null)
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Text>
          {t('day.since', { number: day.number })}{' '}
          <DateText value={day.openedAt} zone={day.store.timeZone} time />
        </Text>
        <Group gap="sm">
          <Button onClick={() => go(paths.sale())}>{t('day.sell')}</Button>
          <Button variant="default" onClick={() => setWork('move')}>
            {t('day.move')}
          </Button>
          <Button variant="default" onClick={() => setWork('close')}>
            {t('day.close')}
          </Button>
        </Group>
      </Group>
      <DayReport day={day} />
      {work === 'move' && <CashMoveForm day={day} onClose={() => setWork(null)} />}
      {work === 'close' && <CloseDay day={day} onClose={() => setWork(null)} onClosed={onClosed} />}
    </Stack>
  )
}

function Closed({ day, onNext }: { day: RegisterDay; onNext: () => void }) {
  const t = useT()
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Title order={2}>{t('day.closed', { number: day.number })}</Title>
        <Group gap="sm">
          <Button variant="default" onClick={() => globalThis.print()}>
            {t('day.print')}
          </Button>
          <Button onClick={onNext}>{t('day.again')}</Button>
        </Group>
      </Group>
      <div data-print>
        <DayReport day={day} />
      </div>
    </Stack>
  )
}
