import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { useWrite } from '#api/query.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { keepFocus } from './key-button.tsx'
import classes from './parts.module.css'

type Props = { paperId: string; icon?: ReactNode; children: string }

/** Counts the printing and prints the paper in a frame; the second and later ones are marked 再発行 by the paper itself. */
export function PrintPaper({ paperId, icon, children }: Props) {
  const { language } = useLanguage()
  const frame = useRef<HTMLIFrameElement>(null)
  const [address, setAddress] = useState<string | null>(null)
  const count = useWrite('post', '/v1/papers/{paperId}/prints', {
    onDone: ({ n }) => setAddress(`/v1/papers/${paperId}/page?app=console&language=${language}&print=${n}`),
  })
  return (
    <>
      <Button
        size="lg"
        variant="default"
        leftSection={icon}
        loading={count.isPending}
        onMouseDown={keepFocus}
        onClick={() => count.mutate({ params: { path: { paperId } } })}
      >
        {children}
      </Button>
      <ErrorLine error={count.error} />
      {address !== null && (
        <iframe
          key={address}
          ref={frame}
          className={classes['frame'] ?? ''}
          src={address}
          // Printing is a modal of the browser; scripts the page has none.
          sandbox="allow-same-origin allow-modals"
          title={children}
          onLoad={() => frame.current?.contentWindow?.print()}
        />
      )}
    </>
  )
}
