import { Button, Stack, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { walletReads } from '../../live.ts'
import { useT } from '../../messages.ts'
import { BackLink } from '../../parts/back-link.tsx'

const route = getRouteApi('/frame/pick-up')

/** Takes a purchase that was made without a name, by what its receipt says; a receipt's QR code fills the form. */
export function PickUpPage() {
  const t = useT()
  const link = route.useSearch()
  const navigate = useNavigate()
  const [form, setForm] = useState({
    store: link.store ?? '',
    reference: link.reference ?? '',
    code: link.code ?? '',
  })
  const [tried, setTried] = useState(false)
  const pickUp = useWrite('post', '/v1/me/pick-ups', {
    stale: walletReads,
    onDone: (purchase) => {
      notifications.show({ message: t('pickUp.done'), color: 'green' })
      void navigate({ to: '/purchases/$purchaseId', params: { purchaseId: purchase.id }, replace: true })
    },
  })

  function submit() {
    setTried(true)
    const [storeCode, reference, code] = [
      form.store.trim().toLowerCase(),
      form.reference.trim(),
      form.code.trim(),
    ]
    if (storeCode && reference && code) pickUp.mutate({ body: { storeCode, reference, code } })
  }
  const field = (name: keyof typeof form) => ({
    value: form[name],
    error: tried && form[name].trim() === '' ? t('pickUp.required') : undefined,
    autoComplete: 'off',
    autoCapitalize: 'none',
    spellCheck: false,
    onChange: (event: { currentTarget: { value: string } }) =>
      setForm({ ...form, [name]: event.currentTarget.value }),
  })

  return (
    <>
      <BackLink to="/purchases" />
      <PageHeader title={t('pickUp.title')} />
      <Text c="dimmed" lh={1.8}>
        {link.store && link.reference && link.code ? t('pickUp.fromLink') : t('pickUp.lead')}
      </Text>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <Stack gap="md" mt="lg">
          <TextInput label={t('pickUp.store')} description={t('pickUp.storeHint')} {...field('store')} />
          <TextInput label={t('pickUp.reference')} {...field('reference')} />
          <TextInput label={t('pickUp.code')} description={t('pickUp.codeHint')} {...field('code')} />
          <ErrorLine error={pickUp.error} />
          <Button type="submit" size="lg" loading={pickUp.isPending}>
            {t('pickUp.submit')}
          </Button>
        </Stack>
      </form>
    </>
  )
}
