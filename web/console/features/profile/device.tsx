import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { invalidate, useWrite } from '#api/query.ts'
import { Confirm } from '#kit/confirm.tsx'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { notifyDone } from '../../parts/notify.ts'
import { EnrolDevice } from '../../parts/second-factor/enrol-device.tsx'
import { RecoveryCodes } from '../../parts/second-factor/recovery-codes.tsx'
import { Section } from '../../parts/section.tsx'
import { useSession } from '../../session.tsx'
import { useT } from './messages.ts'

const stale = ['/v1/staff-session', '/v1/staff-session/sessions'] as const

/** The second factor: how many recovery codes are left, new ones, another device. */
export function Device() {
  const t = useT()
  const { recoveryCodesLeft } = useSession()
  const [asked, setAsked] = useState<'codes' | 'device' | null>(null)
  const close = () => setAsked(null)
  return (
    <Section title={t('device')}>
      <Stack gap="sm">
        <Text size="sm">
          {t('deviceText')} {t('codesLeft', { count: recoveryCodesLeft ?? 0 })}
        </Text>
        <Group gap="sm">
          <Button variant="default" onClick={() => setAsked('codes')}>
            {t('newCodes')}
          </Button>
          <Button variant="default" onClick={() => setAsked('device')}>
            {t('newDevice')}
          </Button>
        </Group>
      </Stack>
      <NewCodes opened={asked === 'codes'} onClose={close} />
      <NewDevice opened={asked === 'device'} onClose={close} />
    </Section>
  )
}

type Props = { opened: boolean; onClose: () => void }

function NewCodes({ opened, onClose }: Props) {
  const t = useT()
  const create = useWrite('post', '/v1/staff-session/recovery-codes', { stale })
  const close = () => {
    create.reset()
    onClose()
  }
  if (create.data)
    return (
      <Modal
        opened={opened}
        onClose={close}
        withCloseButton={false}
        closeOnEscape={false}
        closeOnClickOutside={false}
        title={t('newCodes')}
      >
        <RecoveryCodes codes={create.data.recoveryCodes} onKept={close} />
      </Modal>
    )
  return (
    <Confirm
      opened={opened}
      title={t('newCodesTitle')}
      confirmLabel={t('newCodes')}
      loss
      busy={create.isPending}
      error={create.error}
      onConfirm={() => create.mutate()}
      onClose={close}
    >
      {t('newCodesText')}
    </Confirm>
  )
}

function NewDevice({ opened, onClose }: Props) {
  const t = useT()
  const kit = useKitT()
  const queries = useQueryClient()
  function done() {
    notifyDone(t('deviceDone'))
    onClose()
    void invalidate(queries, ...stale)
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      closeOnClickOutside={false}
      title={t('newDevice')}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t('newDeviceText')}</Text>
        <EnrolDevice onDone={done} />
      </Stack>
    </Modal>
  )
}
