import { Group, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconScale } from '@tabler/icons-react'
import { present, q } from '#api/query.ts'
import { useTitle } from '#kit/shell/use-title.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { useGo, useWords } from '../../navigation.tsx'
import { DayField } from '../../parts/day-field.tsx'
import { ListSkeleton } from '../../parts/list-table.tsx'
import { paths } from '../../paths.ts'
import { useSession } from '../../session.tsx'
import { ExportBooks } from './export-books.tsx'
import { useT } from './messages.ts'
import { TotalsTable } from './totals-table.tsx'

/** 残高: every account's balance, now or at the end of a day. */
export function BalancesPage() {
  const t = useT()
  useTitle(t('balancesTitle'))
  const go = useGo()
  const { staff } = useSession()
  const { on = '' } = useWords()
  const state = useQuery({
    ...q('/v1/ledger/balances', { params: { query: present({ on }) } }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {t('balancesLead')}
      </Text>
      <Group justify="space-between" align="flex-end" mb="md" gap="sm">
        <DayField
          label={t('onDay')}
          description={t('onDayHint')}
          value={on}
          onChange={(day) => go(paths.balances({ on: day }), { replace: true })}
        />
        {staff.storeCodes === null && <ExportBooks />}
      </Group>
      <Loadable state={state} skeleton={<ListSkeleton />}>
        {({ items, sums }) =>
          items.length === 0 ? (
            <div className="surface">
              <EmptyState icon={<IconScale size={40} />} title={t('nothingBooked')}>
                {t('nothingBookedHint')}
              </EmptyState>
            </div>
          ) : (
            <TotalsTable label={t('balancesTitle')} items={items} sums={sums} />
          )
        }
      </Loadable>
    </>
  )
}
