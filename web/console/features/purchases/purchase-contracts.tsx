import { Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { q } from '#api/query.ts'
import type { ContractSummary, Purchase } from '#api/types.ts'
import { formatDay } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { RouteLink } from '../../navigation.tsx'
import { ContractStatusBadge } from '../../parts/contract-status.tsx'
import { localText } from '../../parts/local-text.ts'
import partClasses from '../../parts/parts.module.css'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.tsx'
import { useT } from './messages.ts'
import classes from './purchases.module.css'

/** The covers sold with a purchase, each a way to its own page. */
export function PurchaseContracts({ purchase }: { purchase: Purchase }) {
  const t = useT()
  const may = useMay()
  const state = useQuery({
    ...q('/v1/contracts', { params: { query: { purchaseId: purchase.id, limit: 100 } } }),
    enabled: may('contracts:read'),
  })
  if (!may('contracts:read')) return null
  return (
    <>
      <Title order={3} mt="lg" mb="sm">
        {t('contracts')}
      </Title>
      <Loadable state={state} skeleton={<SkeletonRows count={2} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('noContracts')}
            </Text>
          ) : (
            <ul className={classes['contracts']}>
              {items.map((contract) => (
                <li key={contract.id}>
                  <ContractLink contract={contract} />
                </li>
              ))}
            </ul>
          )
        }
      </Loadable>
    </>
  )
}

function ContractLink({ contract }: { contract: ContractSummary }) {
  const t = useT()
  const { language } = useLanguage()
  return (
    <RouteLink {...paths.contract(contract.id)} className={classes['contract'] ?? ''}>
      <span className={classes['contractHead']}>
        <strong className="figures">{contract.number}</strong>
        <ContractStatusBadge contract={contract} />
      </span>
      <span>{localText(contract.plan.name, language)}</span>
      <span className={partClasses['muted']}>
        {t('coveredUntil', {
          item: contract.item.name ?? contract.item.code,
          day: formatDay(contract.lastDay, language),
        })}
      </span>
    </RouteLink>
  )
}
