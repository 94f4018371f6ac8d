import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconPhotoOff } from '@tabler/icons-react'
import { useCallback } from 'react'
import { readFile } from '#api/files.ts'
import type { ClaimDoor } from './claim-door.ts'
import { useTrackingT } from './messages.ts'

type Props = { door: ClaimDoor; n: number; size: 'thumbnail' | 'whole'; className?: string | undefined }

/** A photo of the claim. Read with the door's own headers, which an address in `src` could not bring. */
export function StoredPhoto({ door, n, size, className }: Props) {
  const t = useTrackingT()
  const address = `${door.address}/photos/${n}${size === 'thumbnail' ? '/thumbnail' : ''}`
  const { data, error } = useQuery({
    queryKey: ['photo', address, door.headers],
    queryFn: ({ signal }) => readFile(address, door.headers, signal),
    // A photo never changes.
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (error) {
    return (
      <>
        <IconPhotoOff size={24} aria-hidden />
        {t('photos.failed')}
      </>
    )
  }
  if (!data) return <Loader size="sm" />
  return <Picture blob={data} name={t('photos.one', { n })} className={className} />
}

/** The picture's address lives as long as the element that shows it. */
function Picture({ blob, name, className }: { blob: Blob; name: string; className: string | undefined }) {
  const show = useCallback(
    (image: HTMLImageElement) => {
      const url = URL.createObjectURL(blob)
      image.src = url
      return () => URL.revokeObjectURL(url)
    },
    [blob],
  )
  return <img ref={show} alt={name} className={className} />
}
