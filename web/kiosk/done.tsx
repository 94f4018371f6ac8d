import { Button, Text, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useEffect } from 'react'
import classes from './kiosk.module.css'
import { useT } from './messages.ts'
import { useSecondsLeft } from './seconds-left.ts'

const shownSeconds = 10

/** Says what was chosen, and makes room for the next buyer. */
export function Done({ count, onEnd }: { count: number; onEnd: () => void }) {
  const t = useT()
  const seconds = useSecondsLeft(shownSeconds)
  useEffect(() => {
    if (seconds === 0) onEnd()
  })
  return (
    <div className={classes['done']} aria-live="polite">
      <IconCircleCheck size={120} stroke={1.2} aria-hidden />
      <Title order={1} className={classes['title'] ?? ''}>
        {t('done.title')}
      </Title>
      <Text className={classes['lead'] ?? ''}>{t('done.text', { count })}</Text>
      <Button size="xl" onClick={onEnd}>
        {t('choose.end')}
      </Button>
      <Text c="dimmed">{t('done.next', { seconds })}</Text>
    </div>
  )
}
