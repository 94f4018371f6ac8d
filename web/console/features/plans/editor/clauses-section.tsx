import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useT as useCommonT } from '../../../messages.ts'
import { Section } from '../../../parts/section.tsx'
import { useT } from '../messages.ts'
import classes from '../plans.module.css'
import { LocalFields } from './local-fields.tsx'
import type { PlanFormState } from './plan-editor.tsx'
import { newClause } from './plan-form.ts'

type Props = { form: PlanFormState; list: 'exclusions' | 'clauses' }
const prefixes = { exclusions: 'ex', clauses: 'cl' } as const

/** Exclusions or clauses: a title for the list, the full text one press away. */
export function ClausesSection({ form, list }: Props) {
  const t = useT()
  const clauses = form.values.terms[list]
  return (
    <Section title={t(`section.${list}`)}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t(`${list}Hint`)}
        </Text>
        {clauses.map((_, i) => (
          <ClauseFields key={i} form={form} list={list} index={i} />
        ))}
        <Group>
          <Button
            variant="default"
            size="sm"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => form.insertListItem(`terms.${list}`, newClause(clauses, prefixes[list]))}
          >
            {t(`${list}Add`)}
          </Button>
        </Group>
      </Stack>
    </Section>
  )
}

function ClauseFields({ form, list, index }: Props & { index: number }) {
  const t = useT()
  const common = useCommonT()
  const path = `terms.${list}.${index}`
  const name = t('clauseN', { n: index + 1 })
  return (
    <fieldset className={classes['card']} aria-label={name}>
      <div className={classes['cardHead']}>
        <Text fw={600} size="sm" aria-hidden>
          {name}
        </Text>
        <ActionIcon
          aria-label={`${common('remove')} ${name}`}
          onClick={() => form.removeListItem(`terms.${list}`, index)}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </div>
      <Stack gap="sm">
        <TextInput
          maw={200}
          label={t('clauseCode')}
          description={t('clauseCodeHint')}
          spellCheck={false}
          {...form.getInputProps(`${path}.code`)}
        />
        <LocalFields form={form} path={`${path}.title`} label={t('clauseTitle')} />
        <LocalFields form={form} path={`${path}.text`} label={t('clauseText')} long />
      </Stack>
    </fieldset>
  )
}
