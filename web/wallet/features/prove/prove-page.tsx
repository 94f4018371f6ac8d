import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconUserCheck } from '@tabler/icons-react'
import { q } from '#api/query.ts'
import type { UnprovenPurchases } from '#api/types.ts'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { useT } from '../../messages.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { ProofForm } from './proof-form.tsx'
import classes from './prove.module.css'

/** Older purchases, and those found by phone alone, are shown once one fact of them is confirmed. */
export function ProvePage() {
  const t = useT()
  const unproven = useQuery(q('/v1/me/unproven-purchases'))
  return (
    <>
      <BackLink to="/purchases" />
      <PageHeader title={t('prove.title')} />
      <Loadable state={unproven} skeleton={<SkeletonCards count={1} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<IconUserCheck size={40} stroke={1.4} />}
              title={t('prove.emptyTitle')}
              actions={
                <Button variant="default" renderRoot={(props) => <Link to="/purchases" {...props} />}>
                  {t('prove.toPurchases')}
                </Button>
              }
            >
              {t('prove.emptyText')}
            </EmptyState>
          ) : (
            <Waiting items={items} />
          )
        }
      </Loadable>
    </>
  )
}

function Waiting({ items }: { items: UnprovenPurchases['items'] }) {
  const t = useT()
  const stores = new Map(items.map(({ store }) => [store.code, store.name]))
  return (
    <>
      <p className={classes['lead']}>{t('prove.lead')}</p>
      <ul className={`surface ${classes['list'] ?? ''}`}>
        {items.map((item) => (
          <li key={`${item.store.code} ${item.reason}`}>
            <span>
              <strong>{item.store.name}</strong>
              <span className={classes['reason']}>{t(`prove.reason.${item.reason}`)}</span>
            </span>
            <span className="figures">{t('prove.count', { count: item.count })}</span>
          </li>
        ))}
      </ul>
      <ProofForm stores={[...stores].map(([value, label]) => ({ value, label }))} />
    </>
  )
}
