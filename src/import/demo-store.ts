import { createOrganisation, createStore, findStore } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { Screen } from './progress.ts'

/**
 * A store for files of the format `online-retail`: British, in pounds, outside Japan's tax. Its organisation is a
 * test one, so that real invoices of a data set never reach a live person.
 */
export async function makeDemoStore(ctx: Context, code: string, screen: Screen): Promise<void> {
  if (await findStore(ctx, code)) {
    screen.write(`The store ${code} is there already.\n`)
    return
  }
  const owner = { name: 'Owner', email: `owner@${code}.example` }
  await inTransaction(ctx, async (tx) => {
    const within: Context = { ...ctx, tx }
    const organisation = await createOrganisation(within, {
      name: 'Online Retail',
      kind: 'seller',
      mode: 'test',
      owner,
    })
    await createStore(within, organisation.id, {
      code,
      name: 'Online Retail',
      kind: 'ec',
      currency: 'GBP',
      timeZone: 'Europe/London',
      taxRegime: 'none',
    })
  })
  screen.write(`Made the store ${code}; its owner signs in to the console as ${owner.email}.\n`)
}
