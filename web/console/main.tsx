import { IconTools } from '@tabler/icons-react'
import { start } from '#kit/kit-provider.tsx'
import { PlainShell } from '#kit/shell/wallet-shell.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'

start(
  <PlainShell>
    <EmptyState icon={<IconTools size={40} />} title="準備中" />
  </PlainShell>,
)
