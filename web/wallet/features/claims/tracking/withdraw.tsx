import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import type { Claim } from '#api/types.ts'
import { Confirm } from '#kit/confirm.tsx'
import { useNotice } from '../../../parts/notice.ts'
import type { ClaimDoor } from './claim-door.ts'
import { useTrackingT } from './messages.ts'
import classes from './tracking.module.css'

/** Ends a claim on the person's own wish, after saying what that means. */
export function Withdraw({ claim, door }: { claim: Claim; door: ClaimDoor }) {
  const t = useTrackingT()
  const notice = useNotice()
  const [asked, setAsked] = useState(false)
  const { withdraw } = door
  if (!claim.moves.includes('withdraw')) return null
  return (
    <div className={classes['closing']}>
      <Button variant="subtle" color="red" onClick={() => setAsked(true)}>
        {t('withdraw.button')}
      </Button>
      <Confirm
        opened={asked}
        title={t('withdraw.button')}
        confirmLabel={t('withdraw.confirm')}
        loss
        busy={withdraw.busy}
        error={withdraw.error}
        onConfirm={() =>
          withdraw.send({}, () => {
            setAsked(false)
            notice(t('withdraw.done'))
          })
        }
        onClose={() => setAsked(false)}
      >
        <Text size="sm" lh={1.8}>
          {t('withdraw.text')}
        </Text>
      </Confirm>
    </div>
  )
}
