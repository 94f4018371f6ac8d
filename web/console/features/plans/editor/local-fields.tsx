import { SimpleGrid, TextInput, Textarea } from '@mantine/core'
import { languageNames, languages } from '#kit/i18n/language.tsx'
import { useT } from '../messages.ts'
import type { PlanFormState } from './plan-editor.tsx'

type Props = { form: PlanFormState; path: string; label: string; long?: boolean; mt?: 'md' }

/** Words in three languages side by side; the Japanese ones are needed, the others where there are any. */
export function LocalFields({ form, path, label, long = false, mt }: Props) {
  const t = useT()
  const Field = long ? Textarea : TextInput
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm" {...(mt ? { mt } : {})}>
      {languages.map((language) => (
        <Field
          key={language}
          label={t('inLanguage', { label, language: languageNames[language] })}
          lang={language}
          placeholder={language === 'ja' ? '' : t('optional')}
          {...(long ? { autosize: true, minRows: 2, maxRows: 10 } : {})}
          {...form.getInputProps(`${path}.${language}`)}
        />
      ))}
    </SimpleGrid>
  )
}
