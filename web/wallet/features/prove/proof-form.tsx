import { Alert, Button, Input, NativeSelect, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { walletReads } from '../../live.ts'
import { useT } from '../../messages.ts'

type By = 'reference' | 'date' | 'name'
type Props = { stores: { value: string; label: string }[] }

/** One fact of three kinds. What was typed for one stays while another is looked at. */
export function ProofForm({ stores }: Props) {
  const t = useT()
  const [by, setBy] = useState<By>('reference')
  const [form, setForm] = useState({ reference: '', store: stores[0]?.value ?? '', date: '', name: '' })
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  const prove = useWrite('post', '/v1/me/purchase-proofs', {
    stale: walletReads,
    onDone: ({ proven }) => {
      if (proven === 0) return
      set({ reference: '', date: '', name: '' })
      notifications.show({ message: t('prove.done', { count: proven }), color: 'green' })
    },
  })
  const facts = {
    reference: form.reference.trim() ? { reference: form.reference.trim() } : null,
    date: form.store && form.date ? { storeCode: form.store, purchasedOn: form.date } : null,
    name: form.name.trim() ? { name: form.name.trim() } : null,
  }
  const fact = facts[by]

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (fact) prove.mutate({ body: fact })
      }}
    >
      <Stack gap="md" mt="lg">
        <Input.Wrapper label={t('prove.by')}>
          <SegmentedControl
            fullWidth
            size="md"
            aria-label={t('prove.by')}
            value={by}
            onChange={(value) => {
              setBy(value as By)
              prove.reset()
            }}
            data={[
              { value: 'reference', label: t('prove.byReference') },
              { value: 'date', label: t('prove.byDate') },
              { value: 'name', label: t('prove.byName') },
            ]}
          />
        </Input.Wrapper>
        {by === 'reference' && (
          <TextInput
            label={t('prove.reference')}
            autoComplete="off"
            value={form.reference}
            onChange={(event) => set({ reference: event.currentTarget.value })}
          />
        )}
        {by === 'date' && (
          <>
            <NativeSelect
              label={t('prove.store')}
              data={stores}
              value={form.store}
              onChange={(event) => set({ store: event.currentTarget.value })}
            />
            <TextInput
              type="date"
              label={t('prove.date')}
              value={form.date}
              onChange={(event) => set({ date: event.currentTarget.value })}
            />
          </>
        )}
        {by === 'name' && (
          <TextInput
            label={t('prove.name')}
            autoComplete="name"
            value={form.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        )}
        {prove.data?.proven === 0 && <Alert color="blue">{t('prove.none')}</Alert>}
        <ErrorLine error={prove.error} />
        <Button type="submit" size="lg" disabled={!fact} loading={prove.isPending}>
          {t('prove.submit')}
        </Button>
      </Stack>
    </form>
  )
}
