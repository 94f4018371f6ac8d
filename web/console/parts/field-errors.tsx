import { Alert, List, Text } from '@mantine/core'
import { IconAlertCircle } from '@tabler/icons-react'
import { useErrorText } from '#kit/i18n/error-text.ts'
import type { Refusal } from '#kit/i18n/error-text.ts'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { errorText } from '#kit/i18n/error-text.ts'
import type { Language } from '#kit/i18n/language.tsx'
import { useT } from '../messages.ts'

type FieldError = { field: string; code: string; message: string }

/** What one refused field's code means, for codes that the kit has no words for. */
export function useFieldText(): (error: FieldError) => string {
  const t = useT()
  const { language } = useLanguage()
  return (error) => {
    if (isOwn(error.code)) return t(`fault.${error.code}`)
    // The schema has one code for short texts and small numbers; its message tells them apart.
    const isNumber = error.message.includes('expected number')
    if (isNumber && error.code === 'too_small') return t('fault.number_small')
    if (isNumber && error.code === 'too_big') return t('fault.number_big')
    return kitText(error, language)
  }
}

/**
 * Refused fields by their path in a form: `terms.covers[0].kind` → `terms.covers.0.kind`.
 * @param about which field a refusal without fields is about, by its code: `store_code_taken` → `code`
 */
export function useFormFaults(): (error: unknown, about?: Record<string, string>) => Record<string, string> {
  const text = useFieldText()
  const describe = useErrorText()
  return (error, about = {}) => {
    const faults = Object.fromEntries(
      errorsOf(error).map((fault) => [fault.field.replaceAll(/\[(\d+)\]/g, '.$1'), text(fault)]),
    )
    const whole = describe(error)
    const field = about[whole.code]
    return field === undefined ? faults : { ...faults, [field]: whole.text }
  }
}

/** Why a form was refused, with every field it names; the fields themselves say it too. */
export function FormRefusal({ error }: { error: unknown }) {
  const kit = useKitT()
  const describe = useErrorText()
  const text = useFieldText()
  if (!error) return null
  const faults = errorsOf(error)
  const { text: whole, code } = describe(error)
  const only = faults.length === 1 ? faults[0] : undefined
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertCircle aria-hidden />}>
      <Text size="sm">{only ? text(only) : whole}</Text>
      {faults.length > 1 && (
        <List size="sm" mt={4}>
          {faults.map((fault) => (
            <List.Item key={`${fault.field} ${fault.code}`}>
              <code>{fault.field}</code> {text(fault)}
            </List.Item>
          ))}
        </List>
      )}
      <Text size="xs" c="dimmed" mt={4}>
        {kit('errorCode', { code: only ? `${code} · ${only.field} · ${only.code}` : code })}
      </Text>
    </Alert>
  )
}

function errorsOf(error: unknown): readonly FieldError[] {
  return (error as Partial<Refusal> | null)?.errors ?? []
}

const own = [
  'premium_shares',
  'cover_twice',
  'band_empty',
  'bands_overlap',
  'attachment_without_condition',
  'gtin_check_digit',
  'currency_not_of_store',
  'unknown_currency',
  'not_in_future',
  'offer_without_subject',
  'unrecognized_keys',
  'invalid_value',
  'not_json',
] as const
function isOwn(code: string): code is (typeof own)[number] {
  return (own as readonly string[]).includes(code)
}

function kitText(fault: FieldError, language: Language): string {
  return errorText({ code: 'invalid_field', status: 400, errors: [fault] }, language).text
}
