import { Select } from '@mantine/core'
import { FilterBar } from '#kit/table/filter-bar.tsx'
import type { useListAddress } from '../../address.ts'
import { useT as useCommonT } from '../../messages.ts'
import { PeriodField } from '../../parts/period-field.tsx'
import { StoreSelect } from '../../parts/store-select.tsx'
import { useT } from './messages.ts'

type Address = ReturnType<typeof useListAddress<'store' | 'reference' | 'kind' | 'from' | 'to'>>
const kinds = ['sale', 'return', 'void'] as const

export function PurchaseFilters({ address }: { address: Address }) {
  const t = useT()
  const common = useCommonT()
  const { values, setFilters } = address
  return (
    <FilterBar
      search={{
        value: values.reference,
        onChange: (reference) => setFilters({ reference: reference.trim() }),
        label: t('byReference'),
      }}
      active={address.isFiltered}
      onClear={address.clearFilters}
    >
      <StoreSelect w={190} value={values.store} onChange={(store) => setFilters({ store })} />
      <Select
        w={140}
        aria-label={t('kind')}
        placeholder={t('allKinds')}
        clearable
        data={kinds.map((kind) => ({ value: kind, label: common(`kind.${kind}`) }))}
        value={values.kind === '' ? null : values.kind}
        onChange={(kind) => setFilters({ kind: kind ?? undefined })}
      />
      <PeriodField
        from={values.from}
        to={values.to}
        onFrom={(from) => setFilters({ from })}
        onTo={(to) => setFilters({ to })}
      />
    </FilterBar>
  )
}
