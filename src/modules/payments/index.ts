export * from './attempts.ts'
export type * from './port.ts'
