import { Button, Modal, Stack, Text, Title } from '@mantine/core'
import { useWrite } from '#api/query.ts'
import type { Settlement } from '#api/types.ts'
import { formatMoney } from '#kit/format/formats.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { paymentReads } from '../../live.ts'
import { Amounts } from '../../parts/payments/amounts.tsx'
import { PaymentLines } from '../../parts/payments/lines.tsx'
import { usePayT } from './messages.ts'
import classes from './pay.module.css'

type Props = { payment: Settlement; onPaid: () => void; onLater: () => void }

/** A till asks: who, for what, how much, and then yes or no. Nothing moves before. */
export function ConfirmPayment({ payment, onPaid, onLater }: Props) {
  const t = usePayT()
  const { language } = useLanguage()
  const params = { path: { settlementId: payment.id } }
  const confirm = useWrite('post', '/v1/me/settlements/{settlementId}/confirm', {
    stale: paymentReads,
    onDone: (answer) => {
      if (answer.state !== 'failed') onPaid()
    },
  })
  const decline = useWrite('post', '/v1/me/settlements/{settlementId}/decline', { stale: paymentReads })
  const busy = confirm.isPending || decline.isPending
  const { currency, amountDue, store } = payment
  return (
    <Modal
      opened
      fullScreen
      title={t('confirm.title')}
      onClose={onLater}
      closeButtonProps={{ 'aria-label': t('confirm.later') }}
      closeOnEscape={!busy}
    >
      <div className={classes['screen']}>
        <Text size="sm">{t('confirm.lead')}</Text>
        <div className={classes['asked']}>
          <Title order={2} tabIndex={-1} data-autofocus className={classes['first'] ?? ''}>
            {store.name}
          </Title>
          <MoneyText amount={amountDue} currency={currency} className={classes['large'] ?? ''} />
        </div>
        <Title order={3} className={classes['part'] ?? ''}>
          {t('confirm.lines')}
        </Title>
        <PaymentLines settlement={payment} />
        <div className={classes['sums']}>
          <Amounts settlement={payment} />
        </div>
        <Stack gap="sm" className={classes['answers'] ?? ''}>
          <ErrorLine error={confirm.error ?? decline.error} />
          <Button
            size="lg"
            h={56}
            loading={confirm.isPending}
            disabled={decline.isPending}
            onClick={() => confirm.mutate({ params, body: {} })}
          >
            {t('confirm.pay', { amount: formatMoney(amountDue, currency, language) })}
          </Button>
          <Button
            variant="default"
            loading={decline.isPending}
            disabled={confirm.isPending}
            onClick={() => decline.mutate({ params, body: {} })}
          >
            {t('confirm.decline')}
          </Button>
        </Stack>
      </div>
    </Modal>
  )
}
