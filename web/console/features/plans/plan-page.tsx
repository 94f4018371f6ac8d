import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { q } from '#api/query.ts'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { ErrorState } from '#kit/states/error-state.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { useGo, useWords } from '../../navigation.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { ListSkeleton } from '../../parts/list-table.tsx'
import { localText } from '../../parts/local-text.ts'
import { paths } from '../../paths.ts'
import { useLack } from '../../session.tsx'
import type { Plan } from '../../types.ts'
import { AttachmentsTab } from './attachments/attachments-tab.tsx'
import { useT } from './messages.ts'
import { PlanStateBadge } from './plan-state.tsx'
import { TermsPanel } from './terms-panel.tsx'
import { VersionsTab } from './versions-tab.tsx'
import { WithdrawPlan } from './withdraw-plan.tsx'

/** One plan: what it says, where it is offered, how it came to be. */
export function PlanPage() {
  const t = useT()
  const { planCode = '' } = useParams({ strict: false } as never) as { planCode?: string }
  const state = useQuery(q('/v1/plans/{planCode}', { params: { path: { planCode } } }))
  if (!state.data && state.error) {
    return (
      <>
        <BackLink place={paths.plans()}>{t('title')}</BackLink>
        <ErrorState error={state.error} onRetry={() => void state.refetch()} />
      </>
    )
  }
  return (
    <Loadable state={state} skeleton={<ListSkeleton />}>
      {(plan) => (
        <>
          <Head plan={plan} />
          <Parts plan={plan} />
        </>
      )}
    </Loadable>
  )
}

function Head({ plan }: { plan: Plan }) {
  const t = useT()
  const go = useGo()
  const lack = useLack()
  const { language } = useLanguage()
  const reason = plan.withdrawnAt === null ? lack('plans:write') : t('withdrawnAlready')
  return (
    <PageHeader
      title={localText(plan.terms.name, language)}
      description={
        <>
          {t('codeVersion', { code: plan.code, version: plan.version })} <PlanStateBadge plan={plan} />
        </>
      }
      back={<BackLink place={paths.plans()}>{t('title')}</BackLink>}
      action={
        <>
          <WithdrawPlan plan={plan} disabledReason={reason} />
          <ActionButton disabledReason={reason} onClick={() => go(paths.planNewVersion(plan.code))}>
            {t('newVersion')}
          </ActionButton>
        </>
      }
    />
  )
}

function Parts({ plan }: { plan: Plan }) {
  const t = useT()
  const go = useGo()
  const { tab = 'terms' } = useWords()
  return (
    <Tabs
      value={tab}
      keepMounted={false}
      onChange={(next) =>
        go(paths.plan(plan.code, { tab: next === 'terms' ? undefined : (next ?? undefined) }), {
          replace: true,
        })
      }
    >
      <Tabs.List mb="md">
        <Tabs.Tab value="terms">{t('tab.terms')}</Tabs.Tab>
        <Tabs.Tab value="attachments">{t('tab.attachments', { count: plan.attachments.length })}</Tabs.Tab>
        <Tabs.Tab value="versions">{t('tab.versions')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="terms">
        <TermsPanel terms={plan.terms} />
      </Tabs.Panel>
      <Tabs.Panel value="attachments">
        <AttachmentsTab plan={plan} />
      </Tabs.Panel>
      <Tabs.Panel value="versions">
        <VersionsTab plan={plan} />
      </Tabs.Panel>
    </Tabs>
  )
}
