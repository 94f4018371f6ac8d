import { Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconPrinter, IconUserEdit } from '@tabler/icons-react'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useT } from '../messages.ts'
import { KeyButton } from './key-button.tsx'
import { useKeyboard } from './keyboard.ts'
import { PrintPaper } from './print-paper.tsx'

type Named = { id: string; recipient: string | null }

/** Exchanges a receipt for one with the name of who asks for it, and prints that one. */
export function AddressPaper({ paperId }: { paperId: string }) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  const [named, setNamed] = useState<Named | null>(null)
  return named ? (
    <PrintPaper paperId={named.id} icon={<IconPrinter size={20} aria-hidden />}>
      {t('done.printAddressed')}
    </PrintPaper>
  ) : (
    <>
      <KeyButton
        size="lg"
        leftSection={<IconUserEdit size={20} aria-hidden />}
        onPress={() => setAsking(true)}
      >
        {t('done.addressed')}
      </KeyButton>
      {asking && (
        <NameDialog
          paperId={paperId}
          onClose={() => setAsking(false)}
          onNamed={(paper) => {
            setNamed(paper)
            setAsking(false)
          }}
        />
      )}
    </>
  )
}

type Props = { paperId: string; onClose: () => void; onNamed: (paper: Named) => void }

function NameDialog({ paperId, onClose, onNamed }: Props) {
  const t = useT()
  const kit = useKitT()
  const [name, setName] = useState('')
  const [lacking, setLacking] = useState(false)
  const write = useWrite('post', '/v1/papers/{paperId}/addressed', { onDone: onNamed })
  useKeyboard({ closed: true })
  const recipient = name.trim()
  function issue() {
    if (recipient === '') setLacking(true)
    else write.mutate({ params: { path: { paperId } }, body: { recipient } })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('done.addressed')}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          issue()
        }}
      >
        <Stack gap="md">
          <Text lh={1.8}>{t('done.addressText')}</Text>
          <TextInput
            data-autofocus
            label={t('done.recipient')}
            description={t('done.recipientHint')}
            value={name}
            maxLength={100}
            error={lacking && recipient === '' ? t('done.addressNeeded') : null}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <ErrorLine error={write.error} />
          <Group justify="flex-end">
            <KeyButton onPress={onClose}>{kit('cancel')}</KeyButton>
            <KeyButton variant="filled" color="green" loading={write.isPending} onPress={issue}>
              {t('done.addressDo')}
            </KeyButton>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
