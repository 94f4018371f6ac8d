import { Alert, Modal } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useT } from '../messages.ts'
import { codeReader } from './camera-reader.ts'
import classes from './camera.module.css'
import { useKeyboard } from './keyboard.ts'

const everyMs = 120

/** The camera in a dialog; it closes with the first code. */
export function Camera({
  title,
  onCode,
  onClose,
}: {
  title: string
  onCode: (code: string) => void
  onClose: () => void
}) {
  const kit = useKitT()
  useKeyboard({ closed: true, onScan: onCode })
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': kit('close') }}>
      <CameraView onCode={onCode} />
    </Modal>
  )
}

/** The picture of the camera; each code is told once until another one is seen. */
export function CameraView({ onCode }: { onCode: (code: string) => void }) {
  const t = useT()
  const video = useRef<HTMLVideoElement>(null)
  const [failed, setFailed] = useState(false)
  const tell = useRef(onCode)
  useEffect(() => {
    tell.current = onCode
  })
  useEffect(
    () =>
      watch(
        video,
        (code) => tell.current(code),
        () => setFailed(true),
      ),
    [],
  )
  if (failed)
    return (
      <Alert color="blue" variant="light">
        {t('camera.none')}
      </Alert>
    )
  return (
    <div className={classes['camera']}>
      <video ref={video} muted playsInline aria-label={t('camera.picture')} />
    </div>
  )
}

function watch(
  video: { current: HTMLVideoElement | null },
  onCode: (code: string) => void,
  onFail: () => void,
): () => void {
  let stopped = false
  let stream: MediaStream | undefined
  let last = ''
  let timer: ReturnType<typeof setTimeout> | undefined

  async function begin() {
    // Browsers hide the camera from pages that came by plain http.
    const devices = navigator.mediaDevices as MediaDevices | undefined
    if (!devices) return onFail()
    try {
      stream = await devices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } })
      const read = await codeReader()
      if (stopped || !video.current) return stop()
      video.current.srcObject = stream
      await video.current.play()
      await look(read)
    } catch {
      if (!stopped) onFail()
    }
  }
  async function look(read: Awaited<ReturnType<typeof codeReader>>) {
    if (stopped || !video.current) return
    const code = await read(video.current)
    if (code !== null && code !== last) {
      last = code
      onCode(code)
    }
    timer = setTimeout(() => void look(read).catch(onFail), everyMs)
  }
  function stop() {
    stopped = true
    clearTimeout(timer)
    for (const track of stream?.getTracks() ?? []) track.stop()
  }
  void begin()
  return stop
}
