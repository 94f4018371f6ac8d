import { Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useT } from '../messages.ts'
import { keys, labelOf } from '../till/keys.ts'
import type { Action } from '../till/keys.ts'
import classes from './keys-help.module.css'
import { useKeyboard } from './keyboard.ts'

/** `?`: every action with its key. */
export function KeysHelp() {
  const t = useT()
  const kit = useKitT()
  const [opened, help] = useDisclosure(false)
  useKeyboard({ actions: { help: help.toggle } })
  return (
    <Modal
      opened={opened}
      onClose={help.close}
      title={t('key.help')}
      size="lg"
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <dl className={classes['keys']}>
        {(Object.keys(keys) as Action[]).map((action) => (
          <div key={action}>
            <dt>{t(`key.${action}`)}</dt>
            <dd>
              <kbd>{labelOf(action)}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
