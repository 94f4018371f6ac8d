import { Button, Group, Modal } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { useState } from 'react'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import classes from './claims.module.css'
import { useT } from './messages.ts'
import type { Claim } from './types.ts'

/** Photos small; each opens large, and the arrow keys walk through them. */
export function ClaimPhotos({ claim }: { claim: Claim }) {
  const t = useT()
  const kit = useKitT()
  const { photos } = claim
  const [open, setOpen] = useState<number | null>(null)
  const count = photos.length
  const photo = open === null ? undefined : photos[open]
  const address = (n: number) => `/v1/claims/${claim.id}/photos/${n}`
  const go = (step: number) => setOpen((at) => (at === null ? at : (at + step + count) % count))
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowRight') go(1)
    if (event.key === 'ArrowLeft') go(-1)
  }
  return (
    <>
      <ul className={classes['photos']}>
        {photos.map(({ n }, i) => (
          <li key={n}>
            <button type="button" aria-label={t('openPhoto', { n: i + 1 })} onClick={() => setOpen(i)}>
              <img src={`${address(n)}/thumbnail`} alt="" loading="lazy" />
            </button>
          </li>
        ))}
      </ul>
      <Modal
        opened={photo !== undefined}
        onClose={() => setOpen(null)}
        size="xl"
        title={open !== null && t('photo', { n: open + 1, count })}
        closeButtonProps={{ 'aria-label': kit('close') }}
        onKeyDown={onKey}
      >
        {photo && (
          <img
            className={classes['large']}
            src={address(photo.n)}
            width={photo.width}
            height={photo.height}
            alt={t('photo', { n: (open ?? 0) + 1, count })}
          />
        )}
        {count > 1 && (
          <Group justify="center" mt="md" gap="sm">
            <Button variant="default" onClick={() => go(-1)}>
              {t('previous')}
            </Button>
            <Button variant="default" onClick={() => go(1)}>
              {t('next')}
            </Button>
          </Group>
        )}
      </Modal>
    </>
  )
}
