import { Loader } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ClaimCheckResult } from '#api/types.ts'
import { errorText } from '#kit/i18n/error-text.ts'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { localText } from '../../../parts/words.ts'
import { LeftBars } from '../left-bars.tsx'
import classes from './filing.module.css'
import { useFilingT } from './messages.ts'

export function VerdictWaiting() {
  const t = useFilingT()
  return (
    <section className={classes['verdict']} aria-live="polite" aria-busy>
      <h3>
        <Loader size="sm" aria-hidden />
        {t('check.waiting')}
      </h3>
    </section>
  )
}

type Props = { result: ClaimCheckResult; currency: string | null; actions: ReactNode }

/** What the rules say: yes and what is left, or no with the reason, the clause and what can be done now. */
export function Verdict({ result, currency, actions }: Props) {
  const t = useFilingT()
  const { refusal, left } = result
  if (refusal) return <Refused refusal={refusal} actions={actions} />
  return (
    <section className={classes['verdict']} data-result="ok" aria-live="polite">
      <h3>
        <IconCircleCheck size={24} aria-hidden />
        {t('check.ok')}
      </h3>
      <p>{t('check.okText')}</p>
      {left && currency && (
        <div className={classes['clause']}>
          <h4>{t('check.left')}</h4>
          <LeftBars left={left} currency={currency} />
        </div>
      )}
    </section>
  )
}

function Refused({
  refusal,
  actions,
}: {
  refusal: NonNullable<ClaimCheckResult['refusal']>
  actions: ReactNode
}) {
  const t = useFilingT()
  const kit = useKitT()
  const { language } = useLanguage()
  const { code, clause } = refusal
  const { text } = errorText({ code, status: 409 }, language)
  return (
    <section className={classes['verdict']} data-result="refused" role="alert">
      <h3>
        <IconAlertTriangle size={24} aria-hidden />
        {t('check.refused')}
      </h3>
      <p>{text}</p>
      {clause && (
        <div className={classes['clause']}>
          <h4>{t('check.clause')}</h4>
          <strong>
            {clause.code} {localText(clause.title, language)}
          </strong>
          <p>{localText(clause.text, language)}</p>
        </div>
      )}
      <div>
        <h4>{t('check.now')}</h4>
        <p>{t(`now.${code}`)}</p>
      </div>
      {actions}
      <small>{kit('errorCode', { code })}</small>
    </section>
  )
}
