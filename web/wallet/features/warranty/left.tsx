import { Text } from '@mantine/core'
import type { Contract } from '#api/types.ts'
import { LeftBars } from '#kit/cover/left-bars.tsx'
import { useT } from '../../messages.ts'
import { Section } from '../../parts/section.tsx'

/** What the cover still pays, and which claims have taken of it. Of cover that is over nothing is left to say. */
export function LeftToday({ contract }: { contract: Contract }) {
  const t = useT()
  const { claims, left, currency, status } = contract
  if (status !== 'active' && status !== 'scheduled') return null
  return (
    <Section title={t('warranty.left')}>
      <LeftBars left={left} covers={contract.covers} currency={currency} />
      {(claims.open > 0 || claims.fulfilled > 0) && (
        <Text size="sm" c="dimmed" mt="md">
          {t('warranty.claims', { open: claims.open, fulfilled: claims.fulfilled })}
        </Text>
      )}
    </Section>
  )
}
