import { Anchor, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconFilter, IconMailbox } from '@tabler/icons-react'
import { useState } from 'react'
import { q } from '#api/query.ts'
import { Brand } from '#kit/shell/brand.tsx'
import { LanguageSwitch } from '#kit/shell/preferences.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { DeviceCodes } from './device-codes.tsx'
import { MailboxMessage } from './mailbox-message.tsx'
import { useT } from './messages.ts'
import classes from './pages.module.css'

/** `/mailbox`: what would have been sent, seen within a second. The recipient stands in the address. */
export function MailboxPage() {
  const t = useT()
  useTitle(t('mailboxTitle'))
  const [to, setTo] = useState(() => new URLSearchParams(location.search).get('to') ?? '')
  const mailbox = useQuery({
    ...q('/v1/mailbox', { params: { query: { limit: 200 } } }),
    refetchInterval: 1000,
  })

  function filter(text: string) {
    setTo(text)
    const url = new URL(location.href)
    if (text === '') url.searchParams.delete('to')
    else url.searchParams.set('to', text)
    history.replaceState(null, '', url)
  }

  return (
    <div className={classes['page']}>
      <header className={classes['top']}>
        <Anchor href="/" underline="never" aria-label={t('home')}>
          <Brand />
        </Anchor>
        <div className={classes['languages']}>
          <LanguageSwitch label={false} />
        </div>
      </header>
      <main>
        <Title order={1}>{t('mailboxTitle')}</Title>
        <Text c="dimmed" size="sm" mt={4} mb="md">
          {t('mailboxLead')}
        </Text>
        <TextInput
          type="search"
          aria-label={t('recipient')}
          placeholder={t('recipient')}
          leftSection={<IconFilter size={18} aria-hidden />}
          value={to}
          mb="md"
          onChange={(event) => filter(event.currentTarget.value)}
        />
        <DeviceCodes concerns={(email) => concerns(email, to)} />
        <Loadable state={mailbox} skeleton={<SkeletonCards />}>
          {({ items }) => {
            const shown = items.filter((message) => concerns(message.to, to))
            if (shown.length > 0) {
              return (
                <Stack gap="md" component="section" aria-live="polite">
                  {shown.map((message) => (
                    <MailboxMessage key={message.id} message={message} />
                  ))}
                </Stack>
              )
            }
            return (
              <EmptyState
                icon={<IconMailbox size={40} stroke={1.4} />}
                title={t(items.length > 0 ? 'noneTitle' : 'emptyTitle')}
              >
                {items.length === 0 && t('emptyText')}
              </EmptyState>
            )
          }}
        </Loadable>
      </main>
    </div>
  )
}

/** Part of an address, or of a number however it is spaced; 090… also finds +8190…. */
function concerns(recipient: string, filter: string): boolean {
  const wanted = filter.normalize('NFKC').trim().toLowerCase()
  if (recipient.toLowerCase().includes(wanted)) return true
  const digits = wanted.replace(/\D/g, '').replace(/^0/, '')
  return digits.length > 3 && recipient.startsWith('+') && recipient.includes(digits)
}
