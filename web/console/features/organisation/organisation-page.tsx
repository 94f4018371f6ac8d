import { Box, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { q } from '#api/query.ts'
import { CopyButton } from '#kit/copy-button.tsx'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { TestBadge } from '#kit/shell/test-badge.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { useT as useCommonT } from '../../messages.ts'
import { ListSkeleton } from '../../parts/list-table.tsx'
import { Section } from '../../parts/section.tsx'
import type { Organisation } from '../../types.ts'
import { useT } from './messages.ts'
import { OrganisationSettings } from './organisation-settings.tsx'

/** 事業者: the company that these staff and stores belong to. */
export function OrganisationPage() {
  const state = useQuery(q('/v1/organisation'))
  return (
    <Loadable state={state} skeleton={<ListSkeleton />}>
      {(organisation) => (
        <Box maw={720}>
          <Stack gap="md">
            <Section title={organisation.name}>
              <OrganisationFacts organisation={organisation} />
            </Section>
            <OrganisationSettings organisation={organisation} />
          </Stack>
        </Box>
      )}
    </Loadable>
  )
}

export function OrganisationFacts({ organisation }: { organisation: Organisation }) {
  const t = useT()
  const common = useCommonT()
  const { id, kind, mode, clockAt, createdAt } = organisation
  return (
    <Facts
      items={[
        { label: t('kind'), value: common(`organisationKind.${kind}`) },
        {
          label: t('mode'),
          value: (
            <>
              {mode === 'test' ? <TestBadge /> : common('mode.live')} {t(`modeText.${mode}`)}
            </>
          ),
        },
        clockAt !== null && { label: t('clock'), value: <DateText value={clockAt} time /> },
        {
          label: 'ID',
          value: (
            <Group gap="sm">
              <span className="figures">{id}</span>
              <CopyButton size="xs" value={id} label="ID" />
            </Group>
          ),
        },
        { label: common('created'), value: <DateText value={createdAt} /> },
      ]}
    />
  )
}
