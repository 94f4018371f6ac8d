import { Alert, Box, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { IconFlask, IconTool } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useWrite } from '#api/query.ts'
import type { CodeSent, Person } from '#api/types.ts'
import type { Language } from '#kit/i18n/language.tsx'
import { LanguageSwitch } from '#kit/shell/preferences.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { PlainShell } from '#kit/shell/wallet-shell.tsx'
import { useT } from '../../messages.ts'
import { LinkRow } from '../../parts/link-row.tsx'
import type { TypedContact } from '../../parts/contact.ts'
import { me, rememberedMode } from '../../session.ts'
import { CodeStep } from './code-step.tsx'
import { ContactStep } from './contact-step.tsx'
import { pageAfter } from './page-after.ts'

const route = getRouteApi('/sign-in')

/** Two steps: where to send a code, then the code. What was typed stays when going back. */
export function SignInPage() {
  const t = useT()
  const router = useRouter()
  useTitle(t('signIn.title'))
  const queries = useQueryClient()
  const { next } = route.useSearch()
  const [mode] = useState(rememberedMode)
  const [contact, setContact] = useState<TypedContact>({ kind: 'email', value: '' })
  const [sent, setSent] = useState<{ answer: CodeSent; at: number } | null>(null)
  const chosen = useRef<Language | null>(null)
  const saveLanguage = useWrite('patch', '/v1/me', { stale: ['/v1/me'] })

  function enter(person: Person) {
    queries.clear()
    queries.setQueryData(me.queryKey, person)
    // A language chosen on this page is the person's wish from now on, for messages too.
    if (chosen.current && chosen.current !== person.language)
      saveLanguage.mutate({ body: { language: chosen.current } })
    router.history.replace(router.history.createHref(pageAfter(next)))
  }

  return (
    <PlainShell test={mode === 'test'}>
      <Title order={1}>{t('signIn.title')}</Title>
      {mode === 'test' && (
        <Alert color="amber" variant="light" icon={<IconFlask aria-hidden />} mt="md">
          {t('signIn.test')}
        </Alert>
      )}
      {sent ? (
        <CodeStep
          contact={contact}
          mode={mode}
          sent={sent}
          onSent={(answer) => setSent({ answer, at: Date.now() })}
          onBack={() => setSent(null)}
          onSignedIn={enter}
        />
      ) : (
        <>
          <Text c="dimmed" mt="sm" lh={1.8}>
            {t('signIn.lead')}
          </Text>
          <ContactStep
            contact={contact}
            mode={mode}
            onContact={setContact}
            onSent={(answer) => setSent({ answer, at: Date.now() })}
          />
        </>
      )}
      {!sent && (
        <Box mt="xl">
          <LinkRow to="/claim" icon={<IconTool size={24} aria-hidden />} detail={t('signIn.guestHint')}>
            {t('signIn.guest')}
          </LinkRow>
        </Box>
      )}
      <Box mt={48}>
        <LanguageSwitch onChosen={(language) => (chosen.current = language)} />
      </Box>
    </PlainShell>
  )
}
