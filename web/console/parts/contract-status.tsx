import type { ContractSummary } from '#api/types.ts'
import { StatusBadge } from '#kit/status-badge.tsx'
import { useContractStatus } from './contract-words.ts'

export function ContractStatusBadge({ contract }: { contract: ContractSummary }) {
  const { label, tone } = useContractStatus()(contract)
  return <StatusBadge tone={tone}>{label}</StatusBadge>
}
