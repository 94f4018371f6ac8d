import { Table } from '@mantine/core'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useStores } from '../../parts/stores.ts'
import classes from './ledger.module.css'
import { useT } from './messages.ts'
import type { LedgerParty, LedgerTotal, TrialBalance } from './types.ts'

type Props = { label: string; items: readonly LedgerTotal[]; sums: TrialBalance['sums'] }

/** Accounts with what went in and out; below, that both sides are one. */
export function TotalsTable({ label, items, sums }: Props) {
  const t = useT()
  const partyName = usePartyName()
  return (
    <section
      className={`surface ${classes['frame']}`}
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what is moved sideways is moved by keys too
      tabIndex={0}
    >
      <Table aria-label={label} verticalSpacing="xs" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('account')}</Table.Th>
            <Table.Th>{t('party')}</Table.Th>
            <Table.Th ta="right">{t('debit')}</Table.Th>
            <Table.Th ta="right">{t('credit')}</Table.Th>
            <Table.Th ta="right">{t('balance')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={`${item.account} ${item.party.id} ${item.currency}`}>
              <Table.Td>{t(`account.${item.account}`)}</Table.Td>
              <Table.Td>{partyName(item.party)}</Table.Td>
              <Table.Td ta="right">
                <MoneyText amount={item.debit} currency={item.currency} />
              </Table.Td>
              <Table.Td ta="right">
                <MoneyText amount={item.credit} currency={item.currency} />
              </Table.Td>
              <Table.Td ta="right">
                <MoneyText amount={item.balance} currency={item.currency} fw={600} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          {sums.map(({ currency, debit, credit }) => (
            <Table.Tr key={currency}>
              <Table.Th colSpan={2}>{t('sum')}</Table.Th>
              <Table.Th ta="right">
                <MoneyText amount={debit} currency={currency} />
              </Table.Th>
              <Table.Th ta="right">
                <MoneyText amount={credit} currency={currency} />
              </Table.Th>
              <Table.Th ta="right">{t(debit === credit ? 'balanced' : 'unbalanced')}</Table.Th>
            </Table.Tr>
          ))}
        </Table.Tfoot>
      </Table>
    </section>
  )
}

/** A party by the name that people know; one that has none by its kind and id. */
export function usePartyName(): (party: LedgerParty) => string {
  const t = useT()
  const { stores } = useStores()
  return ({ kind, id, code }) => {
    if (kind === 'organisation') return t('party.organisation')
    if (kind === 'account') return t('party.account', { id: id.slice(-6) })
    return stores.find((store) => store.code === code)?.name ?? code ?? id
  }
}
