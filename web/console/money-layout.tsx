import { Outlet } from '@tanstack/react-router'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { useT } from './messages.ts'
import type { Place } from './navigation.tsx'
import { paths } from './paths.ts'
import { SectionNav } from './section-nav.tsx'
import { useMay } from './session.tsx'
import type { Scope } from './types.ts'

type Section = {
  key:
    | 'settlements'
    | 'registers'
    | 'payouts'
    | 'balances'
    | 'journals'
    | 'periods'
    | 'reconciliation'
    | 'calculator'
  place: Place
  scope?: Scope
}

const sections: readonly Section[] = [
  { key: 'settlements', place: paths.settlements(), scope: 'settlements:read' },
  { key: 'registers', place: paths.registers(), scope: 'settlements:read' },
  { key: 'payouts', place: paths.payouts(), scope: 'ledger:read' },
  { key: 'balances', place: paths.balances(), scope: 'ledger:read' },
  { key: 'journals', place: paths.journals(), scope: 'ledger:read' },
  { key: 'periods', place: paths.periods(), scope: 'ledger:read' },
  { key: 'reconciliation', place: paths.reconciliation(), scope: 'ledger:read' },
  { key: 'calculator', place: paths.calculator() },
]

/** 入金: what was paid, what goes to the stores, and the books of both. */
export function MoneyLayout() {
  const t = useT()
  const may = useMay()
  return (
    <>
      <PageHeader title={t('nav.payouts')} />
      <SectionNav
        label={t('nav.payouts')}
        sections={sections
          .filter(({ scope }) => scope === undefined || may(scope))
          .map(({ key, place }) => ({ place, title: t(`money.${key}`) }))}
      />
      <Outlet />
    </>
  )
}
