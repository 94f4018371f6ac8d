import type { ItemInput, ItemRow } from '#modules/catalog/index.ts'
import { findItems, itemKey, lockCatalogue, putItems } from '#modules/catalog/index.ts'
import type { Store } from '#modules/identity/index.ts'
import { organisationNow } from '#modules/identity/index.ts'
import { findPurchaseIds, keyName, purchaseKey, reportOf } from '#modules/purchases/index.ts'
import type { BeforeSales, Sale } from '#modules/sales/index.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { Problem } from '#platform/errors.ts'

type Names = ReadonlyMap<string, string | null>

/**
 * Brings the catalogue to the names that the sales of a transaction go by, in that transaction and before them: so
 * each line gets the name that its code had then, and the item's history has the names in the order of the file.
 *
 * Only sales that are recorded now may change a name. One that was recorded by an earlier run, or that the ledger
 * refuses, changes nothing; names and sales are committed together, so a run that was killed leaves the catalogue
 * as it was after its last sale, and the next run goes on from there.
 */
export function nameItems(
  ctx: Context,
  store: Store,
  namesOf: (sale: Sale) => Names | undefined,
): BeforeSales {
  return async (tx, sales) => {
    if ((await misnamed(tx, store, wantedNames(sales, namesOf))).length === 0) return
    // Pushes of the shop itself, and a second import, wait here; what they changed is seen below.
    await lockCatalogue(tx, store.id, 'alone')
    const wanted = await misnamed(tx, store, wantedNames(await newSales(tx, ctx, store, sales), namesOf))
    if (wanted.length > 0) await putItems({ ...ctx, tx }, store, wanted)
  }
}

function wantedNames(
  sales: readonly Sale[],
  namesOf: (sale: Sale) => Names | undefined,
): Map<string, string> {
  const wanted = new Map<string, string>()
  for (const sale of sales) {
    for (const [code, name] of namesOf(sale) ?? []) if (name !== null) wanted.set(code, name)
  }
  return wanted
}

/** The items to push: those that the catalogue does not know or calls otherwise. */
async function misnamed(tx: Tx, store: Store, wanted: ReadonlyMap<string, string>): Promise<ItemInput[]> {
  const items = await findItems(
    tx,
    [...wanted.keys()].map((code) => ({ storeId: store.id, code })),
  )
  return [...wanted].flatMap(([code, name]) => {
    const item = items.get(itemKey(store.id, code))
    return item?.name === name ? [] : [itemWith(code, name, item, store)]
  })
}

/** The item as it is, under another name. */
function itemWith(code: string, name: string, item: ItemRow | undefined, store: Store): ItemInput {
  return {
    code,
    name,
    maker: item?.maker ?? null,
    model: item?.model ?? null,
    gtin: item?.gtin ?? null,
    category: item?.category ?? null,
    price: item?.price ?? null,
    currency: item?.currency ?? null,
    taxCategory: item?.tax_category ?? (store.taxRegime === 'none' ? 'O' : 'S'),
    makerWarrantyMonths: item?.maker_warranty_months ?? null,
    launchedOn: item?.launched_on ?? null,
    deleted: item ? item.deleted_at !== null : false,
  }
}

async function newSales(tx: Tx, ctx: Context, store: Store, sales: readonly Sale[]): Promise<Sale[]> {
  const keyOf = (sale: Sale) => purchaseKey(store.id, sale.input.reference)
  const recorded = await findPurchaseIds(tx, sales.map(keyOf))
  const now = await organisationNow(ctx, store.organisationId)
  return sales.filter(
    (sale) => !recorded.has(keyName(keyOf(sale))) && !(reportOf(sale.input, store, now) instanceof Problem),
  )
}
