import { Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { q } from '#api/query.ts'
import type { components } from '#api/schema.d.ts'
import { DetailDrawer } from '#kit/detail/detail-drawer.tsx'
import { Facts } from '#kit/detail/facts.tsx'
import { History } from '#kit/detail/history.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { formatBasisPoints, formatNumber } from '#kit/format/formats.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useT as useCommonT } from '../../messages.ts'
import { useLast } from '../../parts/last.ts'
import { DifferenceText } from './difference-text.tsx'
import { useT } from './messages.ts'

type Day = components['schemas']['RegisterDay']
type Props = { storeCode: string; openId: string | undefined; onClose: () => void }

/** The report of one register's day: sales, tax by rate, means of payment, cash counted against what it should be. */
export function RegisterDrawer({ storeCode, openId, onClose }: Props) {
  const t = useT()
  const id = useLast(openId)
  const state = useQuery({
    ...q('/v1/stores/{storeCode}/register-days/{dayId}', {
      params: { path: { storeCode, dayId: id ?? '' } },
    }),
    enabled: id !== undefined,
  })
  return (
    <DetailDrawer
      opened={openId !== undefined}
      onClose={onClose}
      title={state.data ? t('report', { number: state.data.number }) : t('title')}
      facts={
        <Loadable state={state} skeleton={<SkeletonRows />}>
          {(day) => <Report day={day} />}
        </Loadable>
      }
      history={
        <Loadable state={{ ...state, error: null }} skeleton={<SkeletonRows count={3} />}>
          {(day) => <Moves day={day} />}
        </Loadable>
      }
    />
  )
}

function Report({ day }: { day: Day }) {
  const t = useT()
  const common = useCommonT()
  const { language } = useLanguage()
  const { report, currency } = day
  const money = (amount: number) => <MoneyText amount={amount} currency={currency} />
  const count = (value: number) => t('times', { count: formatNumber(value, language) })
  return (
    <Stack gap="lg">
      <Facts
        items={[
          { label: t('register'), value: day.register },
          { label: t('day'), value: <DateText value={day.businessDay} /> },
          {
            label: t('sales'),
            value: (
              <>
                {count(report.sales.count)} {money(report.sales.amountDue)}
              </>
            ),
          },
          { label: t('discounts'), value: money(report.sales.discount + report.sales.couponsAsMoney) },
          {
            label: t('refunds'),
            value: (
              <>
                {count(report.refunds.count)} {money(report.refunds.amount)}
              </>
            ),
          },
        ]}
      />
      <Part title={t('cash')}>
        <Facts
          items={[
            { label: t('opening'), value: money(report.cash.opening) },
            { label: t('taken'), value: money(report.cash.taken) },
            { label: t('refundedCash'), value: money(-report.cash.refunded) },
            { label: t('moved'), value: money(report.cash.moved) },
            { label: t('expected'), value: money(report.cash.expected) },
            day.countedCash !== null && { label: t('counted'), value: money(day.countedCash) },
            day.difference !== null && {
              label: t('difference'),
              value: <DifferenceText amount={day.difference} currency={currency} />,
            },
          ]}
        />
      </Part>
      <Part title={t('tenders')}>
        <Facts
          items={report.tenders.map((tender) => ({
            label: t(`tender.${tender.kind}`),
            value: (
              <>
                {count(tender.count)} {money(tender.taken - tender.refunded)}
              </>
            ),
          }))}
        />
      </Part>
      <Part title={t('taxes')}>
        <Facts
          items={report.rates.map((rate) => ({
            label: `${common(`tax.${rate.taxCategory}`)} ${formatBasisPoints(rate.basisPoints, language)}`,
            value: (
              <>
                {money(rate.due - rate.refundedDue)}（{t('ofWhichTax')} {money(rate.tax - rate.refundedTax)}）
              </>
            ),
          }))}
        />
      </Part>
      {report.coupons.length > 0 && (
        <Part title={t('coupons')}>
          <Facts
            items={report.coupons.map((coupon) => ({
              label: coupon.name.ja,
              value: (
                <>
                  {count(coupon.count)} {money(coupon.amount)}
                </>
              ),
            }))}
          />
        </Part>
      )}
    </Stack>
  )
}

function Part({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div>
      <Title order={3} mb="xs">
        {title}
      </Title>
      {children}
    </div>
  )
}

function Moves({ day }: { day: Day }) {
  const t = useT()
  return (
    <History
      zone={day.store.timeZone}
      entries={[
        ...(day.closedAt === null ? [] : [{ key: 'closed', at: day.closedAt, title: t('closedAt') }]),
        ...day.moves.toReversed().map((move) => ({
          key: String(move.n),
          at: move.at,
          title: (
            <>
              {t(move.amount > 0 ? 'cashIn' : 'cashOut')}{' '}
              <MoneyText amount={move.amount} currency={day.currency} />
            </>
          ),
          detail: move.reason,
        })),
        { key: 'opened', at: day.openedAt, title: t('openedAt') },
      ]}
    />
  )
}
