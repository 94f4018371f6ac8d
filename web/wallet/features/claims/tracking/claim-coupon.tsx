import { Text } from '@mantine/core'
import { IconTicket } from '@tabler/icons-react'
import type { Claim } from '#api/types.ts'
import { Facts } from '#kit/detail/facts.tsx'
import { formatDay } from '#kit/format/formats.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { LinkRow } from '../../../parts/link-row.tsx'
import { Section } from '../../../parts/section.tsx'
import type { ClaimDoor } from './claim-door.ts'
import { useTrackingT } from './messages.ts'

/** The coupon given instead of a repair: what to show at the till, what it is worth, until when. */
export function ClaimCoupon({ claim, door }: { claim: Claim; door: ClaimDoor }) {
  const t = useTrackingT()
  const { language } = useLanguage()
  const { coupon, currency } = claim
  if (!coupon) return null
  return (
    <Section title={t('coupon.title')}>
      <Facts
        items={[
          coupon.code !== null && {
            label: t('coupon.code'),
            value: (
              <Text span ff="monospace" fw={600}>
                {coupon.code}
              </Text>
            ),
          },
          {
            label: t('coupon.amount'),
            value: <MoneyText amount={coupon.amount} currency={currency} fw={600} />,
          },
          { label: t('coupon.lastDay'), value: formatDay(coupon.lastDay, language) },
          { label: t('coupon.state'), value: t(`coupon.${coupon.state}`) },
        ]}
      />
      {coupon.state === 'issued' && (
        <Text size="sm" my="sm">
          {t('coupon.hint', { store: claim.store.name })}
        </Text>
      )}
      {door.address.startsWith('/v1/me/') && (
        <LinkRow to="/coupons" icon={<IconTicket size={24} aria-hidden />}>
          {t('coupon.toCoupons')}
        </LinkRow>
      )}
    </Section>
  )
}
