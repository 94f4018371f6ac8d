import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

import { formatted } from './generate/format.ts'
import { makeClientTypes, makeOpenapi } from './generate/openapi.ts'
import { makeRequirements } from './generate/requirements.ts'
import { makeSchema } from './generate/schema.ts'
import { chosenOf, readOptions } from './options.ts'

const root = resolve(import.meta.dirname, '..')

/** Each is made from the ones above it and from the sources, so the order counts. */
const artefacts = [
  { name: 'schema', file: 'src/platform/schema.gen.ts', make: makeSchema },
  { name: 'openapi', file: 'openapi.json', make: makeOpenapi },
  { name: 'client', file: 'web/api/schema.d.ts', make: makeClientTypes },
  { name: 'requirements', file: 'docs/requirements.md', make: makeRequirements },
]

const usage = `npm run generate [-- OPTIONS]
Makes the files that follow from others: ${artefacts.map(({ file }) => file).join(', ')}.
  --check      writes nothing, and ends with 1 where one is behind
  --only LIST  of ${artefacts.map(({ name }) => name).join(',')}`
const { values } = readOptions(usage, {
  options: { check: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const only = chosenOf(
  usage,
  values.only,
  artefacts.map(({ name }) => name),
)
let failed = 0

for (const { name, file, make } of artefacts) {
  if (only && !only.includes(name)) continue
  try {
    const made = await make()
    const text = file.endsWith('.ts') ? formatted(file, made) : made
    const old = existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : null
    if (old === text) console.log(`✓ ${file} is in step`)
    else if (values.check)
      fail(file, old === null ? 'is missing; run npm run generate' : 'is behind; run npm run generate')
    else write(file, text)
  } catch (error) {
    fail(file, error instanceof Error ? error.message : String(error))
  }
}
process.exitCode = failed ? 1 : 0

function fail(file: string, reason: string): void {
  failed += 1
  console.log(`✗ ${file} ${reason}`)
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
  console.log(`✎ ${file} written`)
}
