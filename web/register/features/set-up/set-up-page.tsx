import { Button, Group, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconBuildingStore } from '@tabler/icons-react'
import { useState } from 'react'
import { q } from '#api/query.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { PlainShell } from '#kit/shell/wallet-shell.tsx'
import { useT } from '../../messages.ts'
import { useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { staffSession } from '../../session.ts'
import { deviceNow, keepDevice } from '../../till/device.ts'
import type { Store } from '../../till/types.ts'

/** Which register of which store this device is; asked once. */
export function SetUpPage() {
  const t = useT()
  useTitle(t('setUp.title'))
  const stores = useQuery(q('/v1/stores', { params: { query: { limit: 200 } } }))
  const session = useQuery(staffSession).data
  return (
    <PlainShell test={session?.organisation.mode === 'test'}>
      <Title order={1}>{t('setUp.title')}</Title>
      <Text c="dimmed" mt="sm" lh={1.8}>
        {t('setUp.lead')}
      </Text>
      <Loadable state={stores} skeleton={<SkeletonRows count={3} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<IconBuildingStore size={40} />}
              title={t('setUp.noStores')}
              actions={
                <Button component="a" href="/console/settings/stores">
                  {t('setUp.toConsole')}
                </Button>
              }
            >
              {t('setUp.noStoresText')}
            </EmptyState>
          ) : (
            <SetUpForm stores={items} test={session?.organisation.mode === 'test'} />
          )
        }
      </Loadable>
    </PlainShell>
  )
}

function SetUpForm({ stores, test }: { stores: readonly Store[]; test: boolean }) {
  const t = useT()
  const go = useGo()
  const before = deviceNow()
  const [code, setCode] = useState(before?.store.code ?? stores[0]?.code ?? '')
  const [register, setRegister] = useState(before?.register ?? '1')
  const [tried, setTried] = useState(false)
  const store = stores.find((one) => one.code === code)
  const name = register.normalize('NFKC').trim()

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!store || name === '') return
        const { name: storeName, currency, timeZone } = store
        keepDevice({
          store: { code, name: storeName, currency, timeZone },
          register: name,
          priceBasis: before?.store.code === code ? before.priceBasis : null,
          test,
        })
        go(paths.day())
      }}
    >
      <Stack gap="md" mt="lg">
        <Select
          label={t('setUp.store')}
          data={stores.map((one) => ({ value: one.code, label: one.name }))}
          value={code}
          allowDeselect={false}
          searchable={stores.length > 8}
          onChange={(value) => setCode(value ?? '')}
        />
        <TextInput
          label={t('setUp.register')}
          description={t('setUp.registerHint')}
          value={register}
          maxLength={40}
          error={tried && name === '' ? t('setUp.registerNeeded') : undefined}
          onChange={(event) => setRegister(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" size="lg">
            {t('setUp.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
