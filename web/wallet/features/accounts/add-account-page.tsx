import { Button, Radio, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import { fieldErrorText } from '#kit/i18n/error-text.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { useNotice } from '../../parts/notice.ts'
import { me } from '../../session.ts'
import { useAccountsT } from './messages.ts'

/** Adds an account: a deposit of the sandbox for tests, or a card that a provider keeps. */
export function AddAccountPage() {
  const t = useAccountsT()
  const { data: person } = useQuery(me)
  return (
    <>
      <BackLink to="/accounts" />
      <PageHeader title={t('add')} />
      {person && <Form test={person.mode === 'test'} />}
    </>
  )
}

function Form({ test }: { test: boolean }) {
  const t = useAccountsT()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const notice = useNotice()
  const [kind, setKind] = useState<'deposit' | 'card'>(test ? 'deposit' : 'card')
  const [typed, setTyped] = useState({ label: '', token: '' })
  const [tried, setTried] = useState(false)
  const label = typed.label.trim()
  const token = typed.token.trim()
  const open = useWrite('post', '/v1/me/accounts', {
    stale: ['/v1/me/accounts'],
    onDone: ({ id }) => {
      notice(t('add.done'))
      void navigate({ to: '/accounts/$accountId', params: { accountId: id }, replace: true })
    },
  })
  const fault = (field: string) => fieldErrorText(open.error, field, language)

  function submit() {
    setTried(true)
    if (label === '' || (kind === 'card' && token === '')) return
    const provider = test ? 'sandbox' : 'stripe'
    open.mutate({ body: { kind, provider, currency: 'JPY', label, ...(kind === 'card' ? { token } : {}) } })
  }

  return (
    <form
      noValidate
      className="surface"
      style={{ padding: 16 }}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Stack gap="md">
        {test && (
          <Radio.Group
            label={t('add.kind')}
            value={kind}
            onChange={(value) => setKind(value === 'card' ? 'card' : 'deposit')}
          >
            <Stack gap="sm" mt="xs">
              <Radio value="deposit" label={t('add.deposit')} description={t('add.depositHint')} />
              <Radio value="card" label={t('add.card')} description={t('add.cardHint')} />
            </Stack>
          </Radio.Group>
        )}
        {kind === 'card' && (
          <TextInput
            label={t('add.token')}
            description={test ? t('add.tokenHint') : t('add.cardHint')}
            autoComplete="off"
            maxLength={300}
            value={typed.token}
            error={tried && token === '' ? t('add.tokenRequired') : fault('token')}
            onChange={(event) => setTyped({ ...typed, token: event.currentTarget.value })}
          />
        )}
        <TextInput
          label={t('add.label')}
          description={t('add.labelHint')}
          maxLength={60}
          value={typed.label}
          error={tried && label === '' ? t('add.labelRequired') : fault('label')}
          onChange={(event) => setTyped({ ...typed, label: event.currentTarget.value })}
        />
        <ErrorLine error={fault('token') || fault('label') ? null : open.error} />
        <Button type="submit" loading={open.isPending}>
          {t('add.submit')}
        </Button>
      </Stack>
    </form>
  )
}
