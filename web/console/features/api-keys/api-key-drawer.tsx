import { List } from '@mantine/core'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import { Confirm } from '#kit/confirm.tsx'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { DetailDrawer } from '#kit/detail/detail-drawer.tsx'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { formatNumber } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT as useCommonT } from '../../messages.ts'
import { useLast } from '../../parts/last.ts'
import { notifyDone } from '../../parts/notify.ts'
import { useLack } from '../../session.tsx'
import type { ApiKey } from '../../types.ts'
import { KeyStateBadge } from './columns.tsx'
import { keyState } from './key-state.ts'
import { useT } from './messages.ts'

export function ApiKeyDrawer({ openKey, onClose }: { openKey: ApiKey | undefined; onClose: () => void }) {
  const apiKey = useLast(openKey)
  if (!apiKey) return null
  return (
    <DetailDrawer
      opened={openKey !== undefined}
      onClose={onClose}
      title={apiKey.name}
      status={<KeyStateBadge apiKey={apiKey} />}
      actions={<Revoke apiKey={apiKey} />}
      facts={<KeyFacts apiKey={apiKey} />}
    />
  )
}

function KeyFacts({ apiKey }: { apiKey: ApiKey }) {
  const t = useT()
  const common = useCommonT()
  const { language } = useLanguage()
  return (
    <Facts
      items={[
        { label: t('secret'), value: <span className="figures">{t('hint', { hint: apiKey.hint })}</span> },
        { label: common('store'), value: apiKey.storeCode ?? common('store.all') },
        {
          label: t('scopes'),
          value: (
            <List size="sm">
              {apiKey.scopes.map((scope) => (
                <List.Item key={scope}>
                  {common(`scope.${scope}`)} <code>{scope}</code>
                </List.Item>
              ))}
            </List>
          ),
        },
        { label: t('rate'), value: t('rateValue', { rate: formatNumber(apiKey.rateLimit, language) }) },
        { label: t('created'), value: <DateText value={apiKey.createdAt} time /> },
        {
          label: t('expires'),
          value: apiKey.expiresAt === null ? t('never') : <DateText value={apiKey.expiresAt} time />,
        },
        apiKey.revokedAt !== null && {
          label: t('revoked'),
          value: <DateText value={apiKey.revokedAt} time />,
        },
        { label: 'ID', value: <span className="figures">{apiKey.id}</span> },
      ]}
    />
  )
}

function Revoke({ apiKey }: { apiKey: ApiKey }) {
  const t = useT()
  const lack = useLack()
  const [asked, setAsked] = useState(false)
  const revoke = useWrite('post', '/v1/api-keys/{keyId}/revoke', {
    stale: ['/v1/api-keys'],
    onDone: () => {
      setAsked(false)
      notifyDone(t('revokedDone', { name: apiKey.name }))
    },
  })
  const reason = keyState(apiKey) === 'revoked' ? t('revokedAlready') : lack('keys:write')
  return (
    <>
      <ActionButton
        size="sm"
        color="red"
        variant="light"
        disabledReason={reason}
        onClick={() => setAsked(true)}
      >
        {t('revoke')}
      </ActionButton>
      <Confirm
        opened={asked}
        title={t('revokeTitle', { name: apiKey.name })}
        confirmLabel={t('revoke')}
        loss
        busy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate({ params: { path: { keyId: apiKey.id } } })}
        onClose={() => setAsked(false)}
      >
        {t('revokeText')}
      </Confirm>
    </>
  )
}
