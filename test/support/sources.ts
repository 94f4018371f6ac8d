import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** A TypeScript source taken apart: comments are gone, and texts stand by themselves. */
export type Source = {
  /** From the root, with `/`. */
  file: string
  /** The code without comments; texts are in it. */
  code: string
  /** What follows `from` or stands in `import(…)`, with the names that are asked for (`*` is all). */
  imports: { from: string; names: string[]; typeOnly: boolean }[]
  /** Texts that are SQL: of `sql` tags, inner ones apart, and strings that begin like a statement. */
  statements: string[]
}

const statementStart =
  /^\s*(?:select|insert|update|delete|with|merge|create|alter|drop|truncate|lock|grant)\s/i

export function readSources(root: string, folder: string): Source[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  )
  return names
    .filter(
      (name) => /\.tsx?$/.test(name) && !/(^|\/)(node_modules|dist)\//.test(name) && !name.endsWith('.d.ts'),
    )
    .sort()
    .map((name) => parseSource(`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8')))
}

export function parseSource(file: string, text: string): Source {
  const { code, texts } = takeApart(text)
  const statements = texts
    .filter(({ tag, content }) => tag === 'sql' || statementStart.test(content))
    .map(({ content }) => content)
  return { file, code, imports: importsOf(code), statements }
}

function importsOf(code: string): Source['imports'] {
  const found = [
    ...code.matchAll(/\b(?:import|export)\s+(type\s+)?([\w\s{},*$]*?)\s*from\s*(['"])([^'"]+)\3/g),
  ].map(([, type, names = '', , from = '']) => ({
    from,
    typeOnly: type !== undefined,
    names: names.includes('*')
      ? ['*']
      : names
          .split(/[{},]/)
          .map((name) =>
            name
              .trim()
              .replace(/^type\s+/, '')
              .replace(/\s+as\s.*/, ''),
          )
          .filter(Boolean),
  }))
  const others = [...code.matchAll(/\bimport\s*(?:\(\s*)?(['"])([^'"]+)\1/g)].map(([, , from = '']) => ({
    from,
    names: ['*'],
    typeOnly: false,
  }))
  return [...found, ...others]
}

/** `#modules/x/index.ts` and relative paths → the file from the root; packages stay as they are. */
export function resolveImport(file: string, from: string): string {
  if (from.startsWith('.')) return normalize(join(dirname(file), from)).replaceAll('\\', '/')
  if (from.startsWith('#src/')) return from.replace('#src/', 'src/')
  if (/^#(?:api|kit|sign-in)\//.test(from)) return from.replace('#', 'web/')
  return from.replace(/^#(platform|modules)\//, 'src/$1/').replace(/^#(scripts|test)\//, '$1/')
}

type Text = { tag: string; content: string }

/** Walks over the characters once. Templates inside templates come out as texts of their own. */
function takeApart(text: string): { code: string; texts: Text[] } {
  const texts: Text[] = []
  let code = ''
  let at = 0

  function walk(endOfExpression: boolean): void {
    let depth = 0
    while (at < text.length) {
      const symbol = text[at] as string
      const next = text[at + 1]
      if (symbol === '/' && next === '/') at = indexOr(text, '\n', at)
      else if (symbol === '/' && next === '*') at = indexOr(text, '*/', at) + 2
      else if (symbol === '/' && beginsExpression(code)) copyRegex()
      else if (symbol === "'" || symbol === '"') copyString(symbol)
      else if (symbol === '`') copyTemplate()
      else {
        if (symbol === '{') depth += 1
        if (symbol === '}' && depth === 0 && endOfExpression) return
        if (symbol === '}') depth -= 1
        code += symbol
        at += 1
      }
    }
  }
  function copyRegex(): void {
    let inClass = false
    const start = at
    for (at += 1; at < text.length && text[at] !== '\n'; at += 1) {
      if (text[at] === '\\') at += 1
      else if (text[at] === '[') inClass = true
      else if (text[at] === ']') inClass = false
      else if (text[at] === '/' && !inClass) break
    }
    at += 1
    code += text.slice(start, at).replaceAll(/[^/]/g, '.')
  }
  function copyString(quote: string): void {
    const start = at
    for (at += 1; at < text.length && text[at] !== quote && text[at] !== '\n'; at += 1)
      if (text[at] === '\\') at += 1
    at += 1
    texts.push({ tag: '', content: text.slice(start + 1, at - 1) })
    code += text.slice(start, at)
  }
  function copyTemplate(): void {
    const tag = /(\w+)(?:<[^`]*>)?\s*$/.exec(code.slice(-300))?.[1] ?? ''
    const own: Text = { tag, content: '' }
    texts.push(own)
    code += '`'
    at += 1
    while (at < text.length && text[at] !== '`') {
      if (text[at] === '\\') {
        own.content += text.slice(at, at + 2)
        at += 2
      } else if (text.startsWith('${', at)) {
        own.content += ' $ '
        code += '${'
        at += 2
        walk(true)
        code += '}'
        at += 1
      } else {
        own.content += text[at]
        at += 1
      }
    }
    code += '`'
    at += 1
  }
  walk(false)
  return { code, texts }
}

function indexOr(text: string, what: string, from: number): number {
  const found = text.indexOf(what, from)
  return found < 0 ? text.length : found
}

/** True where a slash begins a regular expression rather than divides. */
function beginsExpression(before: string): boolean {
  return /(?:^|[(,=:[!&|?{};+\n>]|\breturn|\btypeof)\s*$/.test(before.slice(-20))
}
