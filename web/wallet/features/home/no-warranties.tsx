import { Stack } from '@mantine/core'
import { IconAddressBook, IconReceipt, IconShieldCheck, IconTicket } from '@tabler/icons-react'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { useT } from '../../messages.ts'
import { LinkRow } from '../../parts/link-row.tsx'

/** No cover yet: how they come, and what to try when one is missing. */
export function NoWarranties() {
  const t = useT()
  return (
    <>
      <EmptyState icon={<IconShieldCheck size={48} stroke={1.4} />} title={t('home.emptyTitle')}>
        {t('home.emptyText')}
      </EmptyState>
      <Stack gap="xs">
        <LinkRow to="/pick-up" icon={<IconTicket size={24} aria-hidden />}>
          {t('home.emptyPickUp')}
        </LinkRow>
        <LinkRow to="/me" icon={<IconAddressBook size={24} aria-hidden />}>
          {t('home.emptyContact')}
        </LinkRow>
        <LinkRow to="/purchases" icon={<IconReceipt size={24} aria-hidden />}>
          {t('home.emptyPurchases')}
        </LinkRow>
      </Stack>
    </>
  )
}
