import { Box, Switch } from '@mantine/core'
import { SearchField } from '#kit/form/search-field.tsx'
import { FilterBar } from '#kit/table/filter-bar.tsx'
import type { useListAddress } from '../../address.ts'
import { StoreSelect } from '../../parts/store-select.tsx'
import { useT } from './messages.ts'

type Address = ReturnType<typeof useListAddress<'store' | 'q' | 'category' | 'deleted'>>

export function CatalogFilters({ address, storeCode }: { address: Address; storeCode: string }) {
  const t = useT()
  const { values, setFilters } = address
  const { q, category, deleted } = values
  return (
    <FilterBar
      search={{ value: q, onChange: (words) => setFilters({ q: words.trim() }), label: t('search') }}
      active={q !== '' || category !== '' || deleted !== ''}
      onClear={() => setFilters({ q: undefined, category: undefined, deleted: undefined })}
    >
      <StoreSelect w={240} clearable={false} value={storeCode} onChange={(store) => setFilters({ store })} />
      <Box w={170}>
        <SearchField
          value={category}
          onChange={(name) => setFilters({ category: name.trim() })}
          label={t('category')}
          placeholder={t('categoryHint')}
        />
      </Box>
      <Switch
        label={t('showDeleted')}
        checked={deleted !== ''}
        onChange={(event) => setFilters({ deleted: event.currentTarget.checked ? '1' : undefined })}
      />
    </FilterBar>
  )
}
