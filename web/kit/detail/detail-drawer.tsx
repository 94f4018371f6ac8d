import { Drawer, Group, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useKitT } from '../i18n/kit-messages.ts'
import classes from './detail.module.css'

type Props = {
  opened: boolean
  onClose: () => void
  title: ReactNode
  /** A StatusBadge beside the title. */
  status?: ReactNode
  /** ActionButtons, at the top. */
  actions?: ReactNode
  /** Left column: Facts and what belongs to them. */
  facts: ReactNode
  /** Right column: History. */
  history?: ReactNode
}

/** Details of one row, with the same layout everywhere: actions at the top, facts left, history right. */
export function DetailDrawer({ opened, onClose, title, status, actions, facts, history }: Props) {
  const t = useKitT()
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={history ? 880 : 560}
      title={
        <Group gap="sm">
          {title}
          {status}
        </Group>
      }
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {actions && (
        <Group gap="sm" mb="lg">
          {actions}
        </Group>
      )}
      <div className={classes['columns']} data-single={history ? undefined : true}>
        <section aria-label={t('facts')}>{facts}</section>
        {history && (
          <section aria-label={t('history')}>
            <Title order={3} mb="sm">
              {t('history')}
            </Title>
            {history}
          </section>
        )}
      </div>
    </Drawer>
  )
}
