import { Stack } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { IconFileText } from '@tabler/icons-react'
import { pages } from '#api/query.ts'
import type { PaperSummary } from '#api/types.ts'
import { formatInstant, formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { LinkRow } from '../../parts/link-row.tsx'
import { MoreButton } from '../../parts/more-button.tsx'
import { usePapersT } from './messages.ts'

/** All papers of all stores, the newest first. */
export function PapersPage() {
  const t = usePapersT()
  const list = useInfiniteQuery(pages('/v1/me/papers'))
  return (
    <>
      <BackLink to="/me" />
      <PageHeader title={t('title')} description={t('lead')} />
      <Loadable state={list} skeleton={<SkeletonRows />}>
        {({ pages: loaded }) => {
          const all = loaded.flatMap(({ items }) => items)
          if (all.length === 0)
            return (
              <EmptyState icon={<IconFileText size={48} stroke={1.4} />} title={t('empty')}>
                {t('emptyText')}
              </EmptyState>
            )
          return (
            <>
              <Stack gap="xs">
                {all.map((paper) => (
                  <Row key={paper.id} paper={paper} />
                ))}
              </Stack>
              <MoreButton list={list} />
            </>
          )
        }}
      </Loadable>
    </>
  )
}

function Row({ paper }: { paper: PaperSummary }) {
  const { language } = useLanguage()
  const { id, storeName, title, issuedAt, debit, currency } = paper
  return (
    <LinkRow
      to="/papers/$paperId"
      params={{ paperId: id }}
      icon={<IconFileText size={24} aria-hidden />}
      detail={`${title[language]} · ${formatInstant(issuedAt, language, undefined, 'day')}`}
    >
      {storeName} <span className="figures">{formatMoney(debit, currency, language)}</span>
    </LinkRow>
  )
}
