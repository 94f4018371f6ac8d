import { Button, Radio, Text, Title } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { useId } from 'react'
import type { Good, Offer } from '#api/shop-types.ts'
import { useT } from '../../messages.ts'
import classes from './good.module.css'
import { OfferCard } from './offer-card.tsx'

type Props = {
  good: Good
  offers: readonly Offer[]
  /** Whether the platform was asked; it may rest. */
  shown: boolean
  chosen: string | null
  onChoose: (planCode: string) => void
  onRetry: () => void
}

/** The value that says "without"; no plan has an empty code. */
const without = ''

/** The covers of a good and, beside them and as large, going without. */
export function CoverChoice({ good, offers, shown, chosen, onChoose, onRetry }: Props) {
  const t = useT()
  const id = useId()
  if (!shown)
    return (
      <div className={`surface ${classes['note'] ?? ''}`}>
        <p>{t('cover.resting')}</p>
        <Button variant="default" leftSection={<IconRefresh size={18} aria-hidden />} onClick={onRetry}>
          {t('cover.retry')}
        </Button>
      </div>
    )
  if (offers.length === 0) return <p className={classes['none']}>{t('cover.none')}</p>
  return (
    <section aria-labelledby={id}>
      <Title order={2} id={id}>
        {t('cover.title')}
      </Title>
      <Text size="sm" c="dimmed" mt={4}>
        {t('cover.lead')}
      </Text>
      <Radio.Group value={chosen} onChange={onChoose} aria-label={t('cover.choose')}>
        <div className={classes['offers']}>
          {offers.map((offer) => (
            <OfferCard key={offer.planCode} good={good} offer={offer} chosen={chosen === offer.planCode} />
          ))}
          <div className={`surface ${classes['offer'] ?? ''}`} data-chosen={chosen === without || undefined}>
            <Radio
              value={without}
              label={<strong>{t('cover.without')}</strong>}
              description={t('cover.withoutText')}
              classNames={{ body: classes['radio'] ?? '', labelWrapper: classes['radioLabel'] ?? '' }}
            />
          </div>
        </div>
      </Radio.Group>
    </section>
  )
}
