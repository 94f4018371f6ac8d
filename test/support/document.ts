import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type JsonSchema = {
  $ref?: string
  type?: string | string[]
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
}
export type AccessOf = {
  open?: string
  scope?: string
  buyer?: true
  staff?: true
  beforeSecondFactor?: string
}
export type OperationObject = {
  operationId: string
  summary: string
  tags: string[]
  parameters?: { name: string; in: string; required?: boolean; schema: JsonSchema }[]
  requestBody?: { content: Record<string, { schema: JsonSchema }> }
  responses: Record<string, { description?: string; content?: Record<string, { schema: JsonSchema }> }>
  security?: Record<string, string[]>[]
  'x-access': AccessOf
  'x-idempotency': string
}
export type OpenApi = {
  openapi: string
  paths: Record<string, Record<string, OperationObject>>
  components: { schemas: Record<string, JsonSchema> }
}

/** openapi.json as it is committed. */
export const committed = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'openapi.json'), 'utf8'),
) as OpenApi

export type Listed = { method: string; path: string; operation: OperationObject }

export function operationsOf(document: OpenApi): Listed[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  )
}
