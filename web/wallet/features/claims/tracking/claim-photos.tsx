import { Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Claim } from '#api/types.ts'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { isOpen } from '../../../parts/claims/claim-state.ts'
import { PhotoButtons } from '../filing/photo-buttons.tsx'
import { addPhotos, mostPhotos, usePhotos } from '../filing/photo-queue.ts'
import { PhotoSending } from '../photo-sending.tsx'
import { useSendPhotos } from '../use-send-photos.ts'
import type { ClaimDoor } from './claim-door.ts'
import { useTrackingT } from './messages.ts'
import { StoredPhoto } from './stored-photo.tsx'
import classes from './tracking.module.css'

/** The claim's photos, those on their way, and more as long as somebody may still look at them. */
export function ClaimPhotos({ claim, door }: { claim: Claim; door: ClaimDoor }) {
  const t = useTrackingT()
  const kit = useKitT()
  const [shown, setShown] = useState<number | null>(null)
  const waiting = usePhotos(claim.id).filter(({ state }) => state !== 'sent')
  const sendPhotos = useSendPhotos()
  const room = mostPhotos - claim.photos.length - waiting.length
  const open = isOpen(claim)
  return (
    <Stack gap="md">
      {claim.photos.length === 0 && waiting.length === 0 && <Text size="sm">{t('photos.empty')}</Text>}
      {claim.photos.length > 0 && (
        <ul className={classes['photos']}>
          {claim.photos.map(({ n }) => (
            <li key={n}>
              <button
                type="button"
                className={classes['photo']}
                aria-label={t('photos.open', { n })}
                onClick={() => setShown(n)}
              >
                <StoredPhoto door={door} n={n} size="thumbnail" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <PhotoSending name={claim.id} door={door} />
      {open && (
        <PhotoButtons
          disabled={room <= 0}
          onFiles={(files) => {
            addPhotos(claim.id, files, room)
            void sendPhotos(claim.id, door)
          }}
        />
      )}
      <Modal
        opened={shown !== null}
        onClose={() => setShown(null)}
        size="xl"
        title={shown !== null && t('photos.one', { n: shown })}
        closeButtonProps={{ 'aria-label': kit('close') }}
      >
        {shown !== null && <StoredPhoto door={door} n={shown} size="whole" className={classes['large']} />}
      </Modal>
    </Stack>
  )
}
