import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import type { Plugin, Rolldown } from 'vite'

const root = import.meta.dirname
const server = `http://127.0.0.1:${process.env['PORT'] ?? '3000'}`

/** In development the addresses lead to the same pages as on the server (src/web.ts). */
function addresses(): Plugin {
  return {
    name: 'mamori-addresses',
    configureServer(vite) {
      vite.middlewares.use((request, _response, next) => {
        const [path = '', query] = (request.url ?? '').split('?')
        const page = pageOf(path)
        if (page) request.url = query ? `${page}?${query}` : page
        next()
      })
    },
  }
}

function pageOf(path: string): string | undefined {
  if (path === '/') return '/pages/index.html'
  if (path === '/mailbox') return '/pages/mailbox.html'
  const app = /^\/(wallet|console|register|kiosk|shop)(\/(?!api\/)[^.]*)?$/.exec(path)?.[1]
  return app && `/${app === 'shop' ? 'shopfront' : app}/index.html`
}

/** Packs the assets once at build, so that the server packs nothing per answer. */
function packed(): Plugin {
  let outDir = ''
  return {
    name: 'mamori-packed',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir)
    },
    // Not `closeBundle`: that runs after a failed build too, and its own failure would hide the reason.
    writeBundle() {
      const assets = join(outDir, 'assets')
      for (const file of readdirSync(assets).filter((name) => /\.(?:js|css|svg)$/.test(name))) {
        const content = readFileSync(join(assets, file))
        writeFileSync(join(assets, `${file}.br`), brotliCompressSync(content))
        writeFileSync(join(assets, `${file}.gz`), gzipSync(content))
      }
    },
  }
}

/** Writes the register's service worker with the list of what that page loads, late parts too. */
function registerWorker(): Plugin {
  return {
    name: 'mamori-register-worker',
    apply: 'build',
    generateBundle(_options, bundle) {
      const entry = Object.values(bundle).find(
        (one) => one.type === 'chunk' && one.facadeModuleId === resolve(root, 'register/index.html'),
      )
      if (!entry) throw new Error('The register has no entry.')
      const assets = [...loadedBy(entry.fileName, bundle)].map((file) => `/${file}`).sort()
      const page = readFileSync(resolve(root, 'register/index.html'))
      const version = createHash('sha256').update(assets.join()).update(page).digest('hex').slice(0, 12)
      const source = readFileSync(resolve(root, 'register/sw.js'), 'utf8')
        .replace('__ASSETS__', JSON.stringify(assets))
        .replace('__VERSION__', version)
      this.emitFile({ type: 'asset', fileName: 'register/sw.js', source })
    },
  }
}

function loadedBy(fileName: string, bundle: Rolldown.OutputBundle, found = new Set<string>()): Set<string> {
  if (found.has(fileName)) return found
  found.add(fileName)
  const file = bundle[fileName]
  if (file?.type !== 'chunk') return found
  for (const css of file.viteMetadata?.importedCss ?? []) found.add(css)
  for (const asset of file.viteMetadata?.importedAssets ?? []) found.add(asset)
  for (const next of [...file.imports, ...file.dynamicImports]) loadedBy(next, bundle, found)
  return found
}

export default defineConfig({
  root,
  appType: 'mpa',
  plugins: [react(), addresses(), packed(), registerWorker()],
  // The server puts a fresh nonce in place of this word in each answer.
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: 'dist',
    assetsDir: 'assets',
    emptyOutDir: true,
    // `data:` styles and scripts would be refused by the content security policy.
    assetsInlineLimit: 0,
    rollupOptions: {
      input: {
        wallet: resolve(root, 'wallet/index.html'),
        console: resolve(root, 'console/index.html'),
        kiosk: resolve(root, 'kiosk/index.html'),
        register: resolve(root, 'register/index.html'),
        home: resolve(root, 'pages/index.html'),
        shopfront: resolve(root, 'shopfront/index.html'),
        mailbox: resolve(root, 'pages/mailbox.html'),
      },
    },
  },
  server: {
    // The Host header stays the browser's, which the server compares with the origin of a write.
    proxy: Object.fromEntries(
      ['/v1', '/docs', '/healthz', '/shop/api'].map((path) => [
        path,
        { target: server, changeOrigin: false },
      ]),
    ),
  },
})
