import { Alert, Button, Group, Stack, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { UseFormReturnType } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { isNotFound } from '#api/errors.ts'
import { q, useWrite } from '#api/query.ts'
import { dayIn } from '#kit/format/days.ts'
import { useTitle } from '#kit/shell/use-title.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { useT as useCommonT } from '../../messages.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { FormRefusal, useFormFaults } from '../../parts/field-errors.tsx'
import { ListSkeleton } from '../../parts/list-table.tsx'
import { notifyDone } from '../../parts/notify.ts'
import { paths } from '../../paths.ts'
import { useLack } from '../../session.tsx'
import type { Store } from '../../types.ts'
import { IssuerFields } from './issuer-fields.tsx'
import classes from './merchant.module.css'
import { useT } from './messages.ts'
import { PaymentFields } from './payment-fields.tsx'
import type { Profile, ProfileForm } from './profile-form.ts'
import { formOf, numberFault, requestOf } from './profile-form.ts'
import { TaxFields } from './tax-fields.tsx'

export type ProfileFormState = UseFormReturnType<ProfileForm>

/** 加盟店プロフィール: what a store is to the tax office, who stands on its papers, and where its money goes. */
export function MerchantPage() {
  const t = useT()
  useTitle(t('title'))
  const { storeCode } = useParams({ strict: false }) as { storeCode: string }
  const path = { storeCode }
  const store = useQuery(q('/v1/stores/{storeCode}', { params: { path } }))
  const profile = useQuery({ ...q('/v1/stores/{storeCode}/profile', { params: { path } }), retry: false })
  const isNew = isNotFound(profile.error)
  return (
    <>
      <BackLink place={paths.stores({ open: storeCode })}>{store.data?.name ?? storeCode}</BackLink>
      <Title order={2} mb="md">
        {t('title')}
      </Title>
      <Loadable state={store} skeleton={<ListSkeleton />}>
        {(known) =>
          known.taxRegime === 'none' ? (
            <EmptyState title={t('abroad')}>{t('abroadHint')}</EmptyState>
          ) : (
            <Loadable state={isNew ? { ...profile, data: null } : profile} skeleton={<ListSkeleton />}>
              {(data) => (
                <Editor key={known.code} store={known} profile={data ?? undefined} reload={profile.refetch} />
              )}
            </Loadable>
          )
        }
      </Loadable>
    </>
  )
}

type Props = { store: Store; profile: Profile | undefined; reload: () => Promise<unknown> }

function Editor({ store, profile, reload }: Props) {
  const t = useT()
  const common = useCommonT()
  const lack = useLack()('profiles:write')
  const faults = useFormFaults()
  const [version, setVersion] = useState(profile?.version ?? 0)
  const [today] = useState(() => dayIn(store.timeZone, new Date().toISOString()))
  const form = useForm<ProfileForm>({
    initialValues: formOf(profile, store.name, today),
    validate: {
      issuerName: (name) => (name.trim() === '' ? common('required') : null),
      tax: {
        from: (day) => (day === '' ? common('required') : null),
        registrationNumber: (number, { tax }, path) => {
          const entry = tax[Number(path.split('.')[1])]
          return entry?.status === 'registered' && numberFault(number) === 'form' ? t('numberForm') : null
        },
      },
    },
  })
  const save = useWrite('put', '/v1/stores/{storeCode}/profile', {
    stale: ['/v1/stores/{storeCode}/profile'],
    onDone: (saved) => {
      setVersion(saved.version)
      form.setValues(formOf(saved, store.name, today))
      form.resetDirty()
      notifyDone(common('saved'))
    },
  })
  const isOld = (save.error as { code?: string } | null)?.code === 'profile_changed'
  return (
    <form
      noValidate
      className={classes['form']}
      onSubmit={form.onSubmit((values) =>
        save.mutate(
          { params: { path: { storeCode: store.code } }, body: requestOf(values, version) },
          {
            onError: (error) =>
              form.setErrors(
                Object.fromEntries(
                  Object.entries(faults(error)).map(([field, text]) => [
                    field.replace('providers.', ''),
                    text,
                  ]),
                ),
              ),
          },
        ),
      )}
    >
      <Stack gap="md">
        {lack && <Alert color="blue">{lack}</Alert>}
        {profile === undefined && <Alert color="blue">{t('newHint')}</Alert>}
        <TaxFields form={form} today={today} />
        <IssuerFields form={form} />
        <PaymentFields form={form} profile={save.data ?? profile} />
        {isOld ? (
          <Alert color="amber" title={t('changedTitle')} role="alert">
            <p>{t('changedText')}</p>
            <Group gap="sm">
              <Button
                size="xs"
                onClick={() =>
                  void reload().then((answer) => {
                    const latest = (answer as { data?: Profile }).data
                    if (!latest) return
                    form.setValues(formOf(latest, store.name, today))
                    setVersion(latest.version)
                    save.reset()
                  })
                }
              >
                {t('loadLatest')}
              </Button>
            </Group>
          </Alert>
        ) : (
          <FormRefusal error={save.error} />
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={lack !== undefined}>
            {common('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
