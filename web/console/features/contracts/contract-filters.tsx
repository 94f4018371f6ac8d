import { Select } from '@mantine/core'
import { FilterBar } from '#kit/table/filter-bar.tsx'
import type { useListAddress } from '../../address.ts'
import { useT as useCommonT } from '../../messages.ts'
import { StoreSelect } from '../../parts/store-select.tsx'
import { useT } from './messages.ts'

type Address = ReturnType<typeof useListAddress<'number' | 'store' | 'state'>>
const states = ['pending', 'in_force', 'suspended', 'cancelled', 'fulfilled', 'void'] as const

export function ContractFilters({ address }: { address: Address }) {
  const t = useT()
  const common = useCommonT()
  const { values, setFilters } = address
  // A number names one contract; other filters have nothing to say beside it.
  const byNumber = values.number !== ''
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
      <StoreSelect
        w={220}
        disabled={byNumber}
        value={values.store}
        onChange={(store) => setFilters({ store })}
      />
      <Select
        w={160}
        disabled={byNumber}
        aria-label={t('state')}
        placeholder={t('allStates')}
        clearable
        data={states.map((state) => ({ value: state, label: common(`state.${state}`) }))}
        value={values.state === '' ? null : values.state}
        onChange={(state) => setFilters({ state: state ?? undefined })}
      />
    </FilterBar>
  )
}
