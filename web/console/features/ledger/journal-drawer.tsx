import { Table, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { q } from '#api/query.ts'
import { DetailDrawer } from '#kit/detail/detail-drawer.tsx'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { RouteLink } from '../../navigation.tsx'
import { useLast } from '../../parts/last.ts'
import parts from '../../parts/parts.module.css'
import { paths } from '../../paths.ts'
import { useKindWord } from './kind-word.ts'
import { useT } from './messages.ts'
import { usePartyName } from './totals-table.tsx'
import type { Journal } from './types.ts'

/** One journal with its postings, debits beside credits. */
export function JournalDrawer({ openId, onClose }: { openId: string | undefined; onClose: () => void }) {
  const t = useT()
  const kindWord = useKindWord()
  const id = useLast(openId)
  const state = useQuery({
    ...q('/v1/ledger/journals/{journalId}', { params: { path: { journalId: id ?? '' } } }),
    enabled: id !== undefined,
  })
  return (
    <DetailDrawer
      opened={openId !== undefined}
      onClose={onClose}
      title={state.data ? kindWord(state.data.kind) : t('journalsTitle')}
      facts={
        <Loadable state={state} skeleton={<SkeletonRows />}>
          {(journal) => <JournalFacts journal={journal} />}
        </Loadable>
      }
    />
  )
}

function JournalFacts({ journal }: { journal: Journal }) {
  const t = useT()
  const partyName = usePartyName()
  const { currency, subject, reverses } = journal
  return (
    <>
      <Facts
        items={[
          { label: t('bookedOn'), value: <DateText value={journal.bookedOn} /> },
          { label: t('occurredAt'), value: <DateText value={journal.occurredAt} time /> },
          { label: t('recordedAt'), value: <DateText value={journal.recordedAt} time /> },
          {
            label: t('subject'),
            value:
              subject.kind === 'settlement' ? (
                <RouteLink {...paths.settlement(subject.id)} className={parts['link'] ?? ''}>
                  {subject.id}
                </RouteLink>
              ) : (
                <span className="figures">{subject.id}</span>
              ),
          },
          reverses !== null && {
            label: t('reverses'),
            value: (
              <RouteLink {...paths.journal(reverses)} className={parts['link'] ?? ''}>
                {reverses}
              </RouteLink>
            ),
          },
          { label: t('key'), value: <span className={parts['code']}>{journal.key}</span> },
        ]}
      />
      <Title order={3} mt="lg" mb="xs">
        {t('postings')}
      </Title>
      <Table aria-label={t('postings')} verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('account')}</Table.Th>
            <Table.Th ta="right">{t('debit')}</Table.Th>
            <Table.Th ta="right">{t('credit')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {journal.postings.map(({ account, party, amount }, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- postings have no other name than their place
            <Table.Tr key={i}>
              <Table.Td>
                {t(`account.${account}`)}
                <div className={parts['muted']}>{partyName(party)}</div>
              </Table.Td>
              <Table.Td ta="right">
                {amount > 0 && <MoneyText amount={amount} currency={currency} />}
              </Table.Td>
              <Table.Td ta="right">
                {amount < 0 && <MoneyText amount={-amount} currency={currency} />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}
