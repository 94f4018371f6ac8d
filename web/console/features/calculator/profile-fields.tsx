import { Alert, SegmentedControl, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { isNotFound } from '#api/errors.ts'
import { q } from '#api/query.ts'
import { Section } from '../../parts/section.tsx'
import { StoreSelect } from '../../parts/store-select.tsx'
import { useMay } from '../../session.tsx'
import type { Input } from './input.ts'
import { bases, faceBases, roundings, statuses } from './input.ts'
import { useT } from './messages.ts'
import { profileOn } from './profile-on.ts'

type Props = { input: Input; onChange: (next: Input) => void; today: string; store: string | undefined }

/** What the merchant is to the tax office, and how prices and coupons are meant. */
export function ProfileFields({ input, onChange, today, store }: Props) {
  const t = useT()
  const may = useMay()
  return (
    <Section title={t('profile')}>
      <Stack gap="md">
        {may('profiles:read') && <FromStore input={input} onChange={onChange} today={today} store={store} />}
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <Select
            label={t('taxStatus')}
            allowDeselect={false}
            data={statuses.map((value) => ({ value, label: t(`taxStatus.${value}`) }))}
            value={input.taxStatus}
            onChange={(taxStatus) => onChange({ ...input, taxStatus: taxStatus as Input['taxStatus'] })}
          />
          <Select
            label={t('rounding')}
            allowDeselect={false}
            disabled={input.taxStatus === 'exempt'}
            data={roundings.map((value) => ({ value, label: t(`rounding.${value}`) }))}
            value={input.rounding}
            onChange={(rounding) => onChange({ ...input, rounding: rounding as Input['rounding'] })}
          />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <Choice
            label={t('priceBasis')}
            data={bases.map((value) => ({ value, label: t(`priceBasis.${value}`) }))}
            value={input.priceBasis}
            onChange={(priceBasis) => onChange({ ...input, priceBasis })}
          />
          <Select
            label={t('faceBasis')}
            allowDeselect={false}
            data={faceBases.map((value) => ({ value, label: t(`faceBasis.${value}`) }))}
            value={input.faceBasis}
            onChange={(faceBasis) => onChange({ ...input, faceBasis: faceBasis as Input['faceBasis'] })}
          />
        </SimpleGrid>
      </Stack>
    </Section>
  )
}

/** Fills the fields in from a store; what was typed since stays until another store is chosen. */
function FromStore({ input, onChange, today, store }: Props) {
  const t = useT()
  const [chosen, setChosen] = useState<string>()
  const profile = useQuery({
    ...q('/v1/stores/{storeCode}/profile', { params: { path: { storeCode: chosen ?? '' } } }),
    enabled: chosen !== undefined,
    retry: false,
  })
  const fill = useEffectEvent(() => {
    const own = profile.data && profileOn(profile.data, today)
    if (own) onChange({ ...input, ...own })
  })
  useEffect(() => {
    if (profile.data) fill()
  }, [profile.data])
  return (
    <>
      <StoreSelect
        label={t('fromStore')}
        description={t('fromStoreHint')}
        clearable={false}
        value={chosen ?? store ?? ''}
        onChange={setChosen}
      />
      {isNotFound(profile.error) && <Alert color="blue">{t('storeWithout')}</Alert>}
    </>
  )
}

type ChoiceProps<T extends string> = {
  label: string
  data: { value: T; label: string }[]
  value: T
  onChange: (value: T) => void
}

function Choice<T extends string>({ label, data, value, onChange }: ChoiceProps<T>) {
  return (
    <div>
      <Text size="sm" fw={600} mb={4} aria-hidden>
        {label}
      </Text>
      <SegmentedControl
        fullWidth
        aria-label={label}
        data={data}
        value={value}
        onChange={(next) => onChange(next as T)}
      />
    </div>
  )
}
