import { Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useT } from '../../messages.ts'
import { CameraView } from '../../parts/camera.tsx'
import { useKeyboard } from '../../parts/keyboard.ts'
import { withMember } from '../../till/basket.ts'
import type { Member } from '../../till/basket.ts'
import { changeBasket, nowText } from '../../till/baskets.ts'
import { readCode } from '../../till/codes.ts'

type Props = { member: Member | null; onClose: () => void; onCode: (code: string) => void }
type Way = 'scan' | 'code' | 'account'

/** The code on the buyer's phone by camera or hand scanner; else a number that only identifies. */
export function MemberDialog({ member, onClose, onCode }: Props) {
  const t = useT()
  const kit = useKitT()
  const [way, setWay] = useState<Way>('scan')
  const [value, setValue] = useState(member && member.kind !== 'token' ? member.value : '')
  const [wrong, setWrong] = useState(false)
  function take(code: string) {
    if (readCode(code)?.kind === 'member') {
      onCode(code)
      onClose()
    } else setWrong(true)
  }
  useKeyboard({ closed: true, onScan: take })
  const text = value.normalize('NFKC').trim()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('member.title')}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <Stack gap="md">
        <SegmentedControl
          fullWidth
          aria-label={t('member.way')}
          value={way}
          onChange={(next) => setWay(next as Way)}
          data={[
            { value: 'scan', label: t('member.scan') },
            { value: 'code', label: t('member.code') },
            { value: 'account', label: t('member.account') },
          ]}
        />
        {way === 'scan' ? (
          <>
            <Text size="sm">{t('member.scanText')}</Text>
            <CameraView onCode={take} />
            {wrong && (
              <Text size="sm" c="red" role="alert">
                {t('member.wrong')}
              </Text>
            )}
          </>
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (text === '') return
              changeBasket((basket, at) =>
                withMember(basket, { kind: way, value: text, readAt: nowText() }, at),
              )
              onClose()
            }}
          >
            <Stack gap="md">
              <TextInput
                label={t(way === 'code' ? 'member.code' : 'member.account')}
                description={t('member.identifiesOnly')}
                value={value}
                maxLength={40}
                data-autofocus
                onChange={(event) => setValue(event.currentTarget.value)}
              />
              <Group justify="flex-end">
                <Button type="submit" disabled={text === ''}>
                  {t('member.take')}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Stack>
    </Modal>
  )
}
