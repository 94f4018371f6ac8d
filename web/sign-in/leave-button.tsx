import { Button } from '@mantine/core'
import { useWrite } from '#api/query.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useT } from './messages.ts'

/** Ends the sign-in half way, for somebody else or another address. */
export function LeaveButton({ onLeave }: { onLeave: () => void }) {
  const t = useT()
  const leave = useWrite('post', '/v1/staff/sign-out', { onDone: onLeave })
  return (
    <>
      <ErrorLine error={leave.error} />
      <Button variant="subtle" loading={leave.isPending} onClick={() => leave.mutate()}>
        {t('change')}
      </Button>
    </>
  )
}
