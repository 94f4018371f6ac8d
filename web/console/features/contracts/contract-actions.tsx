import type { Contract } from '#api/types.ts'
import { useLack } from '../../session.tsx'
import { CancelContract } from './cancel-contract.tsx'
import { useT } from './messages.ts'
import { ReinstateContract } from './reinstate-contract.tsx'
import { VoidContract } from './void-contract.tsx'

/** What can be done to a contract as it stands, with the reason where it cannot be done now. */
export function ContractActions({ contract }: { contract: Contract }) {
  const t = useT()
  const lack = useLack()('contracts:write')
  const { state, status, claims } = contract
  if (state === 'cancelled' || state === 'void') {
    return <ReinstateContract contract={contract} disabledReason={lack ?? whyNotReinstated()} />
  }
  if (state === 'fulfilled') return null
  return (
    <>
      <CancelContract contract={contract} disabledReason={lack ?? whyNotCancelled()} />
      <VoidContract contract={contract} disabledReason={lack} />
    </>
  )

  function whyNotCancelled(): string | undefined {
    if (status === 'expired') return t('cannot.expired')
    return claims.open > 0 ? t('cannot.claimOpen') : undefined
  }

  function whyNotReinstated(): string | undefined {
    if (['returned', 'purchase_voided', 'purchase_revised'].includes(contract.stateReason ?? ''))
      return t('cannot.takenBack')
    return contract.endsOn <= contract.today ? t('cannot.expired') : undefined
  }
}
