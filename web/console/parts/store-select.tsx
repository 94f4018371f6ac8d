import { Loader, Select } from '@mantine/core'
import type { OptionsFilter, SelectProps } from '@mantine/core'
import { useT } from '../messages.ts'
import classes from './parts.module.css'
import { useStores } from './stores.ts'

type Props = Omit<SelectProps, 'value' | 'onChange' | 'data'> & {
  value: string
  onChange: (code: string | undefined) => void
  /** Whether "no store" is an answer too. */
  clearable?: boolean
}

/** One of the stores, found by code or name; thousands will do. */
export function StoreSelect({ value, onChange, clearable = true, ...rest }: Props) {
  const t = useT()
  const { stores, isLoading } = useStores()
  const data = stores.map((store) => ({ value: store.code, label: store.name }))
  // A code from the address stays visible while the stores are on their way.
  if (value !== '' && !stores.some((store) => store.code === value)) data.unshift({ value, label: value })
  return (
    <Select
      {...(rest.label ? {} : { 'aria-label': t('store') })}
      placeholder={clearable ? t('store.all') : t('store.choose')}
      searchable
      limit={50}
      filter={byNameOrCode}
      renderOption={({ option }) => <StoreOption name={option.label} code={option.value} />}
      nothingFoundMessage={t('nothingFound')}
      clearable={clearable}
      allowDeselect={clearable}
      data={data}
      value={value === '' ? null : value}
      onChange={(code) => onChange(code ?? undefined)}
      {...(isLoading ? { rightSection: <Loader size={16} /> } : {})}
      {...rest}
    />
  )
}

export function StoreOption({ name, code }: { name: string; code: string }) {
  return (
    <span>
      {name}
      {name !== code && <span className={`${classes['code']} ${classes['block']}`}>{code}</span>}
    </span>
  )
}

/** Finds by a part of the name or of the code. */
export const byNameOrCode: OptionsFilter = ({ options, search, limit }) => {
  const words = search.normalize('NFKC').trim().toLowerCase()
  const found = options.filter(
    (option) =>
      'value' in option && `${option.label} ${option.value}`.normalize('NFKC').toLowerCase().includes(words),
  )
  return found.slice(0, limit)
}
