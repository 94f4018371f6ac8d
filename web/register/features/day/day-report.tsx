import { Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { formatBasisPoints } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT } from '../../messages.ts'
import page from '../../parts/page.module.css'
import { localName } from '../../till/names.ts'
import type { RegisterDay } from '../../till/types.ts'

/** What the register took: by means of payment, rate and coupon, and what should lie in the drawer. */
export function DayReport({ day }: { day: RegisterDay }) {
  const t = useT()
  const { language } = useLanguage()
  const { sales, refunds, tenders, rates, coupons, cash } = day.report
  const money = (amount: number) => <MoneyText amount={amount} currency={day.currency} />
  return (
    <div className={page['two']}>
      <Stack gap="lg">
        <Table title={t('report.sales')}>
          <Fact label={t('report.count')}>{sales.count}</Fact>
          <Fact label={t('report.price')}>{money(sales.price)}</Fact>
          <Fact label={t('report.discount')}>{money(-sales.discount)}</Fact>
          <Fact label={t('report.total')}>{money(sales.total)}</Fact>
          <Fact label={t('report.asMoney')}>{money(-sales.couponsAsMoney)}</Fact>
          <Fact label={t('report.due')}>{money(sales.amountDue)}</Fact>
          <Fact label={t('report.refunds', { count: refunds.count })}>{money(-refunds.amount)}</Fact>
        </Table>
        <Table title={t('report.drawer')}>
          <Fact label={t('open.cash')}>{money(cash.opening)}</Fact>
          <Fact label={t('report.taken')}>{money(cash.taken)}</Fact>
          <Fact label={t('report.cashBack')}>{money(-cash.refunded)}</Fact>
          <Fact label={t('report.moved')}>{money(cash.moved)}</Fact>
          <Fact label={t('close.expected')}>{money(cash.expected)}</Fact>
          {day.countedCash !== null && <Fact label={t('close.counted')}>{money(day.countedCash)}</Fact>}
          {day.closedAt !== null && day.difference !== null && (
            <Fact label={t('close.difference')}>{money(day.difference)}</Fact>
          )}
        </Table>
      </Stack>
      <Stack gap="lg">
        <Table title={t('report.tenders')}>
          {tenders.map(({ kind, count, taken, refunded }) => (
            <Fact key={kind} label={`${t(`tender.${kind}`)} (${count})`}>
              {money(taken - refunded)}
            </Fact>
          ))}
        </Table>
        <Table title={t('report.rates')}>
          {rates.map(({ taxCategory, basisPoints, due, tax, refundedDue, refundedTax }) => (
            <Fact
              key={`${taxCategory}${basisPoints}`}
              label={t('steps.rate', { rate: formatBasisPoints(basisPoints, language) })}
            >
              {money(due - refundedDue)} ({money(tax - refundedTax)})
            </Fact>
          ))}
        </Table>
        {coupons.length > 0 && (
          <Table title={t('report.coupons')}>
            {coupons.map(({ couponId, name, count, amount }) => (
              <Fact key={couponId} label={`${localName(name, language)} (${count})`}>
                {money(amount)}
              </Fact>
            ))}
          </Table>
        )}
        {day.moves.length > 0 && (
          <Table title={t('report.moves')}>
            {day.moves.map(({ n, amount, reason, at }) => (
              <Fact
                key={n}
                label={
                  <>
                    {reason} <DateText value={at} zone={day.store.timeZone} time />
                  </>
                }
              >
                {money(amount)}
              </Fact>
            ))}
          </Table>
        )}
      </Stack>
    </div>
  )
}

function Table({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={2}>{title}</Title>
      <table className={page['table']}>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

function Fact({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{children}</td>
    </tr>
  )
}
