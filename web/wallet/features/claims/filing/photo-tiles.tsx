import { ActionIcon, Progress } from '@mantine/core'
import { IconPhoto, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useErrorText } from '#kit/i18n/error-text.ts'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useFilingT } from './messages.ts'
import type { QueuedPhoto } from './photo-queue.ts'
import classes from './photos.module.css'

type Props = { photos: readonly QueuedPhoto[]; onRemove: (key: string) => void }

/** Photos of this device: what each shows, how far it has gone out, and why it was refused. */
export function PhotoTiles({ photos, onRemove }: Props) {
  return (
    <ul className={classes['queue']}>
      {photos.map((photo, index) => (
        <Tile key={photo.key} photo={photo} n={index + 1} onRemove={() => onRemove(photo.key)} />
      ))}
    </ul>
  )
}

function Tile({ photo, n, onRemove }: { photo: QueuedPhoto; n: number; onRemove: () => void }) {
  const t = useFilingT()
  const kit = useKitT()
  const describe = useErrorText()
  const share = Math.round(photo.progress * 100)
  const refusal = photo.state === 'refused' ? describe(photo.error) : null
  return (
    <li className={classes['tile']}>
      <Preview url={photo.url} name={t('photos.one', { n })} />
      <div className={classes['state']}>
        <strong>{t('photos.one', { n })}</strong>
        <span data-state={photo.state}>
          {photo.state === 'sending' ? t('photos.sending', { share }) : t(`photos.${photo.state}`)}
        </span>
        {photo.state === 'sending' && (
          <Progress value={share} size="sm" mt={4} aria-label={t('photos.one', { n })} />
        )}
        {refusal && (
          <p role="alert">
            {refusal.text} <small>{kit('errorCode', { code: refusal.code })}</small>
          </p>
        )}
      </div>
      {(photo.state === 'chosen' || photo.state === 'refused') && (
        <ActionIcon aria-label={t('photos.remove', { n })} onClick={onRemove}>
          <IconTrash size={20} aria-hidden />
        </ActionIcon>
      )}
    </li>
  )
}

/** Not every browser shows what every phone takes; the server says what it thinks of it. */
function Preview({ url, name }: { url: string; name: string }) {
  const t = useFilingT()
  const [failed, setFailed] = useState(false)
  if (failed) {
    return (
      <span className={classes['preview']}>
        <IconPhoto size={24} aria-hidden />
        <span className="sr-only">{t('photos.noPreview')}</span>
      </span>
    )
  }
  return <img className={classes['preview'] ?? ''} src={url} alt={name} onError={() => setFailed(true)} />
}
