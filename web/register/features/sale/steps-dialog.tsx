import { Modal, Stack, Text, Title } from '@mantine/core'
import { MoneyText } from '#kit/format/money-text.tsx'
import { formatBasisPoints } from '#kit/format/formats.ts'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT } from '../../messages.ts'
import { useKeyboard } from '../../parts/keyboard.ts'
import { localName } from '../../till/names.ts'
import type { Quote } from '../../till/types.ts'
import classes from './sale.module.css'

const reasons = [
  'not_running',
  'not_started',
  'expired',
  'other_store',
  'limit_reached',
  'buyer_limit_reached',
  'other_currency',
  'no_line_in_scope',
  'below_minimum',
  'no_discount',
  'better_one_chosen',
  'not_stackable',
] as const
type Reason = (typeof reasons)[number]
const isReason = (text: string): text is Reason => (reasons as readonly string[]).includes(text)

/** The words of a formula for how it was rounded. */
const roundings = { ', down': 'steps.down', ', up': 'steps.up', ', half up': 'steps.halfUp' } as const
type Rounding = keyof typeof roundings

/** Why this amount: every value on the way, rate by rate, and the coupons that did not apply. */
export function StepsDialog({ quote, onClose }: { quote: Quote; onClose: () => void }) {
  const t = useT()
  const kit = useKitT()
  const { language } = useLanguage()
  useKeyboard({ closed: true })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('steps.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <Stack gap="lg">
        {quote.taxes.map(({ taxCategory, basisPoints, steps }) => (
          <section key={`${taxCategory}${basisPoints}`}>
            <Title order={3} mb="xs">
              {t('steps.rate', { rate: formatBasisPoints(basisPoints, language) })}
            </Title>
            <table className={classes['steps']}>
              <tbody>
                {steps.map(({ name, formula, amount }, n) => (
                  // The same name may come twice, once for each coupon; steps never move.
                  // oxlint-disable-next-line react/no-array-index-key -- steps have no other name than their place
                  <tr key={`${name}${n}`}>
                    <th scope="row">{t(`steps.${name}`)}</th>
                    <td>
                      {formula.replace(/, (?:down|up|half up)(?= →)/, (word) =>
                        t(roundings[word as Rounding]),
                      )}
                    </td>
                    <td>
                      <MoneyText amount={amount} currency={quote.currency} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
        {quote.couponsRefused.length > 0 && (
          <section>
            <Title order={3} mb="xs">
              {t('steps.refused')}
            </Title>
            <ul>
              {quote.couponsRefused.map(({ couponId, name, reason }) => (
                <li key={couponId}>
                  {localName(name, language)}{' '}
                  <Text span size="sm" c="dimmed">
                    {isReason(reason) ? t(`coupon.${reason}`) : reason}
                  </Text>
                </li>
              ))}
            </ul>
          </section>
        )}
      </Stack>
    </Modal>
  )
}
