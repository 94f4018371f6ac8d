import { Button, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { q, question, useWrite } from '#api/query.ts'
import type { Contract } from '#api/types.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { claimReads } from '../../../live.ts'
import { BackLink } from '../../../parts/back-link.tsx'
import { ItemName } from '../../../parts/item-name.tsx'
import { useSendPhotos } from '../use-send-photos.ts'
import { CheckStep } from './check-step.tsx'
import { useDraft } from './draft.ts'
import { faultInput } from './fault-input.ts'
import { useFilingT } from './messages.ts'
import { handOverPhotos } from './photo-queue.ts'
import { stepsFor, stepToShow } from './steps.ts'
import { Wizard } from './wizard.tsx'

const route = getRouteApi('/frame/contracts/$contractId/claim')

/** A claim on one of one's own covers. */
export function FileMyClaimPage() {
  const { contractId } = route.useParams()
  const contract = useQuery(q('/v1/me/contracts/{contractId}', { params: { path: { contractId } } }))
  return (
    <>
      <BackLink to="/" />
      <Loadable state={contract} skeleton={<SkeletonCards count={2} height={200} />}>
        {(data) => <FileMyClaim key={data.id} contract={data} />}
      </Loadable>
    </>
  )
}

function FileMyClaim({ contract }: { contract: Contract }) {
  const t = useFilingT()
  const { step: wanted } = route.useSearch()
  const navigate = route.useNavigate()
  const sendPhotos = useSendPhotos()
  const name = contract.id
  const store = useDraft(name, { serialNumber: contract.item.serialNumber ?? '' })
  const { draft } = store
  const { exclusions } = contract.terms
  const step = stepToShow(wanted, stepsFor(exclusions), draft, contract.today)
  const fault = faultInput(draft)
  const check = useQuery({
    ...question('/v1/me/claims/check', {
      body: { contractId: contract.id, ...(fault as NonNullable<typeof fault>) },
    }),
    enabled: step === 'check' && fault !== null,
    staleTime: 0,
  })
  const file = useWrite('post', '/v1/me/claims', {
    stale: claimReads,
    onDone: (claim) => {
      handOverPhotos(name, claim.id)
      void sendPhotos(claim.id, { address: `/v1/me/claims/${claim.id}`, headers: {} })
      void navigate({
        to: '/claims/$claimId',
        params: { claimId: claim.id },
        search: { filed: '1' },
        replace: true,
      }).then(store.forget)
    },
  })
  const ok = check.data?.result === 'ok' && !check.isFetching
  return (
    <>
      <Title order={1}>{t('title')}</Title>
      <Text c="dimmed" mb="md">
        <ItemName item={contract.item} />
      </Text>
      <Wizard
        name={name}
        store={store}
        exclusions={exclusions}
        today={contract.today}
        wanted={wanted}
        onStep={(next) => {
          file.reset()
          void navigate({ search: { step: next } })
        }}
        check={
          <>
            <CheckStep
              name={name}
              draft={draft}
              exclusions={exclusions}
              check={check}
              currency={contract.currency}
              signedIn
              onEdit={(next) => void navigate({ search: { step: next } })}
            />
            <ErrorLine error={file.error} />
          </>
        }
        submit={
          <Button
            size="lg"
            disabled={!ok}
            loading={file.isPending}
            onClick={() => {
              if (fault)
                file.mutate({
                  body: { contractId: contract.id, ...fault },
                  headers: { 'idempotency-key': draft.key },
                })
            }}
          >
            {t('check.submit')}
          </Button>
        }
      />
    </>
  )
}
