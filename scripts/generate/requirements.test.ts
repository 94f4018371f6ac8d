import { expect, it } from 'vitest'

import { citationsIn } from './requirements.ts'

it('finds requirement IDs in titles and nowhere else', () => {
  const source = `
    // T99 in a comment
    describe('T10 codes', () => {
      it("K28b and K25: a claim, AT10 and T1 are none", () => check('K01'))
      it.skipIf(isRoot())('M23 counted', () => {})
      it.each([['a', 1]])(\`L31 %s\`, () => {})
      test.concurrent('it\\'s A21', () => {})
    })`
  expect(citationsIn(source, 'a.test.ts').map(({ id }) => id)).toEqual([
    'T10',
    'K28b',
    'K25',
    'M23',
    'L31',
    'A21',
  ])
})
