import { Button, Modal, Stack, Text } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import classes from './kiosk.module.css'
import { useT } from './messages.ts'

const overSeconds = 60
const warnSeconds = 15

/** Ends after a minute without a touch, and says so before. */
export function Idle({ onOver }: { onOver: () => void }) {
  const t = useT()
  const touched = useRef(0)
  const [idle, setIdle] = useState(0)
  const over = useRef(onOver)
  useEffect(() => {
    over.current = onOver
  })
  useEffect(() => {
    touched.current = Date.now()
    const touch = () => {
      touched.current = Date.now()
      setIdle(0)
    }
    const look = () => {
      const seconds = Math.floor((Date.now() - touched.current) / 1000)
      setIdle(seconds)
      if (seconds >= overSeconds) over.current()
    }
    const timer = setInterval(look, 1000)
    for (const name of ['pointerdown', 'keydown', 'wheel'] as const) addEventListener(name, touch)
    return () => {
      clearInterval(timer)
      for (const name of ['pointerdown', 'keydown', 'wheel'] as const) removeEventListener(name, touch)
    }
  }, [])
  const left = overSeconds - idle
  return (
    <Modal
      opened={left <= warnSeconds}
      onClose={() => setIdle(0)}
      withCloseButton={false}
      title={t('idle.title')}
      size="lg"
    >
      <Stack gap="lg">
        <Text className={classes['lead'] ?? ''}>{t('idle.text', { seconds: Math.max(0, left) })}</Text>
        <Button size="xl" onClick={() => setIdle(0)}>
          {t('idle.stay')}
        </Button>
      </Stack>
    </Modal>
  )
}
