import { mutationsOf } from './mutation.ts'

export const platform = [
  ...mutationsOf(
    'src/platform/money.ts',
    ['src/platform/money.test.ts'],
    [
      [
        'products beyond 2^53 are exact',
        'if (Number.isSafeInteger(product) && a >= 0 && b >= 0)',
        'if (true)',
      ],
      ['amounts are rounded down, below zero too', '? quotient - 1n : quotient', '? quotient : quotient'],
      ['parts sum to the whole', 'share += 1', 'share += 0'],
      ['what is left goes to the largest remainder', 'a.rest > b.rest ? -1 : 1', 'a.rest > b.rest ? 1 : -1'],
    ],
  ),
  ...mutationsOf(
    'src/platform/codes.ts',
    ['src/platform/codes.test.ts'],
    [
      [
        'a check symbol is checked',
        'number.length !== 13 || checkSymbol(number.slice(0, 12)) !== number[12]',
        'number.length !== 13',
      ],
      ['a swap of neighbours is found', 'i % 2 === 0 ? value * 2 : value', 'value * 2'],
      ['O is read as 0', "['O', '0'],", "['O', '1'],"],
      [
        'a number leads to its bucket',
        'bucket: (valueOf(number[0]) << 5)',
        'bucket: (valueOf(number[0]) << 4)',
      ],
    ],
  ),
]
