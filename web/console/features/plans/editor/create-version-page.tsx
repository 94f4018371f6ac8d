import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { q, useWrite } from '#api/query.ts'
import { Confirm } from '#kit/confirm.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { useGo } from '../../../navigation.tsx'
import { BackLink } from '../../../parts/back-link.tsx'
import { ListSkeleton } from '../../../parts/list-table.tsx'
import { localText } from '../../../parts/local-text.ts'
import { notifyDone } from '../../../parts/notify.ts'
import { paths } from '../../../paths.ts'
import type { Plan } from '../../../types.ts'
import { useT } from '../messages.ts'
import { TermDifferences } from '../term-differences.tsx'
import { PlanEditor } from './plan-editor.tsx'
import type { SubmitOutcome } from './plan-editor.tsx'
import { fromTerms } from './plan-form.ts'
import type { PlanForm } from './plan-form.ts'
import { toTerms } from './to-terms.ts'

/** The next version of a plan, begun from the current one. */
export function CreateVersionPage() {
  const { planCode = '' } = useParams({ strict: false } as never) as { planCode?: string }
  const state = useQuery({
    ...q('/v1/plans/{planCode}', { params: { path: { planCode } } }),
    // The form was begun from this version; a refresh in the background must not pull it away.
    staleTime: Infinity,
  })
  return (
    <Loadable state={state} skeleton={<ListSkeleton />}>
      {(plan) => <VersionEditor key={plan.version} plan={plan} />}
    </Loadable>
  )
}

type Asked = { values: PlanForm; outcome: SubmitOutcome }

function VersionEditor({ plan }: { plan: Plan }) {
  const t = useT()
  const go = useGo()
  const { language } = useLanguage()
  const [initial] = useState(() => fromTerms(plan.code, plan.terms))
  const [asked, setAsked] = useState<Asked | null>(null)
  const create = useWrite('post', '/v1/plans/{planCode}/versions', {
    stale: ['/v1/plans', '/v1/plans/{planCode}', '/v1/plans/{planCode}/versions', '/v1/offers'],
  })
  const version = plan.version + 1

  function confirmed() {
    if (!asked) return
    create.mutate(
      { params: { path: { planCode: plan.code } }, body: { terms: toTerms(asked.values.terms) } },
      {
        onSuccess: () => {
          asked.outcome.forgetDraft()
          notifyDone(t('versionDone', { version }))
          go(paths.plan(plan.code))
        },
        onError: (error) => {
          setAsked(null)
          asked.outcome.refuse(error)
        },
      },
    )
  }
  return (
    <>
      <PageHeader
        title={t('versionTitle', { name: localText(plan.terms.name, language), version })}
        description={t('versionLead')}
        back={<BackLink place={paths.plan(plan.code)}>{localText(plan.terms.name, language)}</BackLink>}
      />
      <PlanEditor
        initial={initial}
        draftName={`${plan.code} ${version}`}
        isVersion
        submitLabel={t('versionSubmit')}
        busy={create.isPending}
        error={create.error}
        onSubmit={(values, outcome) => setAsked({ values, outcome })}
      />
      <Confirm
        opened={asked !== null}
        title={t('versionConfirm', { version })}
        confirmLabel={t('versionSubmit')}
        busy={create.isPending}
        onConfirm={confirmed}
        onClose={() => setAsked(null)}
      >
        {asked && <TermDifferences before={plan.terms} after={toTerms(asked.values.terms)} />}
        <Text size="sm" c="dimmed">
          {t('versionsHint')}
        </Text>
      </Confirm>
    </>
  )
}
