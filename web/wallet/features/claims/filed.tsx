import { Button, Text, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { Claim } from '#api/types.ts'
import { CopyButton } from '#kit/copy-button.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { Section } from '../../parts/section.tsx'
import classes from './filing/filing.module.css'
import { useFilingT } from './filing/messages.ts'
import { usePhotos } from './filing/photo-queue.ts'
import { PhotoSending } from './photo-sending.tsx'
import type { ClaimDoor } from './tracking/claim-door.ts'
import { WhatNext } from './tracking/now-panel.tsx'

type Props = { claim: Claim; door: ClaimDoor; onFollow: () => void }

/** The claim is in: its number in large, what happens next, and the photos on their way. */
export function Filed({ claim, door, onFollow }: Props) {
  const t = useFilingT()
  const photos = usePhotos(claim.id)
  const heading = useRef<HTMLHeadingElement>(null)
  useTitle(t('filed.title'))
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
    window.scrollTo({ top: 0 })
  }, [])
  return (
    <>
      <Text c="green" component="span" lh={0} aria-hidden>
        <IconCircleCheck size={48} stroke={1.4} />
      </Text>
      <Title order={1} mb="md" ref={heading} tabIndex={-1} className={classes['done'] ?? ''}>
        {t('filed.title')}
      </Title>
      <div className={classes['verdict']}>
        <div>
          <Text size="sm" c="dimmed">
            {t('filed.number')}
          </Text>
          <span className={classes['number']}>{claim.receptionNumber}</span>
          <div>
            <CopyButton value={claim.receptionNumber} label={t('filed.number')} />
          </div>
        </div>
        <Text size="sm">{t('filed.numberHint')}</Text>
        <WhatNext claim={claim} />
      </div>
      {photos.length > 0 && (
        <Section title={t('filed.photos')} bare>
          <PhotoSending name={claim.id} door={door} />
        </Section>
      )}
      <Button fullWidth size="lg" mt="xl" onClick={onFollow}>
        {t('filed.follow')}
      </Button>
    </>
  )
}
