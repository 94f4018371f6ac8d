import fastJsonStringify from 'fast-json-stringify'
import { z } from 'zod'

/** `additionalProperties: false` would make fast-json-stringify keep unknown fields inside unions; without it they go. */
export function openObjects(context: { jsonSchema: { additionalProperties?: unknown } }): void {
  if (context.jsonSchema.additionalProperties === false) delete context.jsonSchema.additionalProperties
}

/** zod schema → writer of answers. What the schema does not name never leaves the server. */
export function serializer(schema: z.ZodType, checked: boolean): (data: unknown) => string {
  const json = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'output',
    unrepresentable: 'any',
    override: openObjects,
  })
  const write = fastJsonStringify(json as never)
  if (!checked) return write
  return (data) => {
    schema.parse(data)
    return write(data)
  }
}
