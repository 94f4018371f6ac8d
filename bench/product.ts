import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

export type Product = {
  port: number
  /** Stops the process where it stands while a limit is measured, so that its dispatcher takes nothing from it. */
  freeze(): void
  thaw(): void
  /** Resident memory in MB; undefined where the system does not tell. */
  memoryMb(): number | undefined
  stop(): Promise<void>
}

/** Starts the product as it runs in production: a process of its own that begins with `node src/main.ts`. */
export async function startProduct(
  environment: Record<string, string>,
  role: 'serve' | 'api' = 'serve',
  profile?: string,
): Promise<Product> {
  const flags = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  const child = spawn(process.execPath, [...flags, join(root, 'src', 'main.ts'), role, '--port', '0'], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const end = () => child.kill('SIGKILL')
  process.on('exit', end)
  const port = await new Promise<number>((resolve, reject) => {
    let said = ''
    child.once('exit', (code) => reject(new Error(`The product ended with ${code}: ${said}`)))
    child.stdout.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-2000)
      const match = /answers at http:\/\/[^:]+:(\d+)/.exec(said)
      if (match) resolve(Number(match[1]))
    })
  })
  return {
    port,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    memoryMb: () => residentMb(child.pid ?? 0),
    async stop() {
      process.off('exit', end)
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGCONT')
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

function residentMb(pid: number): number | undefined {
  try {
    const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / 1024)
  } catch {
    return undefined
  }
}
