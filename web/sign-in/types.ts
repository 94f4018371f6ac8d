import type { components } from '#api/schema.d.ts'

export type StaffSession = components['schemas']['StaffSession']
