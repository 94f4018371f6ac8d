import { Button } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useId, useState } from 'react'
import type { Settlement, SettlementRate } from '#api/types.ts'
import { formatBasisPoints } from '#kit/format/formats.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { usePaymentsT } from './messages.ts'
import classes from './payments.module.css'

/** Each value on the way to the amount due with how it was computed, for whoever asks. */
export function WhyThisAmount({ settlement }: { settlement: Settlement }) {
  const t = usePaymentsT()
  const id = useId()
  const [shown, setShown] = useState(false)
  const Icon = shown ? IconChevronUp : IconChevronDown
  if (settlement.taxes.every(({ steps }) => steps.length === 0)) return null
  return (
    <>
      <Button
        variant="subtle"
        px={8}
        ml={-8}
        className={classes['why'] ?? ''}
        rightSection={<Icon size={18} aria-hidden />}
        aria-expanded={shown}
        aria-controls={id}
        onClick={() => setShown(!shown)}
      >
        {t(shown ? 'why.hide' : 'why.show')}
      </Button>
      <div id={id} hidden={!shown}>
        {settlement.taxes.map((group) => (
          <Steps key={`${group.taxCategory} ${group.basisPoints}`} group={group} settlement={settlement} />
        ))}
      </div>
    </>
  )
}

function Steps({ group, settlement }: { group: SettlementRate; settlement: Settlement }) {
  const t = usePaymentsT()
  const { language } = useLanguage()
  const rate = formatBasisPoints(group.basisPoints, language)
  return (
    <section className={classes['steps']}>
      <h3>{settlement.tax === null ? t('why.noRate') : t('why.group', { rate })}</h3>
      <ol>
        {group.steps.map(({ name, amount, formula }) => (
          <li key={name}>
            <span>
              {t(`step.${name}`)}
              {/* A value that was given has nothing to compute. */}
              {formula.includes('=') && <span className={classes['formula']}>{formula}</span>}
            </span>
            <MoneyText amount={amount} currency={settlement.currency} />
          </li>
        ))}
      </ol>
    </section>
  )
}
