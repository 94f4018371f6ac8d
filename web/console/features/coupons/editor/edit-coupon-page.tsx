import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { q, useWrite } from '#api/query.ts'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { useT as useCommonT } from '../../../messages.ts'
import { useGo } from '../../../navigation.tsx'
import { BackLink } from '../../../parts/back-link.tsx'
import { ListSkeleton } from '../../../parts/list-table.tsx'
import { notifyDone } from '../../../parts/notify.ts'
import { paths } from '../../../paths.ts'
import { useT } from '../messages.ts'
import { CouponEditor } from './coupon-editor.tsx'
import { formOf, termsOf } from './coupon-form.ts'

/** Other terms for a coupon of which nothing is out yet. */
export function EditCouponPage() {
  const t = useT()
  const common = useCommonT()
  const go = useGo()
  const { couponId } = useParams({ strict: false }) as { couponId: string }
  const path = { couponId }
  const state = useQuery(q('/v1/coupons/{couponId}', { params: { path } }))
  const change = useWrite('put', '/v1/coupons/{couponId}', {
    stale: ['/v1/coupons', '/v1/coupons/{couponId}'],
  })
  return (
    <>
      <PageHeader
        title={t('editTitle')}
        back={<BackLink place={paths.coupon(couponId)}>{t('backToCoupon')}</BackLink>}
      />
      <Loadable state={state} skeleton={<ListSkeleton />}>
        {(coupon) => (
          <CouponEditor
            initial={formOf(coupon)}
            draftName={couponId}
            isNew={false}
            submitLabel={common('save')}
            busy={change.isPending}
            error={change.error}
            onSubmit={(form, { refuse, forgetDraft }) =>
              change.mutate(
                { params: { path }, body: { terms: termsOf(form) } },
                {
                  onError: refuse,
                  onSuccess: () => {
                    forgetDraft()
                    notifyDone(common('saved'))
                    go(paths.coupon(couponId))
                  },
                },
              )
            }
          />
        )}
      </Loadable>
    </>
  )
}
