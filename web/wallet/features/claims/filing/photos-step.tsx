import { Stack, Text } from '@mantine/core'
import { useFilingT } from './messages.ts'
import { PhotoButtons } from './photo-buttons.tsx'
import { addPhotos, mostPhotos, removePhoto, usePhotos } from './photo-queue.ts'
import { PhotoTiles } from './photo-tiles.tsx'

/** Photos are chosen here and sent with the claim. */
export function PhotosStep({ name }: { name: string }) {
  const t = useFilingT()
  const photos = usePhotos(name)
  const room = mostPhotos - photos.length
  return (
    <Stack gap="md">
      <Text size="sm">{t('photos.lead', { most: mostPhotos })}</Text>
      <PhotoButtons disabled={room <= 0} onFiles={(files) => addPhotos(name, files, room)} />
      {photos.length > 0 && (
        <>
          <Text size="sm" c="dimmed" className="figures" aria-live="polite">
            {t('photos.count', { count: photos.length, most: mostPhotos })}
          </Text>
          <PhotoTiles photos={photos} onRemove={(key) => removePhoto(name, key)} />
        </>
      )}
      <Text size="xs" c="dimmed">
        {t('photos.kept')}
      </Text>
    </Stack>
  )
}
