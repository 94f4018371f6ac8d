// Keeps the register's page and its assets, so that a till that is reloaded without a connection goes on selling. The
// build puts the list of assets and a hash of it in place of the two words. Calls of `/v1` never pass through here.
const name = 'mamori-register-__VERSION__'
const page = '/register'
const assets = __ASSETS__

addEventListener('install', (event) => {
  // The page comes together with what it needs: a half of another version would not run.
  event.waitUntil(
    caches
      .open(name)
      .then((cache) => cache.addAll([page, ...assets]))
      .then(() => skipWaiting()),
  )
})

addEventListener('activate', (event) => {
  const old = (key) => key.startsWith('mamori-register-') && key !== name
  event.waitUntil(
    caches
      .keys()
      .then((keys) => Promise.all(keys.filter(old).map((key) => caches.delete(key))))
      .then(() => clients.claim()),
  )
})

addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname } = new URL(request.url)
  const isPage = request.mode === 'navigate' && /^\/register(?:\/|$)/.test(pathname)
  if (request.method !== 'GET' || !(isPage || assets.includes(pathname))) return
  event.respondWith(isPage ? freshPage(request) : keptAsset(request))
})

/** The server's page where it answers, and the kept one where nothing does. */
async function freshPage(request) {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await caches.match(page, { cacheName: name })
    if (kept) return kept
    throw error
  }
}

async function keptAsset(request) {
  return (await caches.match(request, { cacheName: name })) ?? fetch(request)
}
