import { Select, TextInput } from '@mantine/core'
import { FilterBar } from '#kit/table/filter-bar.tsx'
import type { useListAddress } from '../../address.ts'
import { PeriodField } from '../../parts/period-field.tsx'
import { actorKinds, entities, useAuditWord } from './audit-words.ts'
import { useT } from './messages.ts'
import { operations, useOperation } from './operations.ts'

export type AuditKey = 'q' | 'entity' | 'id' | 'action' | 'kind' | 'actor' | 'from' | 'to'
export type AuditAddress = ReturnType<typeof useListAddress<AuditKey>>

export function AuditFilters({ address }: { address: AuditAddress }) {
  const t = useT()
  const word = useAuditWord()
  const operation = useOperation()
  const { values, setFilters } = address
  return (
    <FilterBar
      search={{ value: values.q, onChange: (q) => setFilters({ q }), label: t('search') }}
      active={address.isFiltered}
      onClear={address.clearFilters}
    >
      <PeriodField
        from={values.from}
        to={values.to}
        onFrom={(from) => setFilters({ from })}
        onTo={(to) => setFilters({ to })}
      />
      <Select
        w={160}
        aria-label={t('entity')}
        placeholder={t('allEntities')}
        clearable
        data={entities.map((one) => ({ value: one, label: word('entity', one) }))}
        value={values.entity === '' ? null : values.entity}
        onChange={(entity) => setFilters({ entity: entity ?? undefined })}
      />
      <Select
        w={150}
        aria-label={t('actorKind')}
        placeholder={t('anyActor')}
        clearable
        data={actorKinds.map((one) => ({ value: one, label: word('actor', one) }))}
        value={values.kind === '' ? null : values.kind}
        onChange={(kind) => setFilters({ kind: kind ?? undefined, actor: undefined })}
      />
      <Select
        w={200}
        aria-label={t('action')}
        placeholder={t('action')}
        searchable
        clearable
        data={operations.map((one) => ({ value: one, label: operation(one) }))}
        value={values.action === '' ? null : values.action}
        onChange={(action) => setFilters({ action: action ?? undefined })}
      />
      <Committed label={t('entityId')} value={values.id} onChange={(id) => setFilters({ id })} />
    </FilterBar>
  )
}

type CommittedProps = { label: string; value: string; onChange: (value: string) => void }

/** A filter by something exact: it means nothing until it is whole, so Enter or leaving the field sends it. */
function Committed({ label, value, onChange }: CommittedProps) {
  return (
    <TextInput
      key={value}
      w={170}
      aria-label={label}
      placeholder={label}
      maxLength={80}
      defaultValue={value}
      onBlur={(event) => send(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') send(event.currentTarget.value)
      }}
    />
  )

  function send(typed: string) {
    if (typed.trim() !== value) onChange(typed.trim())
  }
}
