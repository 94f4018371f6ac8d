import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './base.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { StrictMode } from 'react'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { LanguageProvider } from './i18n/language.tsx'
import { giveNonce, pageNonce } from './nonce.ts'
import { cssVariables, theme } from './theme.ts'

/** Theme, languages and notices around an app. */
export function KitProvider({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={pageNonce}
    >
      <LanguageProvider>
        <Notifications position="top-center" autoClose={4000} />
        {children}
      </LanguageProvider>
    </MantineProvider>
  )
}

/** Starts an app in the page's `#root`. */
export function start(app: ReactNode): void {
  giveNonce()
  const root = document.getElementById('root')
  if (!root) throw new Error('The page has no #root.')
  createRoot(root).render(
    <StrictMode>
      <KitProvider>{app}</KitProvider>
    </StrictMode>,
  )
}
