import { useWrite } from '#api/query.ts'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { useGo } from '../../../navigation.tsx'
import { BackLink } from '../../../parts/back-link.tsx'
import { ListSkeleton } from '../../../parts/list-table.tsx'
import { notifyDone } from '../../../parts/notify.ts'
import { useStores } from '../../../parts/stores.ts'
import { paths } from '../../../paths.ts'
import { useSession } from '../../../session.tsx'
import { useT } from '../messages.ts'
import { PlanEditor } from './plan-editor.tsx'
import { blankPlan } from './plan-form.ts'
import { toTerms } from './to-terms.ts'

/** A new plan with its first version; where it is offered comes next. */
export function CreatePlanPage() {
  const t = useT()
  const go = useGo()
  const { organisation } = useSession()
  const { stores, isLoading } = useStores()
  const create = useWrite('post', '/v1/plans', { stale: ['/v1/plans'] })
  return (
    <>
      <PageHeader
        title={t('createTitle')}
        description={t('createLead')}
        back={<BackLink place={paths.plans()}>{t('title')}</BackLink>}
      />
      {isLoading ? (
        <ListSkeleton />
      ) : (
        <PlanEditor
          initial={blankPlan(organisation.name, stores[0]?.currency ?? 'JPY')}
          draftName="new"
          submitLabel={t('create')}
          busy={create.isPending}
          error={create.error}
          onSubmit={({ code, terms }, { forgetDraft, refuse }) =>
            create.mutate(
              { body: { code: code.trim(), terms: toTerms(terms) } },
              {
                onError: refuse,
                onSuccess: (plan) => {
                  forgetDraft()
                  notifyDone(t('createdNext'))
                  go(paths.plan(plan.code, { tab: 'attachments' }))
                },
              },
            )
          }
        />
      )}
    </>
  )
}
