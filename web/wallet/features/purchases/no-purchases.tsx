import { Button, Stack } from '@mantine/core'
import { IconReceipt, IconSearchOff, IconTicket, IconUserCheck } from '@tabler/icons-react'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { useT } from '../../messages.ts'
import { LinkRow } from '../../parts/link-row.tsx'

export function NoPurchases({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const t = useT()
  const kit = useKitT()
  if (filtered) {
    return (
      <EmptyState
        icon={<IconSearchOff size={40} stroke={1.4} />}
        title={t('purchases.noneTitle')}
        actions={
          <Button variant="default" onClick={onClear}>
            {kit('clearFilters')}
          </Button>
        }
      >
        {t('purchases.noneText')}
      </EmptyState>
    )
  }
  return (
    <>
      <EmptyState icon={<IconReceipt size={48} stroke={1.4} />} title={t('purchases.emptyTitle')}>
        {t('purchases.emptyText')}
      </EmptyState>
      <Stack gap="xs">
        <LinkRow to="/pick-up" icon={<IconTicket size={24} aria-hidden />}>
          {t('purchases.pickUp')}
        </LinkRow>
        <LinkRow to="/prove" icon={<IconUserCheck size={24} aria-hidden />}>
          {t('purchases.prove')}
        </LinkRow>
      </Stack>
    </>
  )
}
