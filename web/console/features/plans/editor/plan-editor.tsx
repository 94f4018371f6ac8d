import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { UseFormReturnType } from '@mantine/form'
import { IconHistory } from '@tabler/icons-react'
import { useT as useCommonT } from '../../../messages.ts'
import { useDraft } from '../../../parts/draft.ts'
import { FormRefusal, useFormFaults } from '../../../parts/field-errors.tsx'
import { TermsInWords } from '../../../parts/plan-terms/terms-in-words.tsx'
import { Section } from '../../../parts/section.tsx'
import { useSession } from '../../../session.tsx'
import { useT } from '../messages.ts'
import classes from '../plans.module.css'
import { PremiumPreview } from '../premium-preview.tsx'
import { BasicsSection } from './basics-section.tsx'
import { ClausesSection } from './clauses-section.tsx'
import { CoversSection } from './covers-section.tsx'
import { planFaults } from './plan-faults.ts'
import type { PlanForm } from './plan-form.ts'
import { LimitsSection } from './limits-section.tsx'
import { PriceSection } from './price-section.tsx'
import { SellingSection } from './selling-section.tsx'
import { ServiceSection } from './service-section.tsx'
import { toTerms } from './to-terms.ts'

export type PlanFormState = UseFormReturnType<PlanForm>
/** What a page tells the form once the server has answered. */
export type SubmitOutcome = { forgetDraft: () => void; refuse: (error: unknown) => void }
type Props = {
  initial: PlanForm
  /** What the draft is kept under on this device. */
  draftName: string
  /** A version of a plan keeps the plan's code. */
  isVersion?: boolean
  submitLabel: string
  busy: boolean
  error: unknown
  onSubmit: (values: PlanForm, outcome: SubmitOutcome) => void
}

/** The form of a plan, with what it says so far in words and amounts beside it. */
export function PlanEditor({
  initial,
  draftName,
  isVersion = false,
  submitLabel,
  busy,
  error,
  onSubmit,
}: Props) {
  const t = useT()
  const common = useCommonT()
  const faultsOf = useFormFaults()
  const { organisation } = useSession()
  const draft = useDraft<PlanForm>(`plan ${organisation.id} ${draftName}`)
  const form = useForm<PlanForm>({
    initialValues: initial,
    onValuesChange: draft.keep,
    validate: (values) =>
      Object.fromEntries(Object.entries(planFaults(values)).map(([path, fault]) => [path, common(fault)])),
  })
  const outcome: SubmitOutcome = {
    forgetDraft: draft.forget,
    refuse: (refusal) => {
      form.setErrors(faultsOf(refusal, { plan_code_taken: 'code' }))
      focusFirstFault()
    },
  }
  const terms = toTerms(form.values.terms)
  const faultCount = Object.keys(form.errors).length

  return (
    <>
      {draft.found && (
        <DraftOffer
          onTake={() => {
            if (draft.found) form.setValues(draft.found)
            draft.answered()
          }}
          onDrop={draft.forget}
        />
      )}
      <form
        noValidate
        className={classes['split']}
        onSubmit={form.onSubmit((values) => onSubmit(values, outcome), focusFirstFault)}
      >
        <Stack gap="md">
          <BasicsSection form={form} isVersion={isVersion} />
          <CoversSection form={form} />
          <PriceSection form={form} />
          <LimitsSection form={form} />
          <ServiceSection form={form} />
          <ClausesSection form={form} list="exclusions" />
          <ClausesSection form={form} list="clauses" />
          <SellingSection form={form} />
          <FormRefusal error={error} />
          <Group gap="md">
            <Button type="submit" size="lg" loading={busy}>
              {submitLabel}
            </Button>
            {faultCount > 0 && (
              <Text size="sm" c="var(--mantine-color-error)" aria-live="polite">
                {t('faults', { count: faultCount })}
              </Text>
            )}
          </Group>
        </Stack>
        <div className={classes['aside']}>
          <Section title={t('preview')} order={3}>
            <PremiumPreview rule={terms.price} currency={terms.currency} />
          </Section>
          <Section title={t('inWords')} order={3}>
            <TermsInWords terms={terms} />
          </Section>
        </div>
      </form>
    </>
  )
}

function DraftOffer({ onTake, onDrop }: { onTake: () => void; onDrop: () => void }) {
  const t = useT()
  return (
    <Alert color="blue" variant="light" mb="md" icon={<IconHistory aria-hidden />} title={t('draft.found')}>
      <Group gap="sm" mt="xs">
        <Button size="sm" onClick={onTake}>
          {t('draft.take')}
        </Button>
        <Button size="sm" variant="default" onClick={onDrop}>
          {t('draft.drop')}
        </Button>
      </Group>
    </Alert>
  )
}

/** After the errors have been drawn. */
function focusFirstFault(): void {
  setTimeout(() => document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus())
}
