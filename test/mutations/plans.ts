import { mutationsOf } from './mutation.ts'

export const plans = [
  ...mutationsOf(
    'src/modules/plans/model.ts',
    ['src/modules/plans/model.test.ts'],
    [
      ['a band holds its first price', 'price >= band.from', 'price > band.from'],
      ['a band ends below its end', 'price < band.to)', 'price <= band.to)'],
      [
        'a share is rounded down to its step',
        'Math.floor(share / rule.roundTo)',
        'Math.ceil(share / rule.roundTo)',
      ],
      ['a share is never below its minimum', '* rule.roundTo, rule.minimum)', '* rule.roundTo, 0)'],
      [
        'a cover after the maker’s warranty begins where that ends',
        'return addMonths(purchasedOn, makerWarrantyMonths)',
        'return purchasedOn',
      ],
      ['a cover without a day is none', 'return startsOn < endsOn ?', 'return true ?'],
      [
        'where nobody says, the plan says how long makers warrant',
        'makerWarrantyMonths ?? terms.assumedMakerWarrantyMonths,\n    )',
        'makerWarrantyMonths ?? 0,\n    )',
      ],
      [
        'codes of items are exact',
        'itemCodes.includes(subject.code)',
        'itemCodes.some((c) => c.toLowerCase() === subject.code?.toLowerCase())',
      ],
      ['a price below the attachment does not fit', 'subject.price >= priceFrom', 'true'],
      ['shares of the covers sum to the whole', '!== 10_000) {', '> 10_000) {'],
    ],
  ),
]
