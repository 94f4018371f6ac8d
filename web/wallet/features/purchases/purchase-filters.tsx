import {
  Button,
  Collapse,
  Group,
  NativeSelect,
  SegmentedControl,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useState } from 'react'
import { q } from '#api/query.ts'
import { FilterBar } from '#kit/table/filter-bar.tsx'
import { useT } from '../../messages.ts'
import { countFilters, kindOf } from './filters.ts'
import type { Filters } from './filters.ts'

type Props = { filters: Filters; onChange: (filters: Filters) => void }

/** Search always in sight; store, kind and period behind a button, since a phone has no room for them. */
export function PurchaseFilters({ filters, onChange }: Props) {
  const t = useT()
  const count = countFilters(filters)
  const [open, setOpen] = useState(count > 0)
  const set = (change: Filters) => onChange({ ...filters, ...change })
  return (
    <>
      <FilterBar
        search={{
          value: filters.q ?? '',
          onChange: (text) => set({ q: text }),
          label: t('purchases.search'),
        }}
        active={count > 0 || Boolean(filters.q)}
        onClear={() => onChange({})}
      >
        <Button
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={18} aria-hidden />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {count > 0 ? t('purchases.filtered', { count }) : t('purchases.filter')}
        </Button>
      </FilterBar>
      <Collapse expanded={open}>
        <Panel filters={filters} set={set} />
      </Collapse>
    </>
  )
}

function Panel({ filters, set }: { filters: Filters; set: (change: Filters) => void }) {
  const t = useT()
  // The totals of everything name every store the person bought from.
  const { data } = useQuery(q('/v1/me/purchase-totals', { params: { query: {} } }))
  const stores = new Map(data?.items.map(({ store }) => [store.code, store.name]))
  const [year] = useState(() => new Date().getFullYear())
  return (
    <Stack gap="md" className="surface" p="md" mb="md">
      <NativeSelect
        label={t('purchases.store')}
        value={filters.store ?? ''}
        onChange={(event) => set({ store: event.currentTarget.value })}
        data={[
          { value: '', label: t('purchases.allStores') },
          ...[...stores].map(([value, label]) => ({ value, label })),
        ]}
      />
      <SegmentedControl
        fullWidth
        aria-label={t('purchases.kind')}
        value={kindOf(filters.kind) ?? ''}
        onChange={(kind) => set({ kind })}
        data={[
          { value: '', label: t('purchases.allKinds') },
          { value: 'sale', label: t('purchases.kind.sale') },
          { value: 'return', label: t('purchases.kind.return') },
          { value: 'void', label: t('purchases.kind.void') },
        ]}
      />
      <SimpleGrid cols={2} spacing="sm">
        <TextInput
          type="date"
          label={t('purchases.from')}
          value={filters.from ?? ''}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('purchases.to')}
          value={filters.to ?? ''}
          onChange={(event) => set({ to: event.currentTarget.value })}
        />
      </SimpleGrid>
      <Group gap="xs">
        <Button variant="light" onClick={() => set({ from: `${year}-01-01`, to: `${year}-12-31` })}>
          {t('purchases.thisYear')}
        </Button>
        <Button variant="light" onClick={() => set({ from: `${year - 1}-01-01`, to: `${year - 1}-12-31` })}>
          {t('purchases.lastYear')}
        </Button>
      </Group>
    </Stack>
  )
}
