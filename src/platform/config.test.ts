import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'

const settings = { DATABASE_URL: 'postgres://x' }

describe.each(['STRIPE_API_BASE', 'PAYPAY_API_BASE'])('the setting %s', (name) => {
  test.each([
    'https://api.example',
    'https://api.example:8443',
    'http://127.0.0.1:4242',
    'http://localhost:4242/',
  ])('may be %s', (value) => {
    expect(readConfig({ ...settings, [name]: value })).toMatchObject({ [name]: value })
  })

  test.each(['http://api.example', 'https://api.example/v1', 'https://api.example?x=1', 'api.example', ''])(
    'may not be %j: secrets go there',
    (value) => {
      expect(() => readConfig({ ...settings, [name]: value })).toThrow(name)
    },
  )

  test('may be left out', () => {
    expect(readConfig(settings)).not.toHaveProperty(name)
  })
})
