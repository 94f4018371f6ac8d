import { IconBuildingBank, IconCash, IconCreditCard, IconQrcode } from '@tabler/icons-react'
import { useT } from '../../messages.ts'
import { KeyButton } from '../../parts/key-button.tsx'
import type { Basket } from '../../till/basket.ts'
import { useDevice } from '../../till/device.ts'
import { useNetwork } from '../../till/network.ts'
import type { TenderKind } from '../../till/types.ts'
import classes from './sale.module.css'
import type { Quoted } from './use-quote.ts'

const icons = { cash: IconCash, account: IconBuildingBank, card: IconCreditCard, qr: IconQrcode }
const kinds = ['cash', 'account', 'card', 'qr'] as const

type Props = { basket: Basket; quoted: Quoted; onPay: (kind: TenderKind) => void }

/** The means of payment, and why one is closed. */
export function TenderBar({ basket, quoted, onPay }: Props) {
  const t = useT()
  const { online } = useNetwork()
  const { priceBasis } = useDevice()
  const empty = basket.lines.length === 0
  const reason =
    empty || online
      ? null
      : priceBasis === 'inclusive'
        ? 'pay.cashOnly'
        : priceBasis
          ? 'pay.exclusive'
          : 'pay.basisUnknown'
  const none = empty || (online ? !quoted.quote : priceBasis !== 'inclusive')
  return (
    <section className={classes['tenders']} aria-label={t('pay.means')}>
      {reason && <p className={classes['reason']}>{t(reason)}</p>}
      {kinds.map((kind) => {
        const Icon = icons[kind]
        return (
          <KeyButton
            key={kind}
            action={kind}
            size="lg"
            variant={kind === 'cash' ? 'filled' : 'default'}
            leftSection={<Icon size={24} stroke={1.6} aria-hidden />}
            disabled={none || (!online && kind !== 'cash')}
            onPress={() => onPay(kind)}
          >
            {t(`tender.${kind}`)}
          </KeyButton>
        )
      })}
    </section>
  )
}
