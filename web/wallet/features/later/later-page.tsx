import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { IconQrcode, IconTicket } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { useT } from '../../messages.ts'

/** A place whose work comes later: says what will be there. */
function LaterPage({ title, icon, children }: { title: string; icon: ReactNode; children: ReactNode }) {
  const t = useT()
  return (
    <>
      <PageHeader title={title} />
      <EmptyState
        icon={icon}
        title={t('later.badge')}
        actions={
          <Button variant="default" mt="sm" renderRoot={(props) => <Link to="/" {...props} />}>
            {t('later.home')}
          </Button>
        }
      >
        {children}
      </EmptyState>
    </>
  )
}

export function PayLaterPage() {
  const t = useT()
  return (
    <LaterPage title={t('later.payTitle')} icon={<IconQrcode size={40} />}>
      {t('later.payText')}
    </LaterPage>
  )
}

export function CouponsLaterPage() {
  const t = useT()
  return (
    <LaterPage title={t('later.couponsTitle')} icon={<IconTicket size={40} />}>
      {t('later.couponsText')}
    </LaterPage>
  )
}
