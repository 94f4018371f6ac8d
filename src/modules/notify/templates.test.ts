import { expect, test } from 'vitest'
import type { MessageData, Template } from '#platform/messages.ts'
import { claimSteps } from './claim-words.ts'
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
  contract_ended: { number: '0A1B-2C3D-4E5F-6', item: '冷蔵庫 R-100', refund: '¥9,342' },
  contract_reinstated: { number: '0A1B-2C3D-4E5F-6', item: '冷蔵庫 R-100' },
  claim_update: {
    receptionNumber: '0A1B-2C3D-4E5F-6',
    item: '冷蔵庫 R-100',
    step: 'awaiting_return',
    url: 'https://mamori.example/wallet/claims/clm_x',
  },
  webhook_failed: { host: 'shop.example', at: '2026-11-22T03:00:00Z' },
  buyer_erased: { store: 'denki-shibuya', erasedOn: '2026-11-22' },
  claim_overdue: { store: 'denki-shibuya', receptionNumber: '0A1B-2C3D-4E5F-6', dueOn: '2026-11-29' },
}

test.each(
  (Object.keys(examples) as Template[]).flatMap((template) =>
    (['ja', 'en', 'zh'] as const).map((language) => [template, language] as const),
  ),
)('%s in %s says all that it was given', (template, language) => {
  const { subject, text, short } = write({ template, language, data: examples[template] })
  const { step: _code, ...facts } = examples[template] as Record<string, unknown>
  for (const value of Object.values(facts)) expect(text).toContain(String(value))
  expect(subject).not.toMatch(/\n|undefined/)
  expect(short.length).toBeLessThan(200)
})

test('a code stands in the text and not in the subject, which phones show while locked', () => {
  const { subject, short } = write({ template: 'sign_in_code', language: 'ja', data: examples.sign_in_code })
  expect(subject).not.toContain('123456')
  expect(short).toContain('123456')
})

test('every step of a claim has words of its own in every language', () => {
  for (const language of ['ja', 'en', 'zh'] as const) {
    const subjects = claimSteps.map(
      (step) =>
        write({ template: 'claim_update', language, data: { ...examples.claim_update, step } }).subject,
    )
    expect(new Set(subjects).size).toBe(claimSteps.length)
  }
})
