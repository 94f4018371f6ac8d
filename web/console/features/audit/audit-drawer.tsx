import { Stack, Title } from '@mantine/core'
import { DetailDrawer } from '#kit/detail/detail-drawer.tsx'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { LinkButton } from '../../navigation.tsx'
import { useLast } from '../../parts/last.ts'
import { paths } from '../../paths.ts'
import type { AuditEntry } from './audit-words.ts'
import { placeOf, useAuditWord } from './audit-words.ts'
import { Differences } from './differences.tsx'
import { useT } from './messages.ts'
import { useOperation } from './operations.ts'

/** One entry: who, when, from where; and what was before beside what is after. */
export function AuditDrawer({ entry, onClose }: { entry: AuditEntry | undefined; onClose: () => void }) {
  const t = useT()
  const word = useAuditWord()
  const operation = useOperation()
  const shown = useLast(entry)
  if (!shown) return null
  const { actor } = shown
  const place = placeOf(shown)
  return (
    <DetailDrawer
      opened={entry !== undefined}
      onClose={onClose}
      title={operation(shown.action)}
      actions={
        <>
          {place && (
            <LinkButton size="sm" variant="default" place={place}>
              {t('openEntity')}
            </LinkButton>
          )}
          <LinkButton size="sm" variant="default" place={paths.audit({ id: shown.entityId })}>
            {t('sameEntity')}
          </LinkButton>
          {actor.id !== '' && (
            <LinkButton
              size="sm"
              variant="default"
              place={paths.audit({ kind: actor.kind, actor: actor.id })}
            >
              {t('sameActor')}
            </LinkButton>
          )}
        </>
      }
      facts={
        <Stack gap="lg">
          <Facts
            items={[
              { label: t('at'), value: <DateText value={shown.at} time /> },
              { label: t('action'), value: <code>{shown.action}</code> },
              { label: t('entity'), value: word('entity', shown.entity) },
              { label: t('entityId'), value: <code>{shown.entityId}</code> },
              {
                label: t('actor'),
                value: `${word('actor', actor.kind)} ${actor.name ?? ''} ${actor.id}`,
              },
              { label: t('via'), value: word('via', shown.via) },
              shown.ip !== null && { label: t('from'), value: shown.ip },
              shown.requestId !== '' && { label: t('requestId'), value: <code>{shown.requestId}</code> },
            ]}
          />
          <section>
            <Title order={3} mb="xs">
              {t('changes')}
            </Title>
            <Differences entry={shown} />
          </section>
        </Stack>
      }
    />
  )
}
