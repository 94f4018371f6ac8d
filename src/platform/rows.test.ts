import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { contextOf, testServices } from '#test/support/context.ts'
import { audit, auditRows } from './audit.ts'
import { inTransaction } from './context.ts'
import type { Tx } from './db.ts'
import { hexBytes } from './db.ts'
import type { KeyId, OrganisationId } from './ids.ts'
import { bucketOf, newId } from './ids.ts'
import { Rows } from './rows.ts'

const { services, close } = await testServices()
afterAll(close)
const { db } = services
const ctx = contextOf(services)
const at = '2026-11-22T03:00:00.000Z'

/** Counts the statements of a transaction. */
function counted(tx: Tx): { tx: Tx; texts: string[] } {
  const texts: string[] = []
  const counting = tx.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result, queryId }) => {
      texts.push(queryId.queryId)
      return result
    },
  })
  return { tx: counting as Tx, texts }
}

function person(bucket: number) {
  const id = newId<'per'>(bucket)
  return {
    purchaser: {
      bucket,
      id,
      mode: 'test',
      data_key: hexBytes(Buffer.alloc(32)),
      member_code: id,
      created_at: at,
    },
    contact: {
      bucket,
      purchaser_id: id,
      id: newId(bucket),
      kind: 'email',
      hash: hexBytes(Buffer.from(id)),
      sealed: hexBytes(Buffer.alloc(1)),
      created_at: at,
    },
  }
}

describe('Rows', () => {
  test('parents and children travel in one statement, whichever was named first', async () => {
    const people = Array.from({ length: 300 }, (_, i) => person(i))
    const rows = new Rows()
    for (const { contact } of people) rows.add('purchaser_contacts', contact)
    for (const { purchaser } of people) rows.add('purchasers', purchaser)
    const statements = await inTransaction(ctx, async (tx) => {
      const { tx: counting, texts } = counted(tx)
      await rows.insert(counting)
      return texts.length
    })
    expect(statements).toBe(1)
    const { rows: found } = await sql<{ people: number; contacts: number }>`
      select (select count(*) from purchasers) as people, (select count(*) from purchaser_contacts) as contacts`.execute(
      db,
    )
    expect(found).toEqual([{ people: 300, contacts: 300 }])
  })

  test('a child without its parent leaves neither table changed', async () => {
    const rows = new Rows()
    rows.add('purchasers', person(5).purchaser)
    rows.add('purchaser_contacts', person(6).contact)
    await expect(inTransaction(ctx, (tx) => rows.insert(tx))).rejects.toThrow(
      'purchaser_contacts_purchaser_fkey',
    )
    expect(
      (
        await db
          .selectFrom('purchasers')
          .select(sql<number>`count(*)`.as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    ).toBe(300)
  })

  test('written once they are gone, and nothing to write is no statement', async () => {
    const rows = new Rows()
    rows.add('one_time_work', { name: 'rows', done_at: at })
    rows.add('outbox')
    const statements = await inTransaction(ctx, async (tx) => {
      const { tx: counting, texts } = counted(tx)
      await rows.insert(counting)
      await rows.insert(counting)
      await new Rows().insert(counting)
      return texts.length
    })
    expect(statements).toBe(1)
  })

  test('100,000 rows of one kind are still one call', async () => {
    const rows = new Rows()
    const many = Array.from({ length: 100_000 }, (_, i) => ({ name: `n${i}`, done_at: at }))
    rows.add('one_time_work', { name: 'first', done_at: at })
    rows.add('one_time_work', ...many)
    await inTransaction(ctx, (tx) => rows.insert(tx))
    const { rows: found } = await sql<{
      n: number
    }>`select count(*) as n from one_time_work where name like 'n%'`.execute(db)
    expect(found[0]?.n).toBe(100_000)
  })
})

describe('audit', () => {
  const organisationId = newId<'org'>(0) satisfies OrganisationId
  const keyId = newId<'key'>(0) satisfies KeyId
  const acting = {
    ...contextOf(services, {
      kind: 'key',
      keyId,
      organisationId,
      mode: 'live',
      scopes: new Set(),
      storeIds: null,
      rateLimit: 1,
    }),
    origin: { via: 'http' as const, operation: 'changeThing', requestId: 'req_1', ip: '192.0.2.7' },
  }

  test('says who did what, when, from where, with what was before and after', async () => {
    await inTransaction(acting, (tx) =>
      audit(tx, acting, {
        bucket: 77,
        organisationId,
        entity: 'thing',
        entityId: 't1',
        before: { name: 'a' },
        after: { name: 'b' },
      }),
    )
    const row = await db
      .selectFrom('audit_entries')
      .selectAll()
      .where('bucket', '=', 77)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({
      bucket: 77,
      id: row.id,
      at: acting.clock.now(),
      organisation_id: organisationId,
      actor_kind: 'key',
      actor_id: keyId,
      action: 'changeThing',
      via: 'http',
      request_id: 'req_1',
      ip: '192.0.2.7',
      entity: 'thing',
      entity_id: 't1',
      before: { name: 'a' },
      after: { name: 'b' },
    })
    expect(bucketOf(row.id)).toBe(77)
  })

  test('goes with the write when that is rolled back', async () => {
    const failed = inTransaction(acting, async (tx) => {
      await audit(tx, acting, { bucket: 78, organisationId, entity: 'thing', entityId: 't2' })
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await db.selectFrom('audit_entries').select('id').where('bucket', '=', 78).execute()).toEqual([])
  })

  test.each([
    [{ kind: 'anonymous' } as const, 'anonymous', ''],
    [{ kind: 'system', name: 'sweep' } as const, 'system', 'sweep'],
    [
      { kind: 'buyer', purchaserId: newId<'per'>(3), identities: [], mode: 'live', sessionId: 's' } as const,
      'buyer',
      undefined,
    ],
  ])('names %o', (actor, kind, id) => {
    const [row] = auditRows({ ...acting, actor }, [
      { bucket: 1, organisationId: null, entity: 'x', entityId: 'y' },
    ])
    expect(row).toMatchObject({
      actor_kind: kind,
      actor_id: id ?? ('purchaserId' in actor ? actor.purchaserId : ''),
      organisation_id: null,
      before: null,
      after: null,
    })
  })
})
