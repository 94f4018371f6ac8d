import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { q } from '#api/query.ts'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { ErasureForm } from './erasure-form.tsx'
import classes from './erasure.module.css'
import { useT } from './messages.ts'
import { OpenClaims, WhatGoes } from './what-goes.tsx'

/** Everything an erasure does, in plain words, before anything is asked. */
export function ErasurePage() {
  const t = useT()
  // What is decided here must be what is so now, and its number is valid for a quarter of an hour.
  const preview = useQuery({ ...q('/v1/me/erasure'), staleTime: 0, gcTime: 0, refetchOnWindowFocus: false })
  return (
    <>
      <BackLink to="/me" />
      <PageHeader title={t('title')} />
      <Loadable state={preview} skeleton={<SkeletonCards count={3} />}>
        {(data) => (
          <>
            <p className={classes['lead']}>{t('lead')}</p>
            <p className={classes['lead']}>{t('exportFirst')}</p>
            <WhatGoes preview={data} />
            <OpenClaims claims={data.claims} />
            {data.possible ? (
              <ErasureForm preview={data} onAgain={() => void preview.refetch()} />
            ) : (
              <Alert color="blue" mt="lg">
                {t('hindered')}
              </Alert>
            )}
          </>
        )}
      </Loadable>
    </>
  )
}
