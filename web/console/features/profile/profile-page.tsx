import { Button, List, SimpleGrid, Stack } from '@mantine/core'
import { IconLogout } from '@tabler/icons-react'
import { Facts } from '#kit/detail/facts.tsx'
import { AppearanceSwitch, LanguageSwitch } from '#kit/shell/preferences.tsx'
import { useT as useCommonT } from '../../messages.ts'
import { Section } from '../../parts/section.tsx'
import { useSession } from '../../session.tsx'
import { useSignOut } from '../../sign-out.ts'
import { Device } from './device.tsx'
import { useT } from './messages.ts'
import { Sessions } from './sessions.tsx'

/** 自分: who is signed in, with what and where, how the console looks and speaks, and the way out. */
export function ProfilePage() {
  const t = useT()
  const common = useCommonT()
  const { staff, scopes } = useSession()
  const { signOut, busy } = useSignOut()
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <Section title={staff.name}>
        <Facts
          items={[
            { label: t('email'), value: staff.email },
            { label: t('role'), value: common(`role.${staff.role}`) },
            {
              label: common('store'),
              value: staff.storeCodes === null ? common('store.all') : staff.storeCodes.join(', '),
            },
            {
              label: t('scopes'),
              value: (
                <List size="sm">
                  {scopes.map((scope) => (
                    <List.Item key={scope}>{common(`scope.${scope}`)}</List.Item>
                  ))}
                </List>
              ),
            },
          ]}
        />
      </Section>
      <Stack gap="md">
        <Device />
        <Sessions />
        <Section title={t('preferences')}>
          <Stack gap="lg">
            <LanguageSwitch />
            <AppearanceSwitch />
          </Stack>
        </Section>
        <Section title={t('leave')}>
          <Button
            variant="default"
            leftSection={<IconLogout size={18} aria-hidden />}
            loading={busy}
            onClick={signOut}
          >
            {common('signOut')}
          </Button>
        </Section>
      </Stack>
    </SimpleGrid>
  )
}
