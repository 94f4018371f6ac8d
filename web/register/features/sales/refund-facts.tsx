import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT } from '../../messages.ts'
import page from '../../parts/page.module.css'
import { localName } from '../../till/names.ts'
import type { RefundPreview } from '../../till/types.ts'

/** What goes back, by which means, and what ends with it. */
export function RefundFacts({ preview, currency }: { preview: RefundPreview; currency: string }) {
  const t = useT()
  const { language } = useLanguage()
  const money = (amount: number) => <MoneyText amount={amount} currency={currency} />
  return (
    <table className={page['table']} aria-label={t('return.preview')}>
      <tbody>
        <tr>
          <th scope="row">{t('return.amount')}</th>
          <td>
            <strong>{money(preview.amount)}</strong>
          </td>
        </tr>
        {preview.tax !== null && (
          <tr>
            <th scope="row">{t('totals.tax')}</th>
            <td>{money(preview.tax)}</td>
          </tr>
        )}
        {preview.tenders.map(({ kind, amount }) => (
          <tr key={kind}>
            <th scope="row">{t('return.by', { means: t(`tender.${kind}`) })}</th>
            <td>{money(amount)}</td>
          </tr>
        ))}
        {preview.couponsRestored.map(({ couponId, name }) => (
          <tr key={couponId}>
            <th scope="row">{t('return.coupon')}</th>
            <td>{localName(name, language)}</td>
          </tr>
        ))}
        {preview.contractsEnded.map((number) => (
          <tr key={number}>
            <th scope="row">{t('return.contract')}</th>
            <td className="figures">{number}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
