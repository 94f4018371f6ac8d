import { Box, Stack, Text, Title } from '@mantine/core'
import { IconArrowBackUp, IconLogin2, IconSearch, IconTool } from '@tabler/icons-react'
import { LanguageSwitch } from '#kit/shell/preferences.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { LinkRow } from '../../../parts/link-row.tsx'
import { GuestShell } from './guest-shell.tsx'
import { guestToken } from './guest-token.ts'
import { useGuestT } from './messages.ts'

/** Where whoever has no account begins: a new claim, or one that was filed before. */
export function GuestStartPage() {
  const t = useGuestT()
  useTitle(t('title'))
  return (
    <GuestShell>
      <Title order={1}>{t('title')}</Title>
      <Text c="dimmed" mt="sm" mb="lg" lh={1.8}>
        {t('lead')}
      </Text>
      <Stack gap="xs">
        {guestToken() !== null && (
          <LinkRow
            to="/claim/status"
            tone="info"
            icon={<IconArrowBackUp size={24} aria-hidden />}
            detail={t('currentHint')}
          >
            {t('current')}
          </LinkRow>
        )}
        <LinkRow to="/claim/new" icon={<IconTool size={24} aria-hidden />} detail={t('startHint')}>
          {t('start')}
        </LinkRow>
        <LinkRow to="/claim/follow" icon={<IconSearch size={24} aria-hidden />} detail={t('followHint')}>
          {t('follow')}
        </LinkRow>
        <LinkRow to="/" icon={<IconLogin2 size={24} aria-hidden />} detail={t('signInHint')}>
          {t('signIn')}
        </LinkRow>
      </Stack>
      <Box mt={48}>
        <LanguageSwitch onChosen={() => {}} />
      </Box>
    </GuestShell>
  )
}
