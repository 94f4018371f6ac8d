import { Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { q } from '#api/query.ts'
import { DetailDrawer } from '#kit/detail/detail-drawer.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { LinkButton } from '../../navigation.tsx'
import { ContractStatusBadge } from '../../parts/contract-status.tsx'
import { useLast } from '../../parts/last.ts'
import { TermsInWords } from '../../parts/plan-terms/terms-in-words.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.tsx'
import { ContractActions } from './contract-actions.tsx'
import { ContractFacts } from './contract-facts.tsx'
import { ContractHistory } from './contract-history.tsx'
import { useT } from './messages.ts'

/** One contract: time and money of the cover at the left, what happened and what the plan says at the right. */
export function ContractDrawer({ openId, onClose }: { openId: string | undefined; onClose: () => void }) {
  const t = useT()
  const may = useMay()
  const id = useLast(openId)
  const state = useQuery({
    ...q('/v1/contracts/{contractId}', { params: { path: { contractId: id ?? '' } } }),
    enabled: id !== undefined,
  })
  const contract = state.data
  return (
    <DetailDrawer
      opened={openId !== undefined}
      onClose={onClose}
      title={contract ? <span className="figures">{contract.number}</span> : t('drawerLoading')}
      status={contract && <ContractStatusBadge contract={contract} />}
      actions={
        contract && (
          <>
            {may('purchases:read') && (
              <LinkButton size="sm" variant="default" place={paths.purchase(contract.purchaseId)}>
                {t('openPurchase')}
              </LinkButton>
            )}
            <ContractActions key={contract.id} contract={contract} />
          </>
        )
      }
      facts={
        <Loadable state={state} skeleton={<SkeletonRows />}>
          {(data) => <ContractFacts contract={data} />}
        </Loadable>
      }
      history={
        <Loadable state={{ ...state, error: null }} skeleton={<SkeletonRows count={3} />}>
          {(data) => (
            <Stack gap="lg">
              <ContractHistory contract={data} />
              <section>
                <Title order={3} mb="xs">
                  {t('terms', { code: data.plan.code, version: data.plan.version })}
                </Title>
                <TermsInWords terms={data.terms} />
              </section>
            </Stack>
          )}
        </Loadable>
      }
    />
  )
}
