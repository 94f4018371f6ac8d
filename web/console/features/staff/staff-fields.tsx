import { MultiSelect, Radio, Stack, Switch } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT as useCommonT } from '../../messages.ts'
import { StoreOption, byNameOrCode } from '../../parts/store-select.tsx'
import { useStores } from '../../parts/stores.ts'
import type { StaffRole } from '../../types.ts'
import { useT } from './messages.ts'

const roles: readonly StaffRole[] = ['clerk', 'manager', 'owner']

type RoleProps = { value: StaffRole; onChange: (role: StaffRole) => void; error: ReactNode }

export function RoleChoice({ value, onChange, error }: RoleProps) {
  const t = useT()
  const common = useCommonT()
  return (
    <Radio.Group
      label={t('role')}
      value={value}
      error={error}
      onChange={(role) => onChange(role as StaffRole)}
    >
      <Stack gap="sm" mt="xs">
        {roles.map((role) => (
          <Radio key={role} value={role} label={common(`role.${role}`)} description={t(`explain.${role}`)} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

type StoresProps = { value: string[] | null; onChange: (codes: string[] | null) => void; error: ReactNode }

/** All stores, also those to come, or some by name. */
export function StoresChoice({ value, onChange, error }: StoresProps) {
  const t = useT()
  const common = useCommonT()
  const { stores } = useStores()
  return (
    <Stack gap="xs">
      <Switch
        label={t('allStores')}
        description={t('allStoresHint')}
        checked={value === null}
        onChange={(event) => onChange(event.currentTarget.checked ? null : [])}
      />
      {value !== null && (
        <MultiSelect
          size="md"
          label={common('store')}
          error={error}
          searchable
          filter={byNameOrCode}
          renderOption={({ option }) => <StoreOption name={option.label} code={option.value} />}
          limit={50}
          nothingFoundMessage={common('nothingFound')}
          data={stores.map((store) => ({ value: store.code, label: store.name }))}
          value={value}
          onChange={onChange}
        />
      )}
    </Stack>
  )
}
