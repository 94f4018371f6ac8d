import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { codeReader } from './camera-reader.ts'
import classes from './camera.module.css'

const everyMs = 120

type Props = {
  /** What the picture is, for those who do not see it. */
  label: string
  onCode: (code: string) => void
  /** In place of the picture where there is no camera, or it may not be used. */
  children: ReactNode
}

/** The picture of the camera; each code is told once until another one is seen. */
export function CameraView({ label, onCode, children }: Props) {
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
  if (failed) return children
  return (
    <div className={classes['camera']}>
      <video ref={video} muted playsInline aria-label={label} />
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
