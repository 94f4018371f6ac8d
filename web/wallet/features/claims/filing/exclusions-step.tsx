import { Checkbox, Text } from '@mantine/core'
import type { Clause } from '#api/types.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { localText } from '../../../parts/words.ts'
import { CheckChoice } from './choice-card.tsx'
import classes from './filing.module.css'
import { useFilingT } from './messages.ts'
import type { StepProps } from './step-props.ts'

/** No code of a plan holds a space. */
const none = 'none of these'

/** The plan's exclusions as questions. "None" is said, not left out. */
export function ExclusionsStep({
  draft,
  change,
  faults,
  exclusions,
}: StepProps & { exclusions: readonly Clause[] }) {
  const t = useFilingT()
  const { language } = useLanguage()
  const { circumstances } = draft
  const chosen = circumstances?.length === 0 ? [none] : [...(circumstances ?? [])]
  const choose = (values: string[]) => {
    const saysNone = values.includes(none) && !chosen.includes(none)
    const codes = saysNone ? [] : values.filter((value) => value !== none)
    change({ circumstances: codes.length === 0 && !saysNone ? null : codes })
  }
  return (
    <>
      <Text size="sm" mb="sm">
        {t('exclusions.lead')}
      </Text>
      <Checkbox.Group
        aria-label={t('exclusions.title')}
        value={chosen}
        onChange={choose}
        error={faults.includes('circumstances') && t('exclusions.required')}
      >
        <div className={classes['choices']}>
          {exclusions.map(({ code, title, text }) => (
            <CheckChoice
              key={code}
              value={code}
              label={localText(title, language)}
              hint={localText(text, language)}
            />
          ))}
          <CheckChoice value={none} label={t('exclusions.none')} />
        </div>
      </Checkbox.Group>
    </>
  )
}
