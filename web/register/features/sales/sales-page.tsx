import { Button, Group, Switch, TextInput, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { IconReceipt, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { pages, present } from '#api/query.ts'
import { formatInstant } from '#kit/format/formats.ts'
import { dayIn } from '#kit/format/days.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { useT } from '../../messages.ts'
import { useGo, useWords } from '../../navigation.tsx'
import { Camera } from '../../parts/camera.tsx'
import { KeyButton } from '../../parts/key-button.tsx'
import { useKeyboard } from '../../parts/keyboard.ts'
import page from '../../parts/page.module.css'
import { paths } from '../../paths.ts'
import { nowText } from '../../till/baskets.ts'
import { useDevice } from '../../till/device.ts'
import type { SettlementRow } from '../../till/types.ts'
import { SaleDialog } from './sale-dialog.tsx'
import { SaleState } from './sale-state.tsx'

/** Today's sales, or one of any day by its receipt number; from here papers, voids and returns. */
export function SalesPage() {
  const t = useT()
  const go = useGo()
  useTitle(t('toSales'))
  const { store, register } = useDevice()
  const { find, open } = useWords()
  const [mine, setMine] = useState(true)
  const [camera, setCamera] = useState(false)
  const byId = find?.startsWith('stl_') ? find : undefined
  const query = present({
    limit: 50,
    ...(find && !byId
      ? { reference: find }
      : { day: dayIn(store.timeZone, nowText()), register: mine ? register : undefined }),
  })
  const rows = useInfiniteQuery(
    pages('/v1/stores/{storeCode}/settlements', { params: { path: { storeCode: store.code }, query } }),
  )
  const look = (code: string) => go(paths.sales({ find: code.normalize('NFKC').trim() }))
  useKeyboard({ actions: { camera: () => setCamera(true) }, onScan: look })
  const shown = byId ?? open

  return (
    <div className={page['page']}>
      <div className={page['head']}>
        <Title order={1}>{t('toSales')}</Title>
        <form
          key={find ?? ''}
          onSubmit={(event) => {
            event.preventDefault()
            look(event.currentTarget.querySelector('input')?.value ?? '')
          }}
        >
          <Group gap="xs">
            <TextInput
              name="find"
              aria-label={t('sales.find')}
              placeholder={t('sales.find')}
              defaultValue={find ?? ''}
              maxLength={100}
              leftSection={<IconSearch size={18} aria-hidden />}
            />
            <Button type="submit" variant="default">
              {t('sales.search')}
            </Button>
            <KeyButton action="camera" onPress={() => setCamera(true)}>
              {t('sale.camera')}
            </KeyButton>
          </Group>
        </form>
      </div>
      {find ? (
        <Button variant="subtle" w="fit-content" onClick={() => go(paths.sales())}>
          {t('sales.today')}
        </Button>
      ) : (
        <Switch
          label={t('sales.mine')}
          checked={mine}
          onChange={(event) => setMine(event.currentTarget.checked)}
        />
      )}
      <Loadable state={rows} skeleton={<SkeletonRows />}>
        {(data) => {
          const items = data.pages.flatMap((one) => one.items)
          return items.length === 0 && !byId ? (
            <EmptyState icon={<IconReceipt size={40} />} title={t(find ? 'sales.notFound' : 'sales.none')}>
              {t(find ? 'sales.notFoundText' : 'sales.noneText')}
            </EmptyState>
          ) : (
            <ul className={page['list']}>
              {items.map((row) => (
                <Row key={row.id} row={row} onOpen={() => go(paths.sales({ find, open: row.id }))} />
              ))}
            </ul>
          )
        }}
      </Loadable>
      {rows.hasNextPage && (
        <Button variant="default" loading={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
          {t('sales.more')}
        </Button>
      )}
      {shown && <SaleDialog settlementId={shown} onClose={() => go(paths.sales(byId ? {} : { find }))} />}
      {camera && (
        <Camera
          title={t('sales.camera')}
          onClose={() => setCamera(false)}
          onCode={(code) => {
            setCamera(false)
            look(code)
          }}
        />
      )}
    </div>
  )
}

function Row({ row, onOpen }: { row: SettlementRow; onOpen: () => void }) {
  const { language } = useLanguage()
  const { timeZone } = row.store
  return (
    <li>
      <button type="button" className={page['row']} onClick={onOpen}>
        <span className="figures">{formatInstant(row.occurredAt, language, timeZone).slice(-5)}</span>
        <span className="figures">{row.reference}</span>
        <SaleState state={row.state} />
        <strong>
          <MoneyText amount={row.amountDue} currency={row.currency} />
        </strong>
      </button>
    </li>
  )
}
