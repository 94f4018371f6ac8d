import { Text, Title } from '@mantine/core'
import { formatMoney, formatDay } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import classes from './claims.module.css'
import { useT } from './messages.ts'
import type { ClaimLeft } from './types.ts'
import { useWord } from './words.ts'

/** What the limits leave for this cause on that day, as bars with their figures. */
export function LimitsLeft({ left, currency }: { left: ClaimLeft; currency: string }) {
  const t = useT()
  const word = useWord()
  const { language } = useLanguage()
  const money = (amount: number) => formatMoney(amount, currency, language)
  return (
    <section aria-label={t('left')}>
      <Title order={3} mb="xs">
        {t('left')}
      </Title>
      <Text size="sm" mb="xs">
        {left.most === null ? t('noLimit') : `${t('most')} ${money(left.most)}`}
      </Text>
      {left.limits.map((limit, i) => {
        const cause = limit.cause === 'all' ? word('limit', 'all') : word('cause', limit.cause)
        const figures = t('leftOf', { left: money(limit.left), size: money(limit.size) })
        return (
          <div key={i} className={classes['limit']}>
            <div className={classes['limitHead']}>
              <span>
                {word('limit', limit.rule)} / {cause}
              </span>
              <span className="figures">{figures}</span>
            </div>
            <div className={classes['bar']} aria-hidden>
              <div style={{ width: `${limit.size === 0 ? 0 : (100 * limit.left) / limit.size}%` }} />
            </div>
            <Text size="xs" c="dimmed" mb="xs">
              {t('leftPeriod', {
                from: formatDay(limit.from, language),
                until: formatDay(dayBefore(limit.until), language),
              })}
            </Text>
          </div>
        )
      })}
      {left.claims && (
        <Text size="sm">{t('claimsLeft', { left: left.claims.left, count: left.claims.count })}</Text>
      )}
    </section>
  )
}

/** The last day of a half-open interval. */
function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}
