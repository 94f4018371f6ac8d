import { Button, Group, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { IconFileText, IconTicket, IconTool, IconUserCheck } from '@tabler/icons-react'
import { useWrite } from '#api/query.ts'
import type { Person } from '#api/types.ts'
import { AppearanceSwitch, LanguageSwitch } from '#kit/shell/preferences.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { useT } from '../../messages.ts'
import { LinkRow } from '../../parts/link-row.tsx'
import { Section } from '../../parts/section.tsx'
import { me } from '../../session.ts'
import { Contacts } from './contacts.tsx'
import { MyData } from './my-data.tsx'
import { MemberCode } from './member-code.tsx'
import { ProfileForm } from './profile-form.tsx'
import { Sessions } from './sessions.tsx'

/** 自分: the member code to show, who I am, how I am reached, how the app looks. */
export function MePage() {
  const t = useT()
  const person = useQuery(me)
  return (
    <>
      <PageHeader title={t('me.title')} />
      <Loadable state={person} skeleton={<SkeletonCards count={2} height={240} />}>
        {(data) => <Me person={data} />}
      </Loadable>
    </>
  )
}

function Me({ person }: { person: Person }) {
  const t = useT()
  const saveLanguage = useWrite('patch', '/v1/me', { stale: ['/v1/me'] })
  return (
    <>
      <MemberCode code={person.memberCode} />
      <Section title={t('me.profile')}>
        <ProfileForm key={person.id} person={person} />
      </Section>
      <Section title={t('me.contacts')} hint={t('me.contactsHint')}>
        <Contacts contacts={person.contacts} />
        {person.linked > 0 && (
          <Text size="sm" c="dimmed" mt="sm">
            {t('me.linked', { count: person.linked })}
          </Text>
        )}
      </Section>
      <Section title={t('me.settings')}>
        <Stack gap="md">
          <LanguageSwitch onChosen={(language) => saveLanguage.mutate({ body: { language } })} />
          <AppearanceSwitch />
          <ErrorLine error={saveLanguage.error} />
        </Stack>
      </Section>
      <Section title={t('me.sessions')} hint={t('me.sessionsHint')}>
        <Sessions />
      </Section>
      <Section title={t('me.more')} bare>
        <Stack gap="xs">
          <LinkRow to="/claims" icon={<IconTool size={24} aria-hidden />}>
            {t('me.claims')}
          </LinkRow>
          <LinkRow to="/papers" icon={<IconFileText size={24} aria-hidden />}>
            {t('me.papers')}
          </LinkRow>
          <LinkRow to="/pick-up" icon={<IconTicket size={24} aria-hidden />}>
            {t('me.pickUp')}
          </LinkRow>
          <LinkRow to="/prove" icon={<IconUserCheck size={24} aria-hidden />}>
            {t('me.prove')}
          </LinkRow>
        </Stack>
      </Section>
      <MyData />
      <SignOut />
    </>
  )
}

function SignOut() {
  const t = useT()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const signOut = useWrite('post', '/v1/sign-out', {
    onDone: () => {
      // Left first: a page still open would ask for its data again and be refused.
      void navigate({ to: '/sign-in' }).then(() => queries.clear())
    },
  })
  return (
    <>
      <ErrorLine error={signOut.error} />
      <Group justify="center" mt="xl">
        <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
          {t('me.signOut')}
        </Button>
      </Group>
    </>
  )
}
