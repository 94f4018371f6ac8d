import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..', '..')
const folders = ['src', 'test', 'bench', 'web']

type Cited = { id: string; title: string; file: string }

/**
 * docs/requirements.md: which tests stand for which requirement. Each ID in a test's or suite's title counts; what
 * each ID means stands in docs/requirements.tsv, and an ID of it without a test is shown as such.
 */
export function makeRequirements(): Promise<string> {
  const meanings = readMeanings()
  const cited = Map.groupBy(testFiles().flatMap(citations), ({ id }) => id)
  const ids = [...new Set([...meanings.keys(), ...cited.keys()])].sort(byId)
  const tested = ids.filter((id) => cited.has(id))
  const lines = [
    '# Requirements and their tests',
    '',
    'Made from the titles of the tests by `npm run generate`. Do not edit; meanings are in `requirements.tsv`.',
    '',
    `${tested.length} of ${ids.length} requirements are cited by a test.`,
    '',
    '| ID | requirement | tests |',
    '| --- | --- | --- |',
    ...ids.map((id) => `| ${id} | ${escaped(meanings.get(id) ?? '')} | ${testCell(cited.get(id) ?? [])} |`),
    '',
  ]
  return Promise.resolve(lines.join('\n'))
}

/** Finds requirement IDs in the titles of a test file's source. */
export function citationsIn(source: string, file: string): Cited[] {
  const titles = source.matchAll(
    /\b(?:it|test|describe)(?:\.\w+)*\s*(?:\((?:[^()]|\([^()]*\))*\)\s*)??\(\s*(['"`])((?:\\.|(?!\1).)*)\1/gs,
  )
  return [...titles].flatMap(([, , title = '']) =>
    [...new Set(title.match(/\b[TKLMA]\d{2}[a-z]?\b/g))].map((id) => ({ id, title, file })),
  )
}

function citations(file: string): Cited[] {
  return citationsIn(readFileSync(join(root, file), 'utf8'), file)
}

function testFiles(): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name))),
    )
    .filter((file) => file.endsWith('.test.ts') && !/node_modules|\bdist\b/.test(file))
    .sort()
}

function readMeanings(): Map<string, string> {
  const lines = readFileSync(join(root, 'docs', 'requirements.tsv'), 'utf8')
    .split('\n')
    .filter(Boolean)
  return new Map(lines.map((line) => line.split('\t', 2) as [string, string]))
}

function testCell(tests: Cited[]): string {
  const rows = tests.map(({ title, file }) => `${escaped(title)} ([${file}](../${file}))`)
  return [...new Set(rows)].join('<br>') || '—'
}

function escaped(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}

/** Systems in the order of the documents, then numbers. */
function byId(a: string, b: string): number {
  const system = (id: string): number => 'TKLMA'.indexOf(id.slice(0, 1))
  return system(a) - system(b) || (a < b ? -1 : 1)
}
