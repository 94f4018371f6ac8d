import { ActionIcon } from '@mantine/core'
import { IconUserCheck, IconX } from '@tabler/icons-react'
import { useT } from '../../messages.ts'
import type { Member } from '../../till/basket.ts'
import classes from './sale.module.css'
import type { Quoted } from './use-quote.ts'

type Props = { member: Member | null; quoted: Quoted; onOpen: () => void; onRemove: () => void }

/** Who buys, as far as a till may know, and whether the phone has allowed the payment. */
export function MemberChip({ member, quoted: { quote }, onRemove }: Props) {
  const t = useT()
  if (!member) return null
  const buyer = quote?.buyer
  const name = buyer?.name ?? t('member.unnamed')
  const state = buyer
    ? t(buyer.authorised ? 'member.authorised' : 'member.identified')
    : t('member.laterKnown')
  return (
    <div className={classes['member']}>
      <IconUserCheck size={20} stroke={1.7} aria-hidden />
      <span>
        <strong>{buyer ? name : t('member.read')}</strong>
        <span className={classes['lineMore']}>{state}</span>
      </span>
      <ActionIcon aria-label={t('member.remove')} onClick={onRemove}>
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </div>
  )
}
