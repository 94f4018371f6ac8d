import { ActionIcon, Input, SimpleGrid, Stack, TagsInput, Text, Textarea } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconTrash } from '@tabler/icons-react'
import { useT as useCommonT } from '../../../messages.ts'
import { MoneyField } from '../../../parts/number-fields.tsx'
import { StoreSelect } from '../../../parts/store-select.tsx'
import { useT } from '../messages.ts'
import classes from '../plans.module.css'
import type { AttachmentsFormValues } from './attachments-form.tsx'

type Props = {
  form: UseFormReturnType<AttachmentsFormValues>
  index: number
  currency: string
  onRemove: () => void
}

export function AttachmentFields({ form, index, currency, onRemove }: Props) {
  const t = useT()
  const common = useCommonT()
  const path = `attachments.${index}` as const
  const whole = form.errors[path]
  return (
    <fieldset className={classes['card']} aria-label={t('attachN', { n: index + 1 })}>
      <div className={classes['cardHead']}>
        <Text fw={600} size="sm" aria-hidden>
          {t('attachN', { n: index + 1 })}
        </Text>
        <ActionIcon aria-label={`${common('remove')} ${t('attachN', { n: index + 1 })}`} onClick={onRemove}>
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      </div>
      <Stack gap="md">
        <StoreSelect
          label={common('store')}
          value={form.values.attachments[index]?.storeCode ?? ''}
          error={form.errors[`${path}.storeCode`]}
          onChange={(code) => form.setFieldValue(`${path}.storeCode`, code ?? '')}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <Textarea
            label={t('itemCodes')}
            description={t('oneALine')}
            autosize
            minRows={2}
            maxRows={8}
            spellCheck={false}
            {...form.getInputProps(`${path}.itemCodes`)}
          />
          <Textarea
            label="GTIN"
            description={t('oneALine')}
            autosize
            minRows={2}
            maxRows={8}
            spellCheck={false}
            {...form.getInputProps(`${path}.gtins`)}
          />
          <TagsInput
            size="md"
            label={t('categories')}
            description={t('categoriesHint')}
            splitChars={[',', '、', '\n', '\t']}
            acceptValueOnBlur
            {...form.getInputProps(`${path}.categories`)}
          />
          <SimpleGrid cols={2} spacing="sm">
            <MoneyField
              label={t('priceFrom')}
              description={t('priceFromHint')}
              currency={currency}
              {...form.getInputProps(`${path}.priceFrom`)}
            />
            <MoneyField
              label={t('priceTo')}
              description={t('priceToHint')}
              currency={currency}
              {...form.getInputProps(`${path}.priceTo`)}
            />
          </SimpleGrid>
        </SimpleGrid>
        {whole && <Input.Error role="alert">{whole}</Input.Error>}
      </Stack>
    </fieldset>
  )
}
