import type { AddressInfo } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Services } from '#platform/context.ts'
import { Problem, fieldErrors, invalidRequest, notFound } from '#platform/errors.ts'
import { shopClosed } from './errors.ts'
import { openShopKeys } from './keys.ts'
import type { Platform, Tries } from './platform.ts'
import { askOffers } from './platform.ts'
import { placeOrder } from './place-order.ts'
import { OrderInput, TicketInput } from './schemas.ts'
import type { DemoShop } from './shops.ts'
import { demoShops } from './shops.ts'
import { orderNumberOf, readTicket, writeTicket } from './tickets.ts'

/** Where the platform answers, if not in this process; how patiently it is asked. */
type Setting = { platformUrl?: () => string; tries?: Tries }

/**
 * The server side of the demo's shops, below /shop/api. It is a stranger to the platform that happens to share its
 * port: it calls the public API over HTTP with the key of its store, and these routes are no part of that API.
 */
export function shopfrontRoutes(app: FastifyInstance, services: Services, setting: Setting = {}): void {
  const url = setting.platformUrl ?? (() => addressOf(app))
  const keyOf = ({ slug }: DemoShop) => {
    const key = openShopKeys(services)[slug]
    if (key === undefined) throw shopClosed()
    return key
  }
  const platformOf = (shop: DemoShop): Platform => ({
    url: url(),
    key: keyOf(shop),
    ...(setting.tries ? { tries: setting.tries } : {}),
  })
  readRoutes(app, platformOf)
  add(app, 'POST', '/:slug/tickets', 'shopTicket', async (request) => {
    const shop = shopOf(request)
    const { cartId } = check(TicketInput, request.body)
    const key = keyOf(shop)
    const ticket = {
      orderNumber: orderNumberOf(shop.prefix, key, cartId),
      placedAt: services.clock.now(),
    }
    return { orderNumber: ticket.orderNumber, ticket: writeTicket(key, ticket) }
  })
  add(app, 'POST', '/:slug/orders', 'shopOrder', async (request, reply) => {
    const shop = shopOf(request)
    const input = check(OrderInput, request.body)
    const platform = platformOf(shop)
    const ticket = readTicket(platform.key, input.ticket, services.clock.now())
    const order = await placeOrder(platform, shop, ticket, input)
    return reply.status(201).send({ ...order, wallet: walletOf(platform.key) })
  })
  app.all('/shop/api/*', { schema: { hide: true } }, () => {
    throw notFound('such address')
  })
}

function readRoutes(app: FastifyInstance, platformOf: (shop: DemoShop) => Platform): void {
  add(app, 'GET', '', 'shopList', async () => ({ items: demoShops.map(doorOf) }))
  add(app, 'GET', '/:slug', 'shopGoods', async (request) => {
    const shop = shopOf(request)
    return { ...doorOf(shop), goods: shop.goods }
  })
  add(app, 'GET', '/:slug/goods/:code', 'shopGood', async (request) => {
    const shop = shopOf(request)
    const { code } = request.params as { code: string }
    const good = shop.goods.find((one) => one.code === code)
    if (!good) throw notFound(`good ${code}`)
    return { good, ...(await coverOf(shop, good)) }
  })

  /** A good can be looked at while the platform rests; the page says that covers cannot be shown now. */
  async function coverOf(shop: DemoShop, good: DemoShop['goods'][number]) {
    try {
      const offers = await askOffers(platformOf(shop), shop.storeCode, good)
      return { coverShown: true, offers }
    } catch (error) {
      if (error instanceof Problem && error.status === 503) return { coverShown: false, offers: [] }
      throw error
    }
  }
}

function doorOf({ slug, name, tagline, currency }: DemoShop) {
  return { slug, name, tagline, currency }
}

/** Kept out of the document of the API; counted by caller and route, orders more narrowly than looking around. */
function add(
  app: FastifyInstance,
  method: 'GET' | 'POST',
  path: string,
  operation: string,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  const rateLimit = { max: method === 'GET' ? 300 : 30, timeWindow: 60_000, groupId: operation }
  app.route({
    method,
    url: `/shop/api/shops${path}`,
    schema: { hide: true },
    config: { operation, rateLimit },
    bodyLimit: 64 * 1024,
    handler,
  })
}

function shopOf(request: FastifyRequest): DemoShop {
  const { slug } = request.params as { slug: string }
  const shop = demoShops.find((one) => one.slug === slug)
  if (!shop) throw notFound('such shop')
  return shop
}

function check<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw invalidRequest(fieldErrors(parsed.error))
}

/** Purchases of a test store lie in the test world of the wallet. */
function walletOf(key: string): string {
  return key.startsWith('mk_test_') ? '/wallet/?mode=test' : '/wallet/'
}

/** This process by the network: the shop takes the same way as every other one. */
function addressOf(app: FastifyInstance): string {
  const { address, port } = app.server.address() as AddressInfo
  const host = address === '::' || address === '0.0.0.0' ? '127.0.0.1' : address
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
