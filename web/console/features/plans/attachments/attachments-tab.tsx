import { Text } from '@mantine/core'
import { IconLink } from '@tabler/icons-react'
import { useState } from 'react'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { LinkButton } from '../../../navigation.tsx'
import { Section } from '../../../parts/section.tsx'
import { paths } from '../../../paths.ts'
import { useLack } from '../../../session.tsx'
import type { Plan } from '../../../types.ts'
import { useT } from '../messages.ts'
import classes from '../plans.module.css'
import { AttachmentsForm } from './attachments-form.tsx'
import { useAttachmentWords } from './attachment-words.ts'

/** Where a plan is offered: any one of these is enough, and all conditions of that one must hold. */
export function AttachmentsTab({ plan }: { plan: Plan }) {
  const t = useT()
  const lack = useLack()
  const words = useAttachmentWords(plan.terms.currency)
  const [isEditing, setEditing] = useState(false)
  const edit = (
    <ActionButton
      size="sm"
      disabledReason={plan.withdrawnAt === null ? lack('plans:write') : t('withdrawnAlready')}
      onClick={() => setEditing(true)}
    >
      {t(plan.attachments.length === 0 ? 'attachFirst' : 'attachChange')}
    </ActionButton>
  )
  if (isEditing) return <AttachmentsForm plan={plan} onClose={() => setEditing(false)} />
  if (plan.attachments.length === 0) {
    return (
      <div className="surface">
        <EmptyState icon={<IconLink size={40} />} title={t('attachNone')} actions={edit}>
          {t('attachNoneHint')}
        </EmptyState>
      </div>
    )
  }
  return (
    <Section title={t('attachments')} action={edit}>
      <Text size="sm" c="dimmed" mb="sm">
        {t('attachHint')}
      </Text>
      <ul className={classes['attachments']}>
        {plan.attachments.map((attachment) => (
          <li key={JSON.stringify(attachment)} className={classes['attachment']}>
            {words(attachment)}
          </li>
        ))}
      </ul>
      <LinkButton mt="md" size="sm" variant="default" place={paths.plans({ tab: 'offers' })}>
        {t('tab.offers')}
      </LinkButton>
    </Section>
  )
}
