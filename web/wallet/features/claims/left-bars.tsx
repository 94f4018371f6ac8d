import { Progress, Stack, Text } from '@mantine/core'
import type { ClaimLeft } from '#api/types.ts'
import { formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useClaimT } from '../../parts/claims/messages.ts'

/** What is left of each limit, in words and as a bar. */
export function LeftBars({ left, currency }: { left: ClaimLeft; currency: string }) {
  const t = useClaimT()
  const { language } = useLanguage()
  const money = (amount: number) => formatMoney(amount, currency, language)
  return (
    <Stack gap="sm">
      <Text size="sm">
        {left.most === null ? t('left.noLimit') : t('left.most', { amount: money(left.most) })}
      </Text>
      {left.limits.map((limit) => (
        <Bar
          key={`${limit.rule} ${limit.cause}`}
          label={t(`left.${limit.rule}`)}
          text={t('left.amount', { left: money(limit.left), size: money(limit.size) })}
          share={limit.left / (limit.size || 1)}
        />
      ))}
      {left.claims && (
        <Bar
          label={t(left.claims.period === 'term' ? 'left.claimsTerm' : 'left.claimsYear')}
          text={t('left.claims', left.claims)}
          share={left.claims.left / (left.claims.count || 1)}
        />
      )}
    </Stack>
  )
}

function Bar({ label, text, share }: { label: string; text: string; share: number }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" className="figures">
        {text}
      </Text>
      <Progress value={share * 100} size="md" mt={4} aria-label={`${label} ${text}`} />
    </div>
  )
}
