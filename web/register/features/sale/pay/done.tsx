import { Stack, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT } from '../../../messages.ts'
import { AddressPaper } from '../../../parts/address-paper.tsx'
import { KeyButton } from '../../../parts/key-button.tsx'
import { useKeyboard } from '../../../parts/keyboard.ts'
import { PrintPaper } from '../../../parts/print-paper.tsx'
import { localName } from '../../../till/names.ts'
import type { Settlement } from '../../../till/types.ts'
import classes from './pay.module.css'

/** The sale is settled: the change, what was used, the receipt, and the next buyer. */
export function Done({ settlement, onNext }: { settlement: Settlement; onNext: () => void }) {
  const t = useT()
  const { language } = useLanguage()
  const { currency, tenders, couponsUsed, contracts, receipt, pickUpCode } = settlement
  const change = tenders.reduce((sum, tender) => sum + (tender.change ?? 0), 0)
  const money = (amount: number) => <MoneyText amount={amount} currency={currency} />
  useKeyboard({
    onKey: (key) => {
      if (key === 'Enter') onNext()
      return key === 'Enter'
    },
  })
  return (
    <Stack gap="md">
      <output className={classes['change']}>
        {t('pay.change')}
        <strong>{money(change)}</strong>
      </output>
      <dl className={classes['facts']}>
        <div>
          <dt>{t('totals.due')}</dt>
          <dd>{money(settlement.amountDue)}</dd>
        </div>
        {tenders.map(({ kind, amount, received }, n) => (
          // Two parts may be alike, and they never move.
          // oxlint-disable-next-line react/no-array-index-key -- tenders have no other name than their place
          <div key={n}>
            <dt>{t(`tender.${kind}`)}</dt>
            <dd>{money(received ?? amount)}</dd>
          </div>
        ))}
        {couponsUsed.map(({ couponId, name, amount }) => (
          <div key={couponId}>
            <dt>{t('done.coupon', { name: localName(name, language) })}</dt>
            <dd>{money(-amount)}</dd>
          </div>
        ))}
        {contracts.map((contract) => (
          <div key={contract.id}>
            <dt>{t('done.contract')}</dt>
            <dd className="figures">{contract.number}</dd>
          </div>
        ))}
        {receipt && (
          <div>
            <dt>{t('done.receipt')}</dt>
            <dd className="figures">{receipt.number}</dd>
          </div>
        )}
        {pickUpCode && (
          <div>
            <dt>{t('done.pickUp')}</dt>
            <dd className="figures">{pickUpCode}</dd>
          </div>
        )}
      </dl>
      <Text size="sm" c="dimmed">
        {t('done.reference', { reference: settlement.reference })}
      </Text>
      <div className={classes['kinds']}>
        {receipt && (
          <PrintPaper paperId={receipt.paperId} icon={<IconPrinter size={20} aria-hidden />}>
            {t('done.print')}
          </PrintPaper>
        )}
        {receipt && <AddressPaper paperId={receipt.paperId} />}
      </div>
      <KeyButton size="lg" variant="filled" color="green" keyText="Enter" onPress={onNext}>
        {t('done.next')}
      </KeyButton>
    </Stack>
  )
}
