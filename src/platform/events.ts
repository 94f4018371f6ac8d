import type { z } from 'zod'
import type { Context } from './context.ts'
import type { Tx } from './db.ts'
import { insertRows } from './db.ts'

/** A fact that a module announces: `contract.issued`. Its payload holds ids and plain facts, no contacts. */
export type EventDefinition<P> = { readonly topic: string; readonly schema: z.ZodType<P> }

export function defineEvent<P>(topic: string, schema: z.ZodType<P>): EventDefinition<P> {
  return { topic, schema }
}

/** Writes events to the outbox in the transaction of the write that caused them. */
export async function publish<P>(tx: Tx, event: EventDefinition<P>, ...payloads: P[]): Promise<void> {
  await insertRows(
    tx,
    'outbox',
    payloads.map((payload) => ({ topic: event.topic, payload })),
  )
}

/** One event as a subscriber gets it. */
export type Delivered<P> = { id: number; at: string; payload: P }

/**
 * Something that follows events. It gets them in order, at least once, in batches, together with the transaction
 * in which its progress is stored: what it writes there happens exactly once.
 */
export type Subscription = {
  readonly subscriber: string
  readonly topics: readonly string[]
  handle(ctx: Context, tx: Tx, events: readonly (Delivered<unknown> & { topic: string })[]): Promise<void>
}

/** Subscribes to one kind of event, with its payloads checked. */
export function subscribe<P>(
  subscriber: string,
  event: EventDefinition<P>,
  handle: (ctx: Context, tx: Tx, events: readonly Delivered<P>[]) => Promise<void>,
): Subscription {
  return {
    subscriber,
    topics: [event.topic],
    handle: (ctx, tx, events) =>
      handle(
        ctx,
        tx,
        events.map((e) => ({ id: e.id, at: e.at, payload: event.schema.parse(e.payload) })),
      ),
  }
}
