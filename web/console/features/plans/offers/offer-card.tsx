import { Group, Title } from '@mantine/core'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT as useCommonT } from '../../../messages.ts'
import { LinkButton } from '../../../navigation.tsx'
import { localText } from '../../../parts/local-text.ts'
import partClasses from '../../../parts/parts.module.css'
import { Clauses } from '../../../parts/plan-terms/clauses.tsx'
import { usePlanWords } from '../../../parts/plan-terms/plan-words.ts'
import { Section } from '../../../parts/section.tsx'
import { paths } from '../../../paths.ts'
import type { Offer } from '../../../types.ts'
import { useT } from '../messages.ts'
import classes from '../plans.module.css'

/** One plan as a shop would show it beside an item: price and term, what is covered and what is not. */
export function OfferCard({ offer }: { offer: Offer }) {
  const t = useT()
  const common = useCommonT()
  const { language } = useLanguage()
  const words = usePlanWords(offer.currency)
  return (
    <Section
      title={localText(offer.name, language)}
      action={
        <LinkButton size="sm" variant="default" place={paths.plan(offer.planCode)}>
          {t('openPlan')}
        </LinkButton>
      }
    >
      <Group justify="space-between" align="baseline" mb="md" gap="xs">
        <span className={classes['offerPrice']}>
          <MoneyText amount={offer.premium} currency={offer.currency} />
        </span>
        <span className={partClasses['muted']}>
          {t('offers.source', {
            term: words.months(offer.termMonths),
            code: offer.planCode,
            version: offer.planVersion,
          })}
        </span>
      </Group>
      <div className={classes['offerColumns']}>
        <div>
          <Title order={3} mb={4}>
            {common('terms.covers')}
          </Title>
          <ul className={classes['plain']}>
            {offer.covers.map((cover) => (
              <li key={cover.kind}>
                {t('offers.cover', {
                  kind: words.cover(cover.kind),
                  start: words.start(cover.start),
                  after: cover.startsAfterMonths > 0 ? words.months(cover.startsAfterMonths) : null,
                  term: words.months(cover.months),
                })}
              </li>
            ))}
            {offer.limits.map((limit) => (
              <li key={JSON.stringify(limit)}>{words.limit(limit)}</li>
            ))}
            <li>{words.deductible(offer.deductible)}</li>
          </ul>
        </div>
        <div>
          <Title order={3} mb={4}>
            {common('terms.exclusions')}
          </Title>
          <Clauses clauses={offer.exclusions} none={common('terms.exclusionsNone')} />
        </div>
      </div>
      <p className={partClasses['muted']}>
        {common('terms.liableText', {
          party: offer.liableParty,
          provider: common(`provider.${offer.provider}`),
        })}
        {offer.freeCancellationDays > 0 &&
          ` · ${common('terms.cancel.free', { days: offer.freeCancellationDays })}`}
      </p>
    </Section>
  )
}
