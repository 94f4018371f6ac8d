import { expect, test } from 'vitest'
import type { MessageData, Template } from '#platform/messages.ts'
import { write } from './templates.ts'

const examples: MessageData = {
  sign_in_code: { code: '123456', minutes: 10 },
  contact_code: { code: '123456', minutes: 10 },
  staff_sign_in_code: { code: '123456', minutes: 10 },
  contract_issued: {
    number: '0A1B-2C3D-4E5F-6',
    item: '冷蔵庫 R-100',
    plan: '5年延長保証',
    startsOn: '2027-11-22',
    endsOn: '2031-11-21',
    url: 'https://mamori.example/wallet/covers/ctr_x',
  },
  not_mine: { store: 'denki-shibuya', reference: 'R-77', purchasedOn: '2026-11-22' },
}

test.each(
  (Object.keys(examples) as Template[]).flatMap((template) =>
    (['ja', 'en', 'zh'] as const).map((language) => [template, language] as const),
  ),
)('%s in %s says all that it was given', (template, language) => {
  const { subject, text, short } = write({ template, language, data: examples[template] })
  for (const value of Object.values(examples[template])) expect(text).toContain(String(value))
  expect(subject).not.toMatch(/\n|undefined/)
  expect(short.length).toBeLessThan(200)
})

test('a code stands in the text and not in the subject, which phones show while locked', () => {
  const { subject, short } = write({ template: 'sign_in_code', language: 'ja', data: examples.sign_in_code })
  expect(subject).not.toContain('123456')
  expect(short).toContain('123456')
})
