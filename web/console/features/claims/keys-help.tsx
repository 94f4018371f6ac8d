import { ActionIcon, Kbd, Modal, Tooltip } from '@mantine/core'
import { IconKeyboard } from '@tabler/icons-react'
import { Facts } from '#kit/detail/facts.tsx'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useT } from './messages.ts'

type Props = { opened: boolean; onOpen: () => void; onClose: () => void }

/** Which keys the desk knows. */
export function KeysHelp({ opened, onOpen, onClose }: Props) {
  const t = useT()
  const kit = useKitT()
  const keys = (...names: string[]) =>
    names.map((name) => (
      <span key={name}>
        <Kbd>{name}</Kbd>{' '}
      </span>
    ))
  return (
    <>
      <Tooltip label={t('keys')}>
        <ActionIcon variant="default" size={44} aria-label={t('keys')} onClick={onOpen}>
          <IconKeyboard size={20} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Modal
        opened={opened}
        onClose={onClose}
        title={t('keys')}
        closeButtonProps={{ 'aria-label': kit('close') }}
      >
        <Facts
          items={[
            { label: t('keys.move'), value: keys('j', 'k', '↓', '↑', 'Home', 'End') },
            { label: t('keys.open'), value: keys('Enter') },
            { label: t('keys.close'), value: keys('Esc') },
            { label: t('keys.photo'), value: keys('←', '→') },
            { label: t('keys.help'), value: keys('?') },
          ]}
        />
      </Modal>
    </>
  )
}
