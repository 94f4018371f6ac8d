import { Group, Stack, Title } from '@mantine/core'
import type { Contract } from '#api/types.ts'
import { CopyButton } from '#kit/copy-button.tsx'
import { LeftBars } from '#kit/cover/left-bars.tsx'
import { CoverTimeline } from '#kit/cover/cover-timeline.tsx'
import { useTimeLeft } from '#kit/cover/time-left.tsx'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { formatMoney } from '#kit/format/formats.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { RouteLink } from '../../navigation.tsx'
import { ItemName } from '../../parts/item-name.tsx'
import { localText } from '../../parts/local-text.ts'
import partClasses from '../../parts/parts.module.css'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.tsx'
import classes from './contracts.module.css'
import { CoverTable } from './cover-table.tsx'
import { useT } from './messages.ts'

export function ContractFacts({ contract }: { contract: Contract }) {
  const t = useT()
  const may = useMay()
  const { language } = useLanguage()
  const timeLeft = useTimeLeft()
  const { item, plan, store, currency } = contract
  // The days go on, the cover does not.
  const isOver = ['cancelled', 'fulfilled', 'void'].includes(contract.state)
  const planName = localText(plan.name, language)
  return (
    <Stack gap="lg">
      <div className={isOver ? classes['over'] : undefined}>
        <CoverTimeline
          purchasedOn={contract.purchasedOn}
          today={contract.today}
          makerWarranty={contract.makerWarranty}
          covers={contract.covers}
          detailed
        />
      </div>
      <Facts
        items={[
          {
            label: t('number'),
            value: (
              <Group gap="sm">
                <span className="figures">{contract.number}</span>
                <CopyButton size="xs" value={contract.number} label={t('number')} />
              </Group>
            ),
          },
          { label: t('item'), value: <ItemName name={item.name} code={item.code} withCode /> },
          item.serialNumber !== null && { label: t('serial'), value: item.serialNumber },
          { label: t('store'), value: `${store.name} (${store.code})` },
          {
            label: t('plan'),
            value: may('plans:read') ? (
              <RouteLink {...paths.plan(plan.code)} className={partClasses['link'] ?? ''}>
                {planName}
              </RouteLink>
            ) : (
              planName
            ),
          },
          contract.status === 'active' && {
            label: t('left'),
            value: timeLeft(contract.today, contract.endsOn),
          },
          { label: t('price'), value: <MoneyText amount={contract.price} currency={currency} /> },
          { label: t('premium'), value: <Premium contract={contract} /> },
          contract.refundDue > 0 && {
            label: t('refundDue'),
            value: <MoneyText amount={contract.refundDue} currency={currency} />,
          },
          { label: t('purchasedOn'), value: <DateText value={contract.purchasedOn} /> },
          { label: t('claims'), value: t('claimsCount', contract.claims) },
          contract.note !== null && { label: t('note'), value: contract.note },
        ]}
      />
      <div>
        <Title order={3} mb="xs">
          {t('covers')}
        </Title>
        <CoverTable contract={contract} />
      </div>
      {!isOver && (
        <section aria-label={t('leftToday')}>
          <Title order={3} mb="xs">
            {t('leftToday')}
          </Title>
          <LeftBars left={contract.left} covers={contract.covers} currency={currency} />
        </section>
      )}
    </Stack>
  )
}

/** What was paid, and where it is not what was offered, by how much. */
function Premium({
  contract: { premium, offeredPremium, planPriceDiffers, currency },
}: {
  contract: Contract
}) {
  const t = useT()
  const { language } = useLanguage()
  const difference = premium - offeredPremium
  return (
    <>
      <MoneyText amount={premium} currency={currency} fw={600} />
      {planPriceDiffers && (
        <div>
          <StatusBadge tone="info">{t('differs')}</StatusBadge>
          <div className={partClasses['muted']}>
            {t('offered', {
              offered: formatMoney(offeredPremium, currency, language),
              difference: `${difference > 0 ? '+' : ''}${formatMoney(difference, currency, language)}`,
            })}
          </div>
        </div>
      )}
    </>
  )
}
