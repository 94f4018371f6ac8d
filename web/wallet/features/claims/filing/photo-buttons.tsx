import { Button, FileButton } from '@mantine/core'
import { IconCamera, IconPhotoPlus } from '@tabler/icons-react'
import { useRef } from 'react'
import { useFilingT } from './messages.ts'
import classes from './photos.module.css'

type Props = { disabled: boolean; onFiles: (files: File[]) => void }

/** Two ways to a photo: the camera of a phone, or what is there already. */
export function PhotoButtons({ disabled, onFiles }: Props) {
  const t = useFilingT()
  const resetTaken = useRef<() => void>(null)
  const resetChosen = useRef<() => void>(null)
  return (
    <div className={classes['buttons']}>
      <FileButton
        accept="image/*"
        capture="environment"
        disabled={disabled}
        resetRef={resetTaken}
        onChange={(file) => {
          resetTaken.current?.()
          if (file) onFiles([file])
        }}
      >
        {(props) => (
          <Button {...props} variant="light" leftSection={<IconCamera size={20} aria-hidden />}>
            {t('photos.take')}
          </Button>
        )}
      </FileButton>
      <FileButton
        multiple
        // Named one by one, these make phones hand over a picture that everybody can open.
        accept="image/jpeg,image/png,image/webp"
        disabled={disabled}
        resetRef={resetChosen}
        onChange={(files) => {
          resetChosen.current?.()
          onFiles(files)
        }}
      >
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconPhotoPlus size={20} aria-hidden />}>
            {t('photos.choose')}
          </Button>
        )}
      </FileButton>
    </div>
  )
}
