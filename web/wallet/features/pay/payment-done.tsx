import { Button, Loader, Modal, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { IconCircleCheck, IconReceipt, IconTicket } from '@tabler/icons-react'
import type { Settlement } from '#api/types.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { formatMoney } from '#kit/format/formats.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { usePaymentsT } from '../../parts/payments/messages.ts'
import { localText } from '../../parts/words.ts'
import { usePayT } from './messages.ts'
import classes from './pay.module.css'

type Props = { payment: Settlement; onDetails: () => void; onClose: () => void }

/** The whole screen says that it is paid, as the till hears it too; until then that it is under way. */
export function PaymentDone({ payment, onDetails, onClose }: Props) {
  const t = usePayT()
  const words = usePaymentsT()
  const { language } = useLanguage()
  const { state, store, amountDue, currency, receipt, couponsUsed, settledAt, occurredAt } = payment
  const paid = state === 'settled'
  const ofShop = couponsUsed.filter(({ funder }) => funder === 'shop').length
  /** What a coupon of the shop took off with its tax is known where it is the only one. */
  const taken = ({ funder, amount }: Settlement['couponsUsed'][number]) =>
    funder !== 'shop' ? amount : ofShop === 1 ? payment.discount : null
  return (
    <Modal
      opened
      fullScreen
      title={t(paid ? 'done.title' : 'working.title')}
      onClose={onClose}
      closeButtonProps={{ 'aria-label': t('done.close') }}
    >
      <div className={classes['screen']} data-done aria-live="polite">
        {paid ? (
          <IconCircleCheck size={72} stroke={1.4} className={classes['check'] ?? ''} aria-hidden />
        ) : (
          <Loader size={56} />
        )}
        <Title order={2} tabIndex={-1} data-autofocus className={classes['first'] ?? ''}>
          {store.name}
        </Title>
        <MoneyText amount={amountDue} currency={currency} className={classes['large'] ?? ''} />
        <Text size="sm" c="dimmed">
          {paid ? <DateText value={settledAt ?? occurredAt} zone={store.timeZone} time /> : t('working.text')}
        </Text>
        {couponsUsed.map((coupon) => {
          const amount = taken(coupon)
          return (
            <p key={coupon.couponId} className={classes['used']}>
              <IconTicket size={20} aria-hidden />
              <span>{words('couponUsed', { name: localText(coupon.name, language) })}</span>
              {amount !== null && <span className="figures">{formatMoney(-amount, currency, language)}</span>}
            </p>
          )
        })}
        {paid && (
          <Stack gap="sm" w="100%" mt="lg">
            {receipt && (
              <Button
                size="lg"
                leftSection={<IconReceipt size={20} aria-hidden />}
                renderRoot={(props) => (
                  <Link to="/papers/$paperId" params={{ paperId: receipt.paperId }} {...props} />
                )}
              >
                {words('receipt.view')}
              </Button>
            )}
            <Button variant="default" onClick={onDetails}>
              {t('done.details')}
            </Button>
            <Button variant="subtle" onClick={onClose}>
              {t('done.close')}
            </Button>
          </Stack>
        )}
      </div>
    </Modal>
  )
}
