import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconPhotoOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
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
  const url = useObjectUrl(data)
  if (error) {
    return (
      <>
        <IconPhotoOff size={24} aria-hidden />
        {t('photos.failed')}
      </>
    )
  }
  if (!url) return <Loader size="sm" />
  return <img src={url} alt={t('photos.one', { n })} className={className} />
}

function useObjectUrl(blob: Blob | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!blob) return
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return url
}
