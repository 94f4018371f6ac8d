import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import { Confirm } from '#kit/confirm.tsx'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { localText } from '../../parts/local-text.ts'
import { notifyDone } from '../../parts/notify.ts'
import type { Plan } from '../../types.ts'
import { useT } from './messages.ts'

export function WithdrawPlan({ plan, disabledReason }: { plan: Plan; disabledReason: string | undefined }) {
  const t = useT()
  const { language } = useLanguage()
  const [asked, setAsked] = useState(false)
  const name = localText(plan.terms.name, language)
  const withdraw = useWrite('post', '/v1/plans/{planCode}/withdraw', {
    stale: ['/v1/plans', '/v1/plans/{planCode}', '/v1/offers'],
    onDone: () => {
      setAsked(false)
      notifyDone(t('withdrawn', { name }))
    },
  })
  return (
    <>
      <ActionButton variant="default" disabledReason={disabledReason} onClick={() => setAsked(true)}>
        {t('withdraw')}
      </ActionButton>
      <Confirm
        opened={asked}
        title={t('withdrawTitle', { name })}
        confirmLabel={t('withdraw')}
        loss
        busy={withdraw.isPending}
        error={withdraw.error}
        onConfirm={() => withdraw.mutate({ params: { path: { planCode: plan.code } } })}
        onClose={() => setAsked(false)}
      >
        {t('withdrawText')}
      </Confirm>
    </>
  )
}
