import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Services } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'

const dist = resolve(import.meta.dirname, '..', 'web', 'dist')
const nonceMark = '__CSP_NONCE__'
const environmentMark = '__MAMORI_ENV__'
type Setting = { environment: string; secure: boolean }
/** These are not operations of the API. */
const options = { schema: { hide: true } }

/**
 * Serves the built front end: hashed assets for ever, and each app's page as a template with a fresh nonce per
 * answer. What a page's router knows falls back to that page; any other address gets a small page that says so.
 */
export async function serveWeb(app: FastifyInstance, services: Services): Promise<void> {
  const environment = services.config.MAMORI_ENV
  const secure = isPublic(services.config.PUBLIC_URL)
  const setting = { environment, secure }
  const places: Record<string, string> = {
    '/': 'pages/index.html',
    '/wallet': 'wallet/index.html',
    '/wallet/*': 'wallet/index.html',
    '/console': 'console/index.html',
    '/console/*': 'console/index.html',
    '/kiosk': 'kiosk/index.html',
    '/kiosk/*': 'kiosk/index.html',
    '/register': 'register/index.html',
    '/register/*': 'register/index.html',
  }
  if (environment !== 'production') {
    places['/mailbox'] = 'pages/mailbox.html'
    places['/shop'] = 'shopfront/index.html'
    places['/shop/*'] = 'shopfront/index.html'
  }
  for (const [url, file] of Object.entries(places)) {
    app.get(url, options, (_request, reply) => page(reply, file, setting))
  }
  app.get('/register/sw.js', options, (_request, reply) => registerWorker(reply))
  await serveAssets(app)
  app.get('/*', options, (request, reply) => {
    if (request.url.startsWith('/v1/') || !accepts(request)) throw notFound('such address')
    return answer(reply.status(404), missingPage, secure)
  })
}

/**
 * Whether browsers are told to come by https alone for years. Not for this machine or an address of the local network:
 * there it would shut out everything else that runs at the same name, and Mamori itself without a certificate.
 */
function isPublic(address: string | undefined): boolean {
  const url = address === undefined ? null : URL.parse(address)
  if (url?.protocol !== 'https:') return false
  return url.hostname !== 'localhost' && isIP(url.hostname.replaceAll(/[[\]]/g, '')) === 0
}

async function serveAssets(app: FastifyInstance): Promise<void> {
  await app.register(fastifyStatic, {
    root: join(dist, 'assets'),
    prefix: '/assets/',
    suppressWarning: true,
    preCompressed: true,
    decorateReply: false,
    index: false,
    immutable: true,
    maxAge: '365d',
    setHeaders: (reply) => {
      void reply.header('x-content-type-options', 'nosniff')
    },
  })
}

/** It keeps the register's page for times without a connection; it is asked for anew each time, so that a build is seen. */
async function registerWorker(reply: FastifyReply): Promise<FastifyReply> {
  const script = await readFile(join(dist, 'register/sw.js'), 'utf8').catch(() => undefined)
  if (script === undefined) throw notFound('such address')
  return reply
    .headers({
      'cache-control': 'no-cache',
      'content-security-policy': "default-src 'none'; connect-src 'self'",
      // Its own folder ends in a slash, and the register's first page does not.
      'service-worker-allowed': '/register',
      'x-content-type-options': 'nosniff',
    })
    .type('text/javascript; charset=utf-8')
    .send(script)
}

/** Read for every answer: a build that finishes while the server runs is served at once, with its own assets. */
async function page(
  reply: FastifyReply,
  file: string,
  { environment, secure }: Setting,
): Promise<FastifyReply> {
  const template = await readFile(join(dist, file), 'utf8').catch(() => undefined)
  if (template === undefined) return answer(reply.status(503), notBuiltPage, secure)
  return answer(reply, template.replace(environmentMark, environment), secure)
}

function answer(reply: FastifyReply, template: string, secure: boolean): FastifyReply {
  const nonce = randomBytes(16).toString('base64')
  if (secure) reply.header('strict-transport-security', 'max-age=63072000; includeSubDomains')
  return reply
    .headers({
      'cache-control': 'no-store',
      'content-security-policy': policy(nonce),
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'geolocation=(self), camera=(self), microphone=()',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    })
    .type('text/html; charset=utf-8')
    .send(template.replaceAll(nonceMark, nonce))
}

function policy(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
  ].join('; ')
}

/** A browser that asks for a page, not a program that asks for an answer. */
function accepts(request: FastifyRequest): boolean {
  return request.headers.accept?.includes('text/html') === true
}

function plainPage(title: string, text: string): string {
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Mamori</title>
<style nonce="${nonceMark}">
:root { color-scheme: light dark }
body { margin: 0 auto; max-width: 480px; padding: 96px 16px; font: 16px/1.8 system-ui, "Noto Sans JP", sans-serif }
h1 { font-size: 24px }
a { color: #1a7c5b }
</style>
</head>
<body>
<h1>${title}</h1>
${text}
</body>
</html>
`
}

const missingPage = plainPage(
  'ページが見つかりません',
  `<p>アドレスが変わったか、間違っている可能性があります。</p>
<p lang="en">There is no page at this address.</p>
<p lang="zh-Hans">此地址没有页面。</p>
<p><a href="/">Mamori</a> · <a href="/wallet/">ウォレット</a></p>`,
)
const notBuiltPage = plainPage(
  '画面がまだ作られていません',
  `<p><code>npm run build -w web</code> を実行してから、このページを開き直してください。APIは動いています: <a href="/docs">/docs</a></p>
<p lang="en">The front end has not been built yet. Run <code>npm run build -w web</code> and reload. The API is running.</p>`,
)
