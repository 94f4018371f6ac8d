// The package brings no types and @types has none for it; this is what the bench uses of it.
declare module 'pg-copy-streams' {
  export function from(sql: string): import('node:stream').Writable & import('pg').Submittable
}
