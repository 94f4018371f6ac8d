import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

import { runNode } from '#scripts/children.ts'
import { buildWeb } from '#scripts/web-build.ts'

import { failure, pass } from './outcome.ts'
import type { Outcome } from './outcome.ts'

const sources = ['src', 'test', 'scripts', 'bench', 'examples']
const formatted = [...sources, 'vitest.config.ts', 'web/**/*.{ts,tsx,css}']

/** The compiler over the server and over the web. */
export function checkTypes(project: string): Promise<Outcome> {
  return program(`types of ${project}`, [bin('typescript', 'bin/tsc'), '-p', project])
}

export function checkLint(): Promise<Outcome> {
  return program('lint', [bin('oxlint', 'bin/oxlint'), '--type-aware', '--deny-warnings', ...sources, 'web'])
}

export function checkFormat(): Promise<Outcome> {
  return program('format', [bin('oxfmt', 'bin/oxfmt'), '--check', ...formatted])
}

/** openapi.json, row types, client types and the requirement matrix, made again and compared. */
export function checkGenerated(): Promise<Outcome> {
  return program('generated files', ['scripts/generate.ts', '--check'])
}

/** Takes rules away one by one, and wants a test to tell; minutes, so only in the long form. */
export function checkMutations(): Promise<Outcome> {
  return program('mutations', ['scripts/mutate.ts'])
}

export async function checkWebBuild(): Promise<Outcome> {
  try {
    await buildWeb()
    return pass()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    console.log(message)
    return failure('web build', firstLine(message))
  }
}

async function program(name: string, args: string[]): Promise<Outcome> {
  const { code, output } = await runNode(args)
  if (code === 0) return pass()
  console.log(output.trimEnd())
  return failure(name, `ended with code ${code}, see above`)
}

function bin(name: string, file: string): string {
  return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file)
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}
