import { Button, Text } from '@mantine/core'
import { IconLogout } from '@tabler/icons-react'
import classes from './console.module.css'
import { useT } from './messages.ts'
import { RouteLink } from './navigation.tsx'
import { paths } from './paths.ts'
import { useSession } from './session.tsx'
import { useSignOut } from './sign-out.ts'

/** Who is signed in, at the foot of the navigation. */
export function AccountPanel() {
  const t = useT()
  const { staff } = useSession()
  const signOut = useSignOut()
  return (
    <section aria-label={t('account')} className={classes['account']}>
      <RouteLink {...paths.profile()} className={classes['accountLink'] ?? ''}>
        <Text component="span" size="sm" fw={600} truncate>
          {staff.name}
        </Text>
        <Text component="span" size="xs" c="dimmed">
          {t(`role.${staff.role}`)}
        </Text>
      </RouteLink>
      <Button
        variant="subtle"
        color="gray"
        size="sm"
        fullWidth
        justify="flex-start"
        leftSection={<IconLogout size={18} aria-hidden />}
        loading={signOut.busy}
        onClick={signOut.signOut}
      >
        {t('signOut')}
      </Button>
    </section>
  )
}
