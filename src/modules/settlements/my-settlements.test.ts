import { expect, test } from 'vitest'
import { startProduct } from '#test/support/product.ts'
import { openTill, payingBuyer } from '#test/support/till.ts'

const product = await startProduct()

test('a buyer finds the payments of one purchase, and no other buyer does', async () => {
  const till = await openTill(product)
  const [buyer, stranger] = [await payingBuyer(product), await payingBuyer(product)]
  const pay = async () => (await till.settle({ memberToken: await buyer.token(), tenders: undefined })).body
  const [one, other] = [await pay(), await pay()]
  const found = async (cookie: string, purchaseId: string | null) => {
    const { body } = await product.call<{ items: { id: string }[] }>(
      'GET',
      `/v1/me/settlements?purchaseId=${purchaseId}`,
      { cookie },
    )
    return body.items.map(({ id }) => id)
  }
  expect(await found(buyer.cookie, one.purchaseId)).toEqual([one.id])
  expect(await found(buyer.cookie, other.purchaseId)).toEqual([other.id])
  expect(await found(stranger.cookie, one.purchaseId)).toEqual([])
  const refused = await product.call<{ errors: { field: string }[] }>(
    'GET',
    '/v1/me/settlements?purchaseId=pur_1',
    { cookie: buyer.cookie },
  )
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'purchaseId' }] } })
})
