import { Stack, Text, Title } from '@mantine/core'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { formatMoney, formatNumber } from '#kit/format/formats.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { RouteLink } from '../../navigation.tsx'
import { localText } from '../../parts/local-text.ts'
import parts from '../../parts/parts.module.css'
import { TaxSteps } from '../../parts/tax-steps/tax-steps.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.tsx'
import { useT } from './messages.ts'
import { useCodeWords } from './code-words.ts'
import classes from './settlements.module.css'
import type { Settlement } from './types.ts'

/** The amount step by step: lines, tax and discount by rate, coupons, means of payment. */
export function SettlementFacts({ settlement }: { settlement: Settlement }) {
  const t = useT()
  const { currency, store } = settlement
  const failed = settlement.reason
  const words = useCodeWords()
  return (
    <Stack gap="lg">
      <Facts
        items={[
          {
            label: t('amountDue'),
            value: <MoneyText amount={settlement.amountDue} currency={currency} fw={700} />,
          },
          failed !== null && { label: t('reason'), value: words.reason(failed) },
          {
            label: t('occurredAt'),
            value: <DateText value={settlement.occurredAt} zone={store.timeZone} time />,
          },
          { label: t('store'), value: `${store.name} (${store.code})` },
          settlement.register !== null && { label: t('register'), value: settlement.register },
          settlement.madeOffline && { label: t('madeOffline'), value: t('madeOfflineText') },
          settlement.refunded > 0 && {
            label: t('refunded'),
            value: <MoneyText amount={settlement.refunded} currency={currency} />,
          },
        ]}
      />
      <Related settlement={settlement} />
      <Lines settlement={settlement} />
      <Part title={t('steps')}>
        {settlement.taxes.map((rate) => (
          <TaxSteps
            key={`${rate.taxCategory} ${rate.basisPoints}`}
            steps={rate.steps}
            currency={currency}
            rate={
              settlement.tax === null ? null : { category: rate.taxCategory, basisPoints: rate.basisPoints }
            }
          />
        ))}
      </Part>
      <Coupons settlement={settlement} />
      <Tenders settlement={settlement} />
    </Stack>
  )
}

function PurchaseLink({ settlement }: { settlement: Settlement }) {
  const t = useT()
  if (settlement.purchaseId === null) return null
  return (
    <RouteLink {...paths.purchase(settlement.purchaseId)} className={parts['link'] ?? ''}>
      {t('openPurchase')}
    </RouteLink>
  )
}

/** Other pages that show the same sale. */
function Related({ settlement }: { settlement: Settlement }) {
  const t = useT()
  const may = useMay()
  return (
    <div className={classes['links']}>
      <PurchaseLink settlement={settlement} />
      {may('ledger:read') && (
        <RouteLink {...paths.journals({ subject: settlement.id })} className={parts['link'] ?? ''}>
          {t('openJournals')}
        </RouteLink>
      )}
    </div>
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

function Lines({ settlement }: { settlement: Settlement }) {
  const t = useT()
  const { language } = useLanguage()
  return (
    <Part title={t('lines')}>
      <ul className={classes['rows']}>
        {settlement.lines.map((line) => (
          <li key={line.n}>
            <div>
              {line.description}
              <div className={parts['muted']}>
                {t('times', {
                  price: formatMoney(line.unitPrice, settlement.currency, language),
                  count: formatNumber(line.quantity, language),
                })}
                {line.cover !== null && ` · ${t('cover')}`}
                {line.returned > 0 &&
                  ` · ${t('returnedUnits', { count: formatNumber(line.returned, language) })}`}
              </div>
            </div>
            <div className={classes['amounts']}>
              <MoneyText amount={line.due} currency={settlement.currency} />
              {line.discount > 0 && (
                <div className={parts['muted']}>
                  <MoneyText amount={-line.discount} currency={settlement.currency} />
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Coupons({ settlement }: { settlement: Settlement }) {
  const t = useT()
  const { language } = useLanguage()
  const words = useCodeWords()
  const { couponsUsed, couponsRefused, currency } = settlement
  if (couponsUsed.length + couponsRefused.length === 0) return null
  const nameOf = (name: { ja: string; en: string | null; zh: string | null }) =>
    localText({ ja: name.ja, en: name.en ?? name.ja, zh: name.zh ?? name.ja }, language)
  return (
    <Part title={t('coupons')}>
      <ul className={classes['rows']}>
        {couponsUsed.map((coupon) => (
          <li key={coupon.couponId}>
            <div>
              {nameOf(coupon.name)}
              <div className={parts['muted']}>
                {t(`funder.${coupon.funder}`)} · {t(`couponState.${coupon.state}`)}
              </div>
            </div>
            <MoneyText amount={-coupon.amount} currency={currency} />
          </li>
        ))}
        {couponsRefused.map((coupon) => (
          <li key={coupon.couponId}>
            <div>
              <Text inherit c="dimmed">
                {nameOf(coupon.name)}
              </Text>
              <div className={parts['muted']}>{words.refused(coupon.reason)}</div>
            </div>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Tenders({ settlement }: { settlement: Settlement }) {
  const t = useT()
  const words = useCodeWords()
  const { tenders, currency, couponsAsMoney } = settlement
  return (
    <Part title={t('tenders')}>
      <ul className={classes['rows']}>
        {couponsAsMoney > 0 && (
          <li>
            <div>{t('paidByCoupon')}</div>
            <MoneyText amount={couponsAsMoney} currency={currency} />
          </li>
        )}
        {tenders.map((tender, i) => (
          // oxlint-disable-next-line react/no-array-index-key -- tenders have no other name than their place
          <li key={i}>
            <div>
              {t(`tender.${tender.kind}`)}
              {tender.provider !== null && (
                <span className={parts['muted']}> {words.provider(tender.provider)}</span>
              )}
              <div className={parts['muted']}>
                {tender.received !== null && tender.change !== null && (
                  <>
                    {t('received')} <MoneyText amount={tender.received} currency={currency} /> · {t('change')}{' '}
                    <MoneyText amount={tender.change} currency={currency} />
                  </>
                )}
                {tender.reason !== null && words.reason(tender.reason)}
              </div>
            </div>
            <div className={classes['amounts']}>
              <MoneyText amount={tender.amount} currency={currency} />
              <div>
                <StatusBadge tone={words.tone(tender.state)}>{words.payment(tender.state)}</StatusBadge>
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Part>
  )
}
