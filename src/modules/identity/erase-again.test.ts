import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parsePublicId } from '#platform/ids.ts'
import { erasures } from '#src/erasures.ts'
import { listErasures } from '#src/list-erasures.ts'
import { Paper, folderOfTest } from '#test/support/backup.ts'
import { codeSentTo, signInBuyer, unique } from '#test/support/people.ts'
import { startProduct } from '#test/support/product.ts'
import { openWarrantyShop } from '#test/support/warranty.ts'

const product = await startProduct()
product.clock.set('2026-11-22T03:00:00Z')
const { services } = product
process.env['MAMORI_KEYS'] = services.config.MAMORI_KEYS
const shop = await openWarrantyShop(product)
const file = join(folderOfTest('list'), 'erasures.txt')

async function run(...args: string[]) {
  const paper = new Paper()
  const code = await erasures(services.config.DATABASE_URL, args, paper)
  return { code, text: paper.text }
}

async function somebody() {
  const buyer = { email: `${unique('buyer')}@example.com` }
  const cover = await shop.sell({ buyer })
  return { buyer, cover, ...(await signInBuyer(product, buyer)) }
}

describe('the list of erasures', () => {
  test('names whoever asked and their linked identities, with what was chosen for their covers', async () => {
    const { person, cookie } = await somebody()
    const phone = { phone: `+8180${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}` }
    await shop.sell({ buyer: phone })
    await product.call('POST', '/v1/me/contacts/codes', { cookie, body: { contact: phone } })
    const code = await codeSentTo(product, phone.phone)
    await product.call('POST', '/v1/me/contacts', { cookie, body: { contact: phone, code } })
    await somebody()
    const { body } = await product.call<{ confirm: string }>('GET', '/v1/me/erasure', { cookie })
    const confirm = { contracts: 'give_up', confirm: body.confirm }
    expect((await product.call('POST', '/v1/me/erasure', { cookie, body: confirm })).status).toBe(200)
    const listed = await listErasures(services.db)
    expect(listed.map(({ contracts }) => contracts)).toEqual(['give_up', 'give_up'])
    expect(listed.map(({ id }) => id)).toContain(parsePublicId('per', person.id))
    expect((await run()).text.trim().split('\n')).toHaveLength(2)
  })
})

describe('erasing again', () => {
  test('gives covers up as they had chosen, and refuses by name whose goods are with the repairer', async () => {
    const [free, held] = [await somebody(), await somebody()]
    const desk = async (path: string, body: object) => {
      const answer = await product.call<{ id: string }>('POST', `/v1/claims${path}`, { key: shop.key, body })
      expect(answer.status, answer.text).toBeLessThan(300)
      return answer.body.id
    }
    const id = await desk('', {
      number: held.cover.number,
      buyer: held.buyer,
      cause: 'physical_damage',
      fault: 'dropped',
      occurredOn: '2026-11-22',
      description: 'It fell.',
    })
    await desk(`/${id}/decision`, { decision: 'accept', estimate: 1000 })
    await desk(`/${id}/advance`, { to: 'received' })
    const at = '2026-11-22T03:00:00Z'
    await writeFile(file, `${held.person.id} keep ${at}\n${free.person.id} give_up ${at}\n`)

    const first = await run('--again', file)
    expect(first.code).toBe(1)
    expect(first.text).toContain(`${held.person.id}: `)
    expect(first.text).toContain('2 in the list: 1 erased again, 1 refused.')
    const { body } = await product.call('GET', `/v1/contracts/${free.cover.id}`, { key: shop.key })
    expect(body).toMatchObject({ state: 'cancelled', stateReason: 'given_up' })
    expect((await product.call('GET', '/v1/me', { cookie: free.cookie })).status).toBe(401)

    for (const to of ['in_repair', 'repaired', 'shipped', 'completed']) await desk(`/${id}/advance`, { to })
    expect(await run('--again', file)).toEqual({
      code: 0,
      text: '2 in the list: 1 erased again, 0 refused.\n',
    })
    await product.settled()
  })

  test('a list that is none erases nobody, and says which line', async () => {
    await writeFile(file, 'per_1 keep 2026-11-22T03:00:00Z\n')
    const { code, text } = await run('--again', file)
    expect(code).toBe(2)
    expect(text).toContain('line 1')
  })
})
