import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Logger } from '#platform/log.ts'
import type { PhotoAnswer } from './photo-process.ts'

const program = join(import.meta.dirname, 'photo-process.ts')
const idleMs = 30_000
/** A process that once needed more is replaced: what it had is not all given back. */
const mostKeptBytes = 400 * 1024 * 1024

type Idle = { child: ChildProcess; end: NodeJS.Timeout }
const idle: Idle[] = []

/**
 * Has a picture prepared by a process of its own, which is killed where it takes too long: neither the event loop, nor
 * the memory, nor the life of this process depends on the picture.
 * @returns `too_slow` where it was killed; where it died by itself twice the picture is `broken`
 */
export async function processPhoto(
  bytes: Buffer,
  limitMs: number,
  log: Logger,
): Promise<PhotoAnswer | { fault: 'too_slow' }> {
  for (let attempt = 1; ; attempt += 1) {
    const child = takeChild()
    const outcome = await ask(child, bytes, limitMs)
    if (typeof outcome === 'object') {
      if (outcome.peakBytes > mostKeptBytes) child.kill('SIGKILL')
      else keepChild(child)
      return outcome
    }
    child.kill('SIGKILL')
    log.warn({ outcome, bytes: bytes.length }, 'a process that prepared a photo was lost')
    if (outcome === 'too_slow') return { fault: 'too_slow' }
    // The machine may have killed it for want of memory: that says nothing about this picture.
    if (attempt === 2) return { fault: 'broken', peakBytes: 0 }
  }
}

function ask(
  child: ChildProcess,
  bytes: Buffer,
  limitMs: number,
): Promise<PhotoAnswer | 'died' | 'too_slow'> {
  return new Promise((resolve) => {
    const settle = (outcome: PhotoAnswer | 'died' | 'too_slow') => {
      clearTimeout(timer)
      child.off('message', settle).off('exit', died)
      resolve(outcome)
    }
    const died = () => settle('died')
    const timer = setTimeout(() => settle('too_slow'), limitMs)
    child.on('message', settle).on('exit', died)
    child.send(bytes, (error) => {
      if (error) died()
    })
  })
}

function takeChild(): ChildProcess {
  const kept = idle.pop()
  if (kept) {
    clearTimeout(kept.end)
    kept.child.ref()
    kept.child.channel?.ref()
    return kept.child
  }
  const child = fork(program, {
    serialization: 'advanced',
    execArgv: ['--max-old-space-size=128'],
    // No setting of ours is known to it. With few arenas glibc gives back what it took.
    env: { MALLOC_ARENA_MAX: '2', UV_THREADPOOL_SIZE: '2' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  child.on('error', () => child.kill('SIGKILL'))
  child.on('exit', () => forget(child))
  return child
}

/** For the next picture; without one it ends after a while, and never keeps this process from ending. */
function keepChild(child: ChildProcess): void {
  if (!child.connected) return
  child.unref()
  child.channel?.unref()
  const end = setTimeout(() => {
    forget(child)
    child.disconnect()
  }, idleMs).unref()
  idle.push({ child, end })
}

function forget(child: ChildProcess): void {
  const at = idle.findIndex((kept) => kept.child === child)
  if (at < 0) return
  clearTimeout(idle[at]?.end)
  idle.splice(at, 1)
}
