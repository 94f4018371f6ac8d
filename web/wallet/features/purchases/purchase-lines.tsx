import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconShieldCheck } from '@tabler/icons-react'
import { q } from '#api/query.ts'
import type { ContractSummary, Purchase, PurchaseLine } from '#api/types.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { formatMoney, formatNumber } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { useT } from '../../messages.ts'
import { ItemName } from '../../parts/item-name.tsx'
import { localText, useStanding } from '../../parts/words.ts'
import classes from './purchases.module.css'

/** The lines as the receipt has them, each with the covers bought for it. */
export function PurchaseLines({ purchase }: { purchase: Purchase }) {
  const t = useT()
  const { data: contracts } = useQuery(
    q('/v1/me/contracts', { params: { query: { purchaseId: purchase.id, limit: 200 } } }),
  )
  return (
    <>
      {purchase.lines.length === 0 && <p className={classes['lineText']}>{t('purchases.noLines')}</p>}
      <ul className={classes['lines']}>
        {purchase.lines.map((line) => (
          <Line
            key={line.n}
            line={line}
            currency={purchase.currency}
            contracts={contracts?.items.filter((contract) => contract.lineN === line.n) ?? []}
          />
        ))}
      </ul>
      <div className={classes['sum']}>
        <span>
          {t('purchase.total')}
          {purchase.priceBasis === 'exclusive' && ` (${t('purchase.exclusive')})`}
        </span>
        <MoneyText amount={purchase.total} currency={purchase.currency} />
      </div>
    </>
  )
}

type LineProps = { line: PurchaseLine; currency: string; contracts: readonly ContractSummary[] }

function Line({ line, currency, contracts }: LineProps) {
  const t = useT()
  const { language } = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  const made = [line.maker, line.model].filter(Boolean).join(' ')
  return (
    <li className={classes['line']}>
      <div className={classes['lineHead']}>
        <span>
          <ItemName item={line} />
        </span>
        <MoneyText amount={line.amount} currency={currency} />
      </div>
      {line.name === null && <div className={classes['lineText']}>{t('item.unnamedHint')}</div>}
      {made && <div className={classes['lineText']}>{made}</div>}
      <div className={`${classes['lineText'] ?? ''} figures`}>
        {t('purchase.quantity', {
          price: formatMoney(line.unitPrice, currency, language),
          quantity: number(line.quantity),
        })}
      </div>
      {line.serialNumbers.length > 0 && (
        <div className={classes['lineText']}>
          {t('purchase.serial', { serials: line.serialNumbers.join(', ') })}
        </div>
      )}
      {line.returned > 0 && (
        <StatusBadge tone="info">{t('purchase.returned', { count: number(line.returned) })}</StatusBadge>
      )}
      {contracts.map((contract) => (
        <CoverLink key={contract.id} contract={contract} />
      ))}
      {line.planError !== null && <div className={classes['lineText']}>{t('purchase.planRefused')}</div>}
    </li>
  )
}

function CoverLink({ contract }: { contract: ContractSummary }) {
  const { language } = useLanguage()
  const standing = useStanding(contract)
  return (
    <div>
      <Anchor
        className={classes['lineCover'] ?? ''}
        renderRoot={(props) => (
          <Link to="/contracts/$contractId" params={{ contractId: contract.id }} {...props} />
        )}
      >
        <IconShieldCheck size={20} aria-hidden />
        <span>{localText(contract.plan.name, language)}</span>
        <StatusBadge tone={standing.tone}>{standing.label}</StatusBadge>
        <MoneyText amount={contract.premium} currency={contract.currency} />
      </Anchor>
    </div>
  )
}
