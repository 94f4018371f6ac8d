import { Button, Checkbox, Group, Stack, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT as useCommonT } from '../../messages.ts'
import { useLack, useSession } from '../../session.tsx'
import type { Scope } from '../../types.ts'
import { useT } from './messages.ts'

/** Scopes a program may need, those for daily work first. */
const offered: readonly Scope[] = [
  'offers:read',
  'purchases:write',
  'purchases:read',
  'contracts:read',
  'contracts:write',
  'claims:read',
  'claims:write',
  'claims:decide',
  'catalog:write',
  'catalog:read',
  'plans:read',
  'plans:write',
  'settlements:write',
  'settlements:read',
  'coupons:read',
  'coupons:write',
  'profiles:read',
  'profiles:write',
  'ledger:read',
  'ledger:write',
  'webhooks:read',
  'webhooks:write',
  'stores:read',
  'stores:write',
  'staff:read',
  'staff:write',
  'keys:read',
  'keys:write',
  'organisation:write',
  'audit:read',
  'sandbox:write',
  'organisations:read',
  'organisations:write',
]
const presets = {
  shop: [
    'offers:read',
    'purchases:write',
    'purchases:read',
    'contracts:read',
    'settlements:write',
    'settlements:read',
    'stores:read',
  ],
  catalog: ['catalog:write', 'catalog:read', 'stores:read'],
  read: ['purchases:read', 'contracts:read', 'catalog:read', 'plans:read', 'stores:read', 'offers:read'],
} as const satisfies Record<string, readonly Scope[]>

type Props = { value: Scope[]; onChange: (scopes: Scope[]) => void; error: ReactNode }

/** What a key may do; nobody gives what they do not have. */
export function ScopeChoice({ value, onChange, error }: Props) {
  const t = useT()
  const common = useCommonT()
  const lack = useLack()
  const { organisation } = useSession()
  const shown = offered.filter(
    (scope) => organisation.kind === 'platform' || !scope.startsWith('organisations:'),
  )
  return (
    <Checkbox.Group
      label={t('scopes')}
      description={t('scopesHint')}
      error={error}
      value={value}
      onChange={(scopes) => onChange(scopes as Scope[])}
    >
      <Group gap="xs" my="xs">
        {(['shop', 'catalog', 'read'] as const).map((preset) => (
          <Button
            key={preset}
            variant="default"
            size="xs"
            onClick={() => onChange(presets[preset].filter((scope) => !lack(scope)))}
          >
            {t(`preset.${preset}`)}
          </Button>
        ))}
      </Group>
      <Stack gap={10}>
        {shown.map((scope) => {
          const reason = lack(scope)
          return (
            <Tooltip
              key={scope}
              label={reason}
              disabled={reason === undefined}
              multiline
              maw={320}
              position="top-start"
            >
              <div>
                <Checkbox
                  value={scope}
                  disabled={reason !== undefined}
                  label={
                    <>
                      {common(`scope.${scope}`)} <code>{scope}</code>
                    </>
                  }
                  description={t(`explain.${scope}`)}
                />
              </div>
            </Tooltip>
          )
        })}
      </Stack>
    </Checkbox.Group>
  )
}
