import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What tests of the server read. */
const parts = ['src', 'test', 'scripts', 'migrations', 'package.json', 'tsconfig.json', 'vitest.config.ts']

/** A copy in which rules can be taken away while the tree itself stays as it is. */
export function copyOfTree(root: string): { root: string; remove(): void } {
  const copy = mkdtempSync(join(tmpdir(), 'mamori-mutate-'))
  for (const part of parts) cpSync(join(root, part), join(copy, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return { root: copy, remove: () => rmSync(copy, { recursive: true, force: true }) }
}
