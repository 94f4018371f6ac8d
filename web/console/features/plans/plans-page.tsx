import { Tabs } from '@mantine/core'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { useGo, useWords } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useLack } from '../../session.tsx'
import { useT } from './messages.ts'
import { OfferCheck } from './offers/offer-check.tsx'
import { PlanList } from './plan-list.tsx'

/** プラン: the warranty products of the organisation, and what a shop would show of them. */
export function PlansPage() {
  const t = useT()
  const go = useGo()
  const lack = useLack()
  const { tab = 'list' } = useWords()
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        action={
          <ActionButton disabledReason={lack('plans:write')} onClick={() => go(paths.planNew())}>
            {t('create')}
          </ActionButton>
        }
      />
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(next) =>
          go(paths.plans({ tab: next === 'list' ? undefined : (next ?? undefined) }), { replace: true })
        }
      >
        <Tabs.List mb="md">
          <Tabs.Tab value="list">{t('tab.list')}</Tabs.Tab>
          <Tabs.Tab value="offers">{t('tab.offers')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list">
          <PlanList />
        </Tabs.Panel>
        <Tabs.Panel value="offers">
          <OfferCheck />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}
