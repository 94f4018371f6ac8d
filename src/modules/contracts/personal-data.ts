import { sql } from 'kysely'
import type { z } from 'zod'
import { organisationNow, storesOf } from '#modules/identity/index.ts'
import { getPlanVersion } from '#modules/plans/index.ts'
import { everHeldPurchaseIds, holdingPerson, visiblePurchaseIds } from '#modules/purchases/index.ts'
import { formatNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import { dayIn } from '#platform/dates.ts'
import type { Db } from '#platform/db.ts'
import type { PurchaserId } from '#platform/ids.ts'
import { bucketOf, publicId } from '#platform/ids.ts'
import { paperMoney } from '#platform/paper.ts'
import type { PersonalData, RunningContract } from '#platform/personal-data.ts'
import { giveUpContracts, refundOnGivingUp } from './give-up-contracts.ts'
import { lastDay, statusOf } from './model.ts'
import type { Contract } from './queries.ts'
import { listContractsHeld, lockContractsHeld } from './queries.ts'
import type { ContractSummary } from './schemas.ts'
import { contractSummary } from './views.ts'

type Entry = z.input<typeof ContractSummary>
const pageSize = 200

const words = {
  ja: { number: '保証番号', plan: 'プラン', term: '保証期間', premium: '保証料' },
  en: { number: 'Warranty number', plan: 'Plan', term: 'Covered', premium: 'Premium' },
}

/** Contracts: those that run are kept or given up, as the person says; all stay as records of business. */
export const contractsPersonalData: PersonalData<Entry> = {
  name: 'contracts',
  errors: [],
  title: { ja: '延長保証', en: 'Extended warranties' },
  async *export(ctx, db, people) {
    for await (const row of heldContracts(db, people)) {
      const shown = await shownContract(ctx, row)
      if (shown) yield contractSummary(row, shown.store, shown.plan, shown.today)
    }
  },
  onPaper(entry, language) {
    const t = words[language]
    return {
      heading: entry.item.name ?? entry.item.code,
      facts: [
        [t.number, entry.number],
        [t.plan, entry.plan.name[language] ?? entry.plan.name.ja],
        [t.term, `${entry.startsOn} – ${entry.lastDay}`],
        [t.premium, paperMoney(entry.premium, entry.currency)],
      ],
    }
  },
  async preview(ctx, db, people) {
    const contracts: RunningContract[] = []
    let count = 0
    for await (const row of heldContracts(db, people)) {
      count += 1
      const shown = await runningContract(ctx, row)
      if (!shown) continue
      const { name } = shown.plan.terms
      contracts.push({
        id: publicId('ctr', row.id),
        number: formatNumber(row.number),
        item: row.item_name ?? row.item_code,
        plan: { ja: name.ja, en: name.en ?? null, zh: name.zh ?? null },
        store: shown.store.name,
        lastDay: lastDay(row.ends_on),
        currency: row.currency,
        premium: row.premium,
        refund: refundOnGivingUp(row),
      })
    }
    return { goes: [], stays: [{ what: 'contract', count }], contracts, claims: [] }
  },
  async erase(tx, ctx, people, choice) {
    const purchaseIds = await visiblePurchaseIds(tx, holdingPerson(people))
    // Locked also where they are kept: a claim that is being filed on one is either there already or finds nobody.
    const contracts = await lockContractsHeld(tx, purchaseIds)
    if (choice.contracts === 'give_up') {
      const running: Contract[] = []
      for (const contract of contracts) if (await runningContract(ctx, contract)) running.push(contract)
      await giveUpContracts(tx, ctx, running)
    }
    const held = await everHeldPurchaseIds(tx, people)
    await sql`update contracts set purchaser_id = null
      where bucket = any(${[...new Set(held.map(bucketOf))]}::int[]) and purchase_id = any(${held}::uuid[])
        and purchaser_id = any(${people}::uuid[])`.execute(tx)
    return { storeIds: [] }
  },
}

async function* heldContracts(db: Db, people: readonly PurchaserId[]): AsyncGenerator<Contract> {
  const purchaseIds = await visiblePurchaseIds(db, holdingPerson(people))
  let after: readonly [string, string] | undefined
  do {
    const page = await listContractsHeld(db, purchaseIds, after, pageSize)
    const rows = page.slice(0, pageSize)
    yield* rows
    const last = rows.at(-1)
    after = page.length > pageSize && last ? [last.ends_on, last.id] : undefined
  } while (after)
}

async function shownContract(ctx: Context, row: Contract) {
  const store = (await storesOf(ctx, [row.store_id])).get(row.store_id)
  if (!store) return undefined
  const today = dayIn(store.timeZone, await organisationNow(ctx, store.organisationId))
  return { store, today, plan: await getPlanVersion(ctx, row.plan_id, row.plan_version) }
}

/** Undefined for a contract that has ended or whose days are over. */
async function runningContract(ctx: Context, row: Contract) {
  const shown = await shownContract(ctx, row)
  const covers = row.covers.map((cover) => ({ startsOn: cover.starts_on, endsOn: cover.ends_on }))
  const ended = ['cancelled', 'void', 'fulfilled', 'expired']
  return shown && !ended.includes(statusOf(row.state, covers, shown.today)) ? shown : undefined
}
