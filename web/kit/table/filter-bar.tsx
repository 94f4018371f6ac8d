import { Button, Group } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useKitT } from '../i18n/kit-messages.ts'
import { SearchField } from '../form/search-field.tsx'
import classes from './filter-bar.module.css'

type Props = {
  search?: { value: string; onChange: (value: string) => void; label: string }
  /** Selects and the like; each sets its own part of the address. */
  children?: ReactNode
  /** Whether anything is filtered; shows the way back to all. */
  active: boolean
  onClear: () => void
}

/** Filters above a list. Their values live in the address, so that a view can be shared and gone back to. */
export function FilterBar({ search, children, active, onClear }: Props) {
  const t = useKitT()
  return (
    <search aria-label={t('filters')} className={classes['bar']}>
      {search && (
        <div className={classes['search']}>
          <SearchField {...search} />
        </div>
      )}
      <Group gap="sm" className={classes['filters'] ?? ''}>
        {children}
        {active && (
          <Button
            variant="subtle"
            color="gray"
            leftSection={<IconX size={16} aria-hidden />}
            onClick={onClear}
          >
            {t('clearFilters')}
          </Button>
        )}
      </Group>
    </search>
  )
}
