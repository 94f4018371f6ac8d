import { useWrite } from '#api/query.ts'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { useGo } from '../../../navigation.tsx'
import { BackLink } from '../../../parts/back-link.tsx'
import { ListSkeleton } from '../../../parts/list-table.tsx'
import { notifyDone } from '../../../parts/notify.ts'
import { useStores } from '../../../parts/stores.ts'
import { paths } from '../../../paths.ts'
import { useT } from '../messages.ts'
import { CouponEditor } from './coupon-editor.tsx'
import { blankCoupon, termsOf } from './coupon-form.ts'

/** A new coupon, as a draft: nobody can use it before it is started. */
export function CreateCouponPage() {
  const t = useT()
  const go = useGo()
  const { stores, isLoading } = useStores()
  const create = useWrite('post', '/v1/coupons', { stale: ['/v1/coupons'] })
  return (
    <>
      <PageHeader
        title={t('create')}
        description={t('createLead')}
        back={<BackLink place={paths.coupons()}>{t('title')}</BackLink>}
      />
      {isLoading ? (
        <ListSkeleton />
      ) : (
        <CouponEditor
          initial={blankCoupon(stores[0]?.currency ?? 'JPY')}
          draftName="new"
          isNew
          submitLabel={t('createSubmit')}
          busy={create.isPending}
          error={create.error}
          onSubmit={(form, { refuse, forgetDraft }) =>
            create.mutate(
              { body: { code: form.code, currency: form.currency, terms: termsOf(form) } },
              {
                onError: refuse,
                onSuccess: (coupon) => {
                  forgetDraft()
                  notifyDone(t('createdNext'))
                  go(paths.coupon(coupon.id))
                },
              },
            )
          }
        />
      )}
    </>
  )
}
