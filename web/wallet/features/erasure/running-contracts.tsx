import type { ErasurePreview } from '#api/types.ts'
import { formatDay, formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { localText } from '../../parts/words.ts'
import classes from './erasure.module.css'
import { useT } from './messages.ts'

/** The covers that the choice is about, each with its end and what giving it up brings back. */
export function RunningContracts({ contracts }: { contracts: ErasurePreview['contracts'] }) {
  const t = useT()
  const { language } = useLanguage()
  return (
    <ul className={classes['list']}>
      {contracts.map((contract) => (
        <li key={contract.id}>
          <span>
            <strong>{contract.item}</strong>
            <span className={classes['detail']}>
              {contract.store} · {localText(contract.plan, language)}
            </span>
            <span className={classes['detail']}>
              {contract.number} · {t('until', { day: formatDay(contract.lastDay, language) })}
            </span>
            <span className={classes['detail']}>
              {t('refund', { amount: formatMoney(contract.refund, contract.currency, language) })}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
