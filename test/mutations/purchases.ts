import { mutationsOf } from './mutation.ts'

const recording = ['src/modules/sales/record-purchases.test.ts']

export const purchases = [
  ...mutationsOf(
    'src/modules/purchases/model.ts',
    ['src/modules/purchases/model.test.ts'],
    [
      [
        'a purchase is in the currency of its store',
        'if (input.currency !== store.currency) {',
        'if (false) {',
      ],
      [
        'a till may be wrong by a day, not more',
        'const skewMs = 24 * 3_600_000',
        'const skewMs = 240 * 3_600_000',
      ],
      ['a void names what it voids', 'if (input.returnOf === null)\n', 'if (false)\n'],
      ['a sale or return has a line', '} else if (input.lines.length === 0) {', '} else if (false) {'],
      ['a sale returns nothing', "if (input.kind === 'sale' && input.returnOf !== null) {", 'if (false) {'],
      ['an amount is quantity × price to half a unit', '> line.quantity / 2)', '> line.quantity * 2)'],
      ['no more serial numbers than units', 'if (serialNumbers.length > line.quantity) {', 'if (false) {'],
      ['the total is the sum of the lines', 'sum + line.amount, 0)', 'sum + line.unitPrice, 0)'],
      ['a return takes no more than is left', 'if (line.quantity > available)', 'if (false)'],
      [
        'what came back before is not there to return',
        'line.quantity - line.returned]))',
        'line.quantity]))',
      ],
      ['a return is of the same item', 'o.code === line.code && (originalLine', '(originalLine'],
      ['a return may name its line', 'o.n === originalLine', 'true'],
      ['a serial number names its line', 'if (holder) take(holder, 1, [serial])', ''],
      ['a conflict names the buyer', 'if (buyerDiffers)\n', 'if (false)\n'],
    ],
  ),
  ...mutationsOf('src/modules/purchases/compare-recorded.ts', recording, [
    [
      'other content under the same reference is a conflict',
      'if (same(sent) && buyerSame) return recorded(true)',
      'return recorded(true)',
    ],
    ['another buyer is other content', 'if (same(sent) && buyerSame)', 'if (same(sent))'],
    ['a lower revision must be what it was', 'earlier?.equals(sent) ?', 'earlier ?'],
  ]),
  ...mutationsOf('src/modules/purchases/record-wave.ts', recording, [
    [
      'what was voided is not returned',
      'if (original.purchase.voided_at !== null) return { problem: purchaseVoided() }',
      '',
    ],
    [
      'what came back is counted on its line',
      'set returned = returned + ${unit.quantity}',
      'set returned = returned',
    ],
    [
      'a refused report gives its key back',
      'if (back?.problem) {\n      if (!known) refusedKeys.push(keys[i] as Key)',
      'if (back?.problem) {',
    ],
  ]),
  ...mutationsOf('src/modules/sales/record-purchases.ts', recording, [
    ['a return ends the contract of its unit', 'if (takesBack) {', 'if (false) {'],
    ['a revision ends what it takes away', 'const kept = replaces\n', 'const kept = false\n'],
  ]),
]
