import { useEffect, useState } from 'react'

/** Counts down by the clock, so that a device that slept is not late. */
export function useSecondsLeft(from: number): number {
  const [[end, now], setTimes] = useState(() => [Date.now() + from * 1000, Date.now()] as const)
  useEffect(() => {
    const timer = setInterval(() => setTimes(([until]) => [until, Date.now()] as const), 500)
    return () => clearInterval(timer)
  }, [])
  return Math.max(0, Math.ceil((end - now) / 1000))
}
