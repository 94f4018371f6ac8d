import { Button, Stack, TextInput } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import { fieldErrorText } from '#kit/i18n/error-text.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { useNotice } from '../../parts/notice.ts'
import { useCouponsT } from './messages.ts'

const route = getRouteApi('/frame/coupons/add')

/** Puts a coupon into the wallet by its code, typed or brought by a link. */
export function AddCouponPage() {
  const t = useCouponsT()
  const { language } = useLanguage()
  const { code: linked } = route.useSearch()
  const navigate = route.useNavigate()
  const notice = useNotice()
  const [typed, setTyped] = useState(linked ?? '')
  const [tried, setTried] = useState(false)
  const code = typed.trim()
  const add = useWrite('post', '/v1/me/coupons', {
    stale: ['/v1/me/coupons'],
    onDone: ({ id }) => {
      notice(t('add.done'))
      void navigate({ to: '/coupons/$holdingId', params: { holdingId: id }, replace: true })
    },
  })
  const fault = tried && code === '' ? t('add.required') : fieldErrorText(add.error, 'code', language)
  return (
    <>
      <BackLink to="/coupons" />
      <PageHeader title={t('add.title')} description={t('add.lead')} />
      <form
        noValidate
        className="surface"
        style={{ padding: 16 }}
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (code !== '') add.mutate({ body: { code } })
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('add.code')}
            description={t('add.codeHint')}
            autoCapitalize="characters"
            autoComplete="off"
            spellCheck={false}
            maxLength={80}
            value={typed}
            error={fault}
            onChange={(event) => {
              add.reset()
              setTyped(event.currentTarget.value)
            }}
          />
          <ErrorLine error={fault ? null : add.error} />
          <Button type="submit" loading={add.isPending}>
            {t('add.submit')}
          </Button>
        </Stack>
      </form>
    </>
  )
}
