import { Alert, Text } from '@mantine/core'
import type { Purchase, PurchaseLine } from '#api/types.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { useT as useCommonT } from '../../messages.ts'
import { ItemName } from '../../parts/item-name.tsx'
import partClasses from '../../parts/parts.module.css'
import { useReasonText } from '../../parts/reason-text.ts'
import { useT } from './messages.ts'
import classes from './purchases.module.css'

export function PurchaseLines({ purchase }: { purchase: Purchase }) {
  const t = useT()
  if (purchase.lines.length === 0) return <Text c="dimmed">{t('noLines')}</Text>
  return (
    <ol className={classes['lines']}>
      {purchase.lines.map((line) => (
        <li key={line.n}>
          <Line line={line} currency={purchase.currency} />
        </li>
      ))}
    </ol>
  )
}

function Line({ line, currency }: { line: PurchaseLine; currency: string }) {
  const t = useT()
  const common = useCommonT()
  const reason = useReasonText()
  const kind = [line.maker, line.model, line.category].filter((word) => word !== null).join(' · ')
  return (
    <>
      <div className={classes['lineHead']}>
        <div>
          <ItemName name={line.name} code={line.code} withCode />
          {kind !== '' && <div className={partClasses['muted']}>{kind}</div>}
        </div>
        <div className={classes['lineAmount']}>
          <MoneyText amount={line.amount} currency={currency} fw={600} />
          <div className={partClasses['muted']}>
            <MoneyText amount={line.unitPrice} currency={currency} /> × {line.quantity}
          </div>
        </div>
      </div>
      <div className={classes['lineFacts']}>
        <span>{line.taxCategory === null ? t('taxUnknown') : common(`tax.${line.taxCategory}`)}</span>
        {line.serialNumbers.length > 0 && (
          <span>{t('serials', { list: line.serialNumbers.join(', ') })}</span>
        )}
        {line.returned > 0 && (
          <StatusBadge tone="info">{t('returned', { count: line.returned })}</StatusBadge>
        )}
        {line.plan && (
          <span>
            {t('plan', { code: line.plan.planCode })}{' '}
            <MoneyText amount={line.plan.price} currency={currency} />
          </span>
        )}
      </div>
      {line.planError !== null && (
        <Alert color="red" variant="light" p="xs" mt={8}>
          <Text size="sm">{t('planError')}</Text>
          <Text size="sm">{reason(line.planError).what}</Text>
          <Text size="xs" c="dimmed">
            {line.planError}
          </Text>
        </Alert>
      )}
    </>
  )
}
