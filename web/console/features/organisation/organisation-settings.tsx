import { Group, Stack, Switch } from '@mantine/core'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { useT as useCommonT } from '../../messages.ts'
import { FormRefusal } from '../../parts/field-errors.tsx'
import { notifyDone } from '../../parts/notify.ts'
import type { Typed } from '../../parts/number-fields.tsx'
import { MoneyField } from '../../parts/number-fields.tsx'
import { Section } from '../../parts/section.tsx'
import { useStores } from '../../parts/stores.ts'
import { useLack } from '../../session.tsx'
import type { Organisation } from '../../types.ts'
import { useT } from './messages.ts'

/** What the organisation has decided for itself: above which amount two people decide a claim. */
export function OrganisationSettings({ organisation }: { organisation: Organisation }) {
  const t = useT()
  const common = useCommonT()
  const reason = useLack()('organisation:write')
  const { stores } = useStores()
  const before = organisation.secondDeciderAbove
  const [amount, setAmount] = useState<Typed | null>(before)
  const save = useWrite('put', '/v1/organisation/settings', {
    stale: ['/v1/organisation'],
    onDone: () => notifyDone(common('saved')),
  })
  const fault = amount === '' ? common('required') : undefined
  const submit = () => {
    if (reason === undefined && amount !== '') save.mutate({ body: { secondDeciderAbove: amount } })
  }
  return (
    <Section title={t('settings')}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="md">
          <Switch
            label={t('twoDeciders')}
            checked={amount !== null}
            disabled={reason !== undefined}
            onChange={(event) => setAmount(event.currentTarget.checked ? (before ?? '') : null)}
          />
          {amount !== null && (
            <MoneyField
              maw={320}
              label={t('secondDeciderAbove')}
              description={t('secondDeciderHint')}
              currency={stores[0]?.currency ?? 'JPY'}
              value={amount}
              disabled={reason !== undefined}
              onChange={setAmount}
            />
          )}
          <FormRefusal error={save.error} />
          <Group>
            <ActionButton loading={save.isPending} disabledReason={reason ?? fault} onClick={submit}>
              {common('save')}
            </ActionButton>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
