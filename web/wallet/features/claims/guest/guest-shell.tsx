import { Alert } from '@mantine/core'
import { IconFlask } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { PlainShell } from '#kit/shell/wallet-shell.tsx'
import { rememberedMode } from '../../../session.ts'
import { useGuestT } from './messages.ts'

/** Around every page for whoever has no account. */
export function GuestShell({ children }: { children: ReactNode }) {
  const t = useGuestT()
  const test = rememberedMode() === 'test'
  return (
    <PlainShell wide test={test}>
      {test && (
        <Alert color="amber" variant="light" icon={<IconFlask aria-hidden />} mb="md">
          {t('test')}
        </Alert>
      )}
      {children}
    </PlainShell>
  )
}
