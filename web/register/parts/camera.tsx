import { Alert, Modal } from '@mantine/core'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { CameraView as CameraPicture } from '#kit/scan/camera-view.tsx'
import { useT } from '../messages.ts'
import { useKeyboard } from './keyboard.ts'

/** The camera in a dialog; it closes with the first code. */
export function Camera({
  title,
  onCode,
  onClose,
}: {
  title: string
  onCode: (code: string) => void
  onClose: () => void
}) {
  const kit = useKitT()
  useKeyboard({ closed: true, onScan: onCode })
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': kit('close') }}>
      <CameraView onCode={onCode} />
    </Modal>
  )
}

/** The picture of the camera, or a word where there is none. */
export function CameraView({ onCode }: { onCode: (code: string) => void }) {
  const t = useT()
  return (
    <CameraPicture label={t('camera.picture')} onCode={onCode}>
      <Alert color="blue" variant="light">
        {t('camera.none')}
      </Alert>
    </CameraPicture>
  )
}
