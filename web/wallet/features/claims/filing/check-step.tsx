import { Button, Group, Stack, Title } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ClaimCheckResult, Clause } from '#api/types.ts'
import { ErrorState } from '#kit/states/error-state.tsx'
import { Answers } from './answers.tsx'
import type { Draft } from './typed-claim.ts'
import { useFilingT } from './messages.ts'
import { usePhotos } from './photo-queue.ts'
import { stepOfCheck } from './steps.ts'
import type { StepName } from './steps.ts'
import { Verdict, VerdictWaiting } from './verdict.tsx'

type Props = {
  name: string
  draft: Draft
  exclusions: readonly Clause[]
  check: UseQueryResult<ClaimCheckResult>
  currency: string | null
  /** Whether the person has lists of claims and covers to look at. */
  signedIn: boolean
  onEdit: (step: StepName) => void
}

/** The rules' answer first, then what it stands on. */
export function CheckStep({ name, draft, exclusions, check, currency, signedIn, onEdit }: Props) {
  const t = useFilingT()
  const photos = usePhotos(name)
  return (
    <Stack gap="lg">
      {check.error ? (
        <ErrorState compact error={check.error} onRetry={() => void check.refetch()} />
      ) : check.data && !check.isFetching ? (
        <Verdict
          result={check.data}
          currency={currency}
          actions={<WaysOut refusal={check.data.refusal} signedIn={signedIn} onEdit={onEdit} />}
        />
      ) : (
        <VerdictWaiting />
      )}
      <section>
        <Title order={3}>{t('check.yours')}</Title>
        <Answers draft={draft} exclusions={exclusions} photos={photos.length} onEdit={onEdit} />
      </section>
    </Stack>
  )
}

function WaysOut({
  refusal,
  signedIn,
  onEdit,
}: {
  refusal: ClaimCheckResult['refusal']
  signedIn: boolean
  onEdit: Props['onEdit']
}) {
  const t = useFilingT()
  const step = refusal && stepOfCheck(refusal.check)
  return (
    <Group gap="xs">
      {step && (
        <Button variant="default" onClick={() => onEdit(step)}>
          {t('check.change')}
        </Button>
      )}
      {signedIn && refusal?.check === 'open_claim' && (
        <Button variant="default" renderRoot={(props) => <Link to="/claims" {...props} />}>
          {t('check.toClaims')}
        </Button>
      )}
    </Group>
  )
}
