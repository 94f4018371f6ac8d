import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'

export type ChildOptions = {
  env?: Record<string, string>
  /** `show` prints as it comes; `keep` is silent and returns the text. */
  output?: 'show' | 'keep'
}

export type ChildResult = { code: number; output: string }

const living = new Set<ChildProcess>()
const ownGroups = process.platform !== 'win32'

/** Runs a Node program to its end, in a process group of its own, so that killChildren reaches its children too. */
export function runNode(args: string[], options: ChildOptions = {}): Promise<ChildResult> {
  const keep = options.output !== 'show'
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', keep ? 'pipe' : 'inherit', keep ? 'pipe' : 'inherit'],
    env: { ...process.env, ...options.env },
    detached: ownGroups,
  })
  living.add(child)
  const chunks: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      living.delete(child)
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') })
    })
  })
}

/** Ends everything that runNode started and that still runs. */
export function killChildren(signal: NodeJS.Signals): void {
  for (const child of living) {
    try {
      if (ownGroups && child.pid) process.kill(-child.pid, signal)
      else child.kill(signal)
    } catch {
      // It ended by itself in this moment.
    }
  }
}
