import { z } from 'zod'

/**
 * Text from outside. Refuses what PostgreSQL cannot store (NUL) and what is no text at all (lone surrogates),
 * so that both are answered with the field's name rather than failing in the database.
 */
export function text(max: number, min = 1): z.ZodString {
  return z
    .string()
    .min(min)
    .max(max)
    .refine(isStorable, {
      error: 'must not contain NUL or lone surrogates',
      params: { code: 'text_not_storable' },
    }) as z.ZodString
}

function isStorable(value: string): boolean {
  return !value.includes('\0') && value.isWellFormed()
}

/** Public ids in answers and inputs, by prefix. */
export function idText(prefix: string): z.ZodString {
  return z
    .string()
    .regex(new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`), `must be an id such as ${prefix}_01jd…`)
    .meta({ examples: [`${prefix}_01jd8x4y6m0000000000000000`] })
}

/** JSON with its keys in order: equal content gives equal text, whatever order it was sent in. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const fields = value as Record<string, unknown>
  let text = ''
  for (const key of Object.keys(fields).sort()) {
    if (fields[key] === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(fields[key])}`
  }
  return `{${text}}`
}
