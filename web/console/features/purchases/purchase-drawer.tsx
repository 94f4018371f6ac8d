import { Group, Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { q } from '#api/query.ts'
import type { Purchase } from '#api/types.ts'
import { CopyButton } from '#kit/copy-button.tsx'
import { DetailDrawer } from '#kit/detail/detail-drawer.tsx'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { RouteLink } from '../../navigation.tsx'
import { useLast } from '../../parts/last.ts'
import classes from '../../parts/parts.module.css'
import { paths } from '../../paths.ts'
import { PurchaseAmount } from './columns.tsx'
import { useT } from './messages.ts'
import { PurchaseContracts } from './purchase-contracts.tsx'
import { PurchaseFlags } from './purchase-flags.tsx'
import { PurchaseHistory } from './purchase-history.tsx'
import { PurchaseLines } from './purchase-lines.tsx'

/** One purchase: what was bought at the left, what happened to it and what covers it at the right. */
export function PurchaseDrawer({ openId, onClose }: { openId: string | undefined; onClose: () => void }) {
  const t = useT()
  const id = useLast(openId)
  const state = useQuery({
    ...q('/v1/purchases/{purchaseId}', { params: { path: { purchaseId: id ?? '' } } }),
    enabled: id !== undefined,
  })
  const purchase = state.data
  return (
    <DetailDrawer
      opened={openId !== undefined}
      onClose={onClose}
      title={purchase ? t('drawerTitle', { reference: purchase.reference }) : t('drawerLoading')}
      status={purchase && <PurchaseFlags purchase={purchase} />}
      facts={
        <Loadable state={state} skeleton={<SkeletonRows />}>
          {(data) => <PurchaseFacts purchase={data} />}
        </Loadable>
      }
      history={
        <Loadable state={{ ...state, error: null }} skeleton={<SkeletonRows count={3} />}>
          {(data) => (
            <>
              <PurchaseHistory purchase={data} />
              <PurchaseContracts purchase={data} />
            </>
          )}
        </Loadable>
      }
    />
  )
}

function PurchaseFacts({ purchase }: { purchase: Purchase }) {
  const t = useT()
  const { store, priceBasis, returnOf, revision } = purchase
  return (
    <Stack gap="lg">
      <Facts
        items={[
          {
            label: t('reference'),
            value: (
              <Group gap="sm">
                <span className="figures">{purchase.reference}</span>
                <CopyButton size="xs" value={purchase.reference} label={t('reference')} />
              </Group>
            ),
          },
          { label: t('total'), value: <PurchaseAmount purchase={purchase} /> },
          {
            label: t('purchasedAt'),
            value: <DateText value={purchase.purchasedAt} zone={store.timeZone} time />,
          },
          { label: t('store'), value: `${store.name} (${store.code})` },
          { label: t('priceBasis'), value: t(`priceBasis.${priceBasis}`) },
          revision > 1 && { label: t('revision'), value: t('revisionN', { revision }) },
          returnOf !== null && {
            label: t('returnOf'),
            value: (
              <RouteLink {...paths.purchase(returnOf)} className={classes['link'] ?? ''}>
                {t('openOriginal')}
              </RouteLink>
            ),
          },
        ]}
      />
      <div>
        <Title order={3} mb="xs">
          {t('lines', { count: purchase.lines.length })}
        </Title>
        <PurchaseLines purchase={purchase} />
      </div>
    </Stack>
  )
}
