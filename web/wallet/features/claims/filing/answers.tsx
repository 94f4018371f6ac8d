import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Clause } from '#api/types.ts'
import { formatDay } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useClaimT } from '../../../parts/claims/messages.ts'
import { localText } from '../../../parts/words.ts'
import type { Draft } from './typed-claim.ts'
import classes from './filing.module.css'
import { useFilingT } from './messages.ts'
import type { StepName } from './steps.ts'

type Props = {
  draft: Draft
  exclusions: readonly Clause[]
  photos: number
  onEdit: (step: StepName) => void
}

/** All that was answered, each with the way back to it. */
export function Answers({ draft, exclusions, photos, onEdit }: Props) {
  const t = useFilingT()
  const words = useClaimT()
  const { language } = useLanguage()
  const applying = exclusions.filter(({ code }) => draft.circumstances?.includes(code))
  return (
    <dl className={classes['answers']}>
      {row(
        'what',
        t('what.cause'),
        <>
          {draft.cause && t(`what.${draft.cause}`)}
          {'\n'}
          {draft.fault && words(`fault.${draft.fault}`)}
        </>,
      )}
      {row('when', t('when.day'), draft.occurredOn && formatDay(draft.occurredOn, language))}
      {row('when', t('when.serial'), draft.serialNumber || t('check.unknown'))}
      {exclusions.length > 0 &&
        row(
          'exclusions',
          t('exclusions.title'),
          applying.map(({ title }) => localText(title, language)).join('\n') || t('exclusions.none'),
        )}
      {row('description', t('description.title'), draft.description)}
      {row('photos', t('photos.title'), photos ? t('check.photos', { count: photos }) : t('check.none'))}
    </dl>
  )

  function row(step: StepName, label: string, value: ReactNode) {
    return (
      <div>
        <dt>{label}</dt>
        <dd>{value}</dd>
        <dd>
          <Button
            variant="subtle"
            size="compact-md"
            mih={44}
            aria-label={t('check.edit', { what: label })}
            onClick={() => onEdit(step)}
          >
            {t('check.editShort')}
          </Button>
        </dd>
      </div>
    )
  }
}
