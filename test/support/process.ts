import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { testKeys } from './context.ts'
import { until } from './until.ts'

const root = join(import.meta.dirname, '..', '..')
const children = new Set<ChildProcess>()

// At the top of the file: a hook that is registered while a test runs is not called.
afterAll(endAll)
// A run that is broken off leaves nothing behind either.
process.once('exit', endAll)

function endAll(): void {
  for (const child of children) child.kill('SIGKILL')
}

export type Running = {
  child: ChildProcess
  /** Where it answers; empty for a worker. */
  url: string
  output(): string
  /** Sends a signal and waits for the end. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<{ code: number | null; signal: string | null }>
}

/** Starts the product as a process of its own, as an operator does. What still runs is killed after the last test. */
export async function startProcess(
  role: 'serve' | 'api' | 'worker',
  databaseUrl: string,
  environment: Record<string, string> = {},
): Promise<Running> {
  const settings = {
    DATABASE_URL: databaseUrl,
    MAMORI_ENV: 'test',
    MAMORI_KEYS: testKeys,
    LOG_LEVEL: 'error',
    PORT: '0',
  }
  const child = spawn(process.execPath, [join(root, 'src', 'main.ts'), role], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...settings, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const chunks: string[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => chunks.push(String(chunk)))
  const output = () => chunks.join('')
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  const isOver = () => child.exitCode !== null || child.signalCode !== null
  children.add(child)
  const ready = await until(
    `the ${role} process answers`,
    () => {
      if (isOver()) throw new Error(`it ended with ${child.exitCode ?? child.signalCode}:\n${output()}`)
      return /answers at (\S+)|The worker runs/.exec(output())
    },
    { seconds: 30, everyMs: 10 },
  )
  return {
    child,
    url: ready[1] ?? '',
    output,
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}
