import { Select } from '@mantine/core'
import { FilterBar } from '#kit/table/filter-bar.tsx'
import type { useListAddress } from '../../address.ts'
import { StoreSelect } from '../../parts/store-select.tsx'
import { useT } from './messages.ts'
import { codesOf, useWord } from './words.ts'

export type ClaimAddress = ReturnType<typeof useListAddress<'queue' | 'store' | 'state' | 'number'>>

export function ClaimFilters({ address }: { address: ClaimAddress }) {
  const t = useT()
  const word = useWord()
  const { values, setFilters } = address
  return (
    <FilterBar
      search={{
        value: values.number,
        onChange: (number) => setFilters({ number: number.trim() }),
        label: t('byNumber'),
      }}
      active={address.isFiltered}
      onClear={address.clearFilters}
    >
      <StoreSelect w={220} value={values.store} onChange={(store) => setFilters({ store })} />
      <Select
        w={200}
        aria-label={t('state')}
        placeholder={t('allStates')}
        clearable
        data={codesOf('state').map((state) => ({ value: state, label: word('state', state) }))}
        value={values.state === '' ? null : values.state}
        onChange={(state) => setFilters({ state: state ?? undefined })}
      />
    </FilterBar>
  )
}
