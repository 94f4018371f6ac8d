import { Alert, Anchor, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { q } from '#api/query.ts'
import type { Purchase } from '#api/types.ts'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { dayIn } from '#kit/format/days.ts'
import { formatDay } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { useT } from '../../messages.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { Section } from '../../parts/section.tsx'
import { NotMine } from './not-mine.tsx'
import { PurchaseLines } from './purchase-lines.tsx'
import { PurchasePayments } from './purchase-payments.tsx'

const route = getRouteApi('/frame/purchases/$purchaseId')

/** One receipt: from where, what, how much, what of it is covered. */
export function PurchasePage() {
  const { purchaseId } = route.useParams()
  const purchase = useQuery(q('/v1/me/purchases/{purchaseId}', { params: { path: { purchaseId } } }))
  return (
    <>
      <BackLink to="/purchases" />
      <Loadable state={purchase} skeleton={<SkeletonCards count={2} height={220} />}>
        {(data) => <Receipt purchase={data} />}
      </Loadable>
    </>
  )
}

function Receipt({ purchase }: { purchase: Purchase }) {
  const t = useT()
  const { language } = useLanguage()
  const { store, kind, voidedAt } = purchase
  return (
    <>
      <PageHeader
        title={store.name}
        description={<DateText value={purchase.purchasedAt} zone={store.timeZone} />}
        action={kind !== 'sale' && <StatusBadge tone="info">{t(`purchases.kind.${kind}`)}</StatusBadge>}
      />
      {voidedAt && (
        <Alert color="gray" mb="md">
          {t('purchase.voidedAt', { day: formatDay(dayIn(store.timeZone, voidedAt), language) })}
        </Alert>
      )}
      <Stack gap={0}>
        <Section title={t('purchase.lines')}>
          <PurchaseLines purchase={purchase} />
        </Section>
        <PurchasePayments purchaseId={purchase.id} />
        <Section title={t('purchase.title')}>
          <Facts
            items={[
              {
                label: t('purchase.reference'),
                value: <span className="figures">{purchase.reference}</span>,
              },
              {
                label: t(kind === 'return' ? 'purchase.atReturn' : 'purchase.at'),
                value: <DateText value={purchase.purchasedAt} zone={store.timeZone} time />,
              },
              { label: t('purchase.storeCode'), value: store.code },
              purchase.returnOf !== null && {
                label: t(`purchases.kind.${kind}`),
                value: (
                  <Anchor
                    renderRoot={(props) => (
                      <Link
                        to="/purchases/$purchaseId"
                        params={{ purchaseId: purchase.returnOf ?? '' }}
                        {...props}
                      />
                    )}
                  >
                    {t('purchase.original')}
                  </Anchor>
                ),
              },
            ]}
          />
        </Section>
      </Stack>
      <Group justify="center" mt="xl">
        <NotMine purchase={purchase} />
      </Group>
    </>
  )
}
