import { Group, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { q, useWrite } from '#api/query.ts'
import { CopyButton } from '#kit/copy-button.tsx'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { DetailDrawer } from '#kit/detail/detail-drawer.tsx'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useState } from 'react'
import { useT as useCommonT } from '../../messages.ts'
import { AppButton, LinkButton } from '../../navigation.tsx'
import { useFormFaults } from '../../parts/field-errors.tsx'
import { FormModal } from '../../parts/form-modal.tsx'
import { useLast } from '../../parts/last.ts'
import { notifyDone } from '../../parts/notify.ts'
import { paths } from '../../paths.ts'
import { useLack, useMay } from '../../session.tsx'
import type { Store } from '../../types.ts'
import { useT } from './messages.ts'

export function StoreDrawer({ openCode, onClose }: { openCode: string | undefined; onClose: () => void }) {
  const t = useT()
  const common = useCommonT()
  const storeCode = useLast(openCode)
  const state = useQuery({
    ...q('/v1/stores/{storeCode}', { params: { path: { storeCode: storeCode ?? '' } } }),
    enabled: storeCode !== undefined,
  })
  return (
    <DetailDrawer
      opened={openCode !== undefined}
      onClose={onClose}
      title={state.data?.name ?? t('title')}
      actions={state.data && <StoreActions key={state.data.code} store={state.data} />}
      facts={
        <Loadable state={state} skeleton={<SkeletonRows />}>
          {(store) => (
            <Facts
              items={[
                {
                  label: t('code'),
                  value: (
                    <Group gap="sm">
                      <span className="figures">{store.code}</span>
                      <CopyButton size="xs" value={store.code} label={t('code')} />
                    </Group>
                  ),
                },
                { label: t('kind'), value: common(`storeKind.${store.kind}`) },
                { label: t('currency'), value: store.currency },
                { label: t('zone'), value: store.timeZone },
                { label: t('tax'), value: common(`taxRegime.${store.taxRegime}`) },
                { label: 'ID', value: <span className="figures">{store.id}</span> },
                {
                  label: common('created'),
                  value: <DateText value={store.createdAt} zone={store.timeZone} />,
                },
              ]}
            />
          )}
        </Loadable>
      }
    />
  )
}

function StoreActions({ store }: { store: Store }) {
  const t = useT()
  const lack = useLack()
  const may = useMay()
  const [renaming, setRenaming] = useState(false)
  return (
    <>
      <ActionButton size="sm" disabledReason={lack('stores:write')} onClick={() => setRenaming(true)}>
        {t('rename')}
      </ActionButton>
      {may('profiles:read') && (
        <LinkButton size="sm" variant="default" place={paths.merchantProfile(store.code)}>
          {t('openProfile')}
        </LinkButton>
      )}
      {may('catalog:read') && (
        <LinkButton size="sm" variant="default" place={paths.catalog({ store: store.code })}>
          {t('openCatalog')}
        </LinkButton>
      )}
      {may('purchases:read') && (
        <LinkButton size="sm" variant="default" place={paths.purchases({ store: store.code })}>
          {t('openPurchases')}
        </LinkButton>
      )}
      {may('settlements:write') && (
        <>
          <AppButton size="sm" href="/register">
            {t('openRegister')}
          </AppButton>
          <AppButton size="sm" href={`/kiosk/${encodeURIComponent(store.code)}`}>
            {t('openKiosk')}
          </AppButton>
        </>
      )}
      <Rename store={store} opened={renaming} onClose={() => setRenaming(false)} />
    </>
  )
}

function Rename({ store, opened, onClose }: { store: Store; opened: boolean; onClose: () => void }) {
  const t = useT()
  const common = useCommonT()
  const faults = useFormFaults()
  const form = useForm({
    initialValues: { name: store.name },
    validate: { name: (name: string) => (name.trim() === '' ? common('required') : null) },
  })
  const rename = useWrite('patch', '/v1/stores/{storeCode}', {
    stale: ['/v1/stores', '/v1/stores/{storeCode}'],
    onDone: () => {
      notifyDone(common('saved'))
      onClose()
    },
  })
  return (
    <FormModal
      opened={opened}
      title={t('rename')}
      submitLabel={common('save')}
      busy={rename.isPending}
      error={rename.error}
      onClose={onClose}
      onSubmit={form.onSubmit(({ name }) =>
        rename.mutate(
          { params: { path: { storeCode: store.code } }, body: { name: name.trim() } },
          { onError: (error) => form.setErrors(faults(error)) },
        ),
      )}
    >
      <TextInput
        label={t('name')}
        description={t('renameHint')}
        data-autofocus
        {...form.getInputProps('name')}
      />
    </FormModal>
  )
}
