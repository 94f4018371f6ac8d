import { sql } from 'kysely'
import type { Contract, ContractClaimRow } from '#modules/contracts/index.ts'
import { coveredOf, leftOn, usesOf } from '#modules/contracts/index.ts'
import type { PlanTerms } from '#modules/plans/index.ts'
import type { Check } from './check.ts'
import { Tally, portions } from './check.ts'

type Row = Contract & { claims: ContractClaimRow[]; terms: PlanTerms }

/** By the same function that decides claims: what is asked here is whether all of them together kept to it. */
export const claimLimits: Check = {
  name: 'claim limits',
  rule: 'what claims reserved and were paid, goodwill apart, is within the limits of their contract',
  async look(db) {
    const tally = new Tally()
    const question = portions(
      db,
      (after) => sql<Row>`
        select c.*, v.terms, (select json_agg(k) from contract_claims k
            where k.bucket = c.bucket and k.contract_id = c.id) as claims,
          (select json_agg(o order by o.n) from contract_covers o where o.bucket = c.bucket and o.contract_id = c.id) as covers
        from (select * from contracts where ${after}) c
        join plan_versions v on v.plan_id = c.plan_id and v.version = c.plan_version
        where exists (select 1 from contract_claims k where k.bucket = c.bucket and k.contract_id = c.id)
        order by c.bucket, c.id`,
    )
    for await (const rows of question) for (const row of rows) tally.see(faultOf(row))
    return tally
  },
}

function faultOf(row: Row): string | undefined {
  const covered = coveredOf(row, row.terms)
  const uses = usesOf(row.claims)
  for (const use of uses) {
    const over = leftOn(covered, uses, use.cause, use.lossOn).limits.find((limit) => limit.used > limit.size)
    if (over) return `contract ${row.id}: ${over.used} of ${over.size} by its limit ${over.rule}`
  }
  return undefined
}
