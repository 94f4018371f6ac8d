import { Alert, Button, Stack } from '@mantine/core'
import { IconCircleCheck, IconRefresh } from '@tabler/icons-react'
import { PhotoTiles } from './filing/photo-tiles.tsx'
import { useFilingT } from './filing/messages.ts'
import { removePhoto, usePhotos } from './filing/photo-queue.ts'
import type { ClaimDoor } from './tracking/claim-door.ts'
import { useSendPhotos } from './use-send-photos.ts'

/** How far a claim's photos are, and what to do about those that were refused. */
export function PhotoSending({ name, door }: { name: string; door: Pick<ClaimDoor, 'address' | 'headers'> }) {
  const t = useFilingT()
  const photos = usePhotos(name)
  const sendPhotos = useSendPhotos()
  if (photos.length === 0) return null
  const busy = photos.some(({ state }) => state === 'sending')
  const waiting = photos.filter(({ state }) => state !== 'sent')
  if (waiting.length === 0) {
    return (
      <Alert color="green" icon={<IconCircleCheck aria-hidden />}>
        {t('photos.allSent', { count: photos.length })}
      </Alert>
    )
  }
  return (
    <Stack gap="sm">
      <Alert color={busy ? 'blue' : 'red'}>{t(busy ? 'photos.keepOpen' : 'photos.someFailed')}</Alert>
      <PhotoTiles photos={photos} onRemove={(key) => removePhoto(name, key)} />
      {!busy && (
        <Button
          variant="default"
          leftSection={<IconRefresh size={18} aria-hidden />}
          onClick={() => void sendPhotos(name, door)}
        >
          {t('photos.retry')}
        </Button>
      )}
    </Stack>
  )
}
