import { describe, expect, test } from 'vitest'
import { scopes } from '#platform/auth.ts'
import { comparableName, contactHashText, normalEmail, normalPhone, scopesOf } from './model.ts'

describe('contacts have one spelling', () => {
  test.each([
    ['Hana@Example.COM', 'hana@example.com'],
    ['  hana@example.com ', 'hana@example.com'],
    ['ha\u0301na@example.com', 'h\u00e1na@example.com'],
    ['H\u00c1NA@example.com', 'h\u00e1na@example.com'],
  ])('e-mail %j', (typed, kept) => {
    expect(normalEmail(typed)).toBe(kept)
  })

  test.each([
    ['090-1234-5678', '+819012345678'],
    ['09012345678', '+819012345678'],
    ['０９０－１２３４－５６７８', '+819012345678'],
    ['+81 90 1234 5678', '+819012345678'],
    ['(03) 3210-1234', '+81332101234'],
    ['+86 138 1234 5678', '+8613812345678'],
  ])('phone %s', (typed, kept) => {
    expect(normalPhone(typed)).toBe(kept)
  })

  test.each(['123', 'call me', '', '090-1234-56789012'])('%j is no phone number', (typed) => {
    expect(normalPhone(typed)).toBeUndefined()
  })

  test('live and test people never meet by the same contact', () => {
    const contact = { kind: 'email', value: 'hana@example.com' } as const
    expect(contactHashText('live', contact)).not.toBe(contactHashText('test', contact))
  })

  test('names compare without width, case and spaces', () => {
    expect(comparableName('山田　ハナコ')).toBe(comparableName('山田 ﾊﾅｺ'))
  })
})

describe('roles', () => {
  test('only owners of the platform see and make organisations', () => {
    expect(scopesOf('owner', 'platform').has('organisations:write')).toBe(true)
    expect(scopesOf('manager', 'platform').has('organisations:read')).toBe(false)
    expect(scopesOf('owner', 'seller').has('organisations:read')).toBe(false)
  })

  test('managers do all but staff, keys and settings; clerks read, sell, settle and take claims', () => {
    const missing = scopes.filter((scope) => !scopesOf('manager', 'seller').has(scope))
    expect(missing.sort()).toEqual([
      'keys:write',
      'organisation:write',
      'organisations:read',
      'organisations:write',
      'staff:write',
      'webhooks:write',
    ])
    const clerk = scopesOf('clerk', 'seller')
    expect([...clerk].filter((scope) => scope.endsWith(':write'))).toEqual([
      'purchases:write',
      'claims:write',
      'settlements:write',
    ])
    for (const scope of ['audit:read', 'ledger:read', 'webhooks:read'] as const)
      expect(clerk.has(scope)).toBe(false)
    expect(clerk.has('keys:read')).toBe(false)
  })
})
