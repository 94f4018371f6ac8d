import { Alert } from '@mantine/core'
import type { Contract } from '#api/types.ts'
import { formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT } from '../../messages.ts'

const known = [
  'returned',
  'purchase_voided',
  'cancelled_by_buyer',
  'cancelled_by_seller',
  'exchanged',
  'limit_used_up',
] as const
const over: readonly Contract['state'][] = ['cancelled', 'fulfilled', 'void']

/** Why a cover has ended, and what comes back for it. */
export function Ended({ contract: { state, stateReason, refundDue, currency } }: { contract: Contract }) {
  const t = useT()
  const { language } = useLanguage()
  if (!over.includes(state)) return null
  const reason = known.find((one) => one === stateReason)
  const back =
    refundDue > 0 && t('warranty.refundDue', { amount: formatMoney(refundDue, currency, language) })
  return (
    <Alert color="gray" mb="md">
      {state === 'void' ? t('reason.void') : t(`reason.${reason ?? 'cancelled'}`)} {back}
    </Alert>
  )
}
