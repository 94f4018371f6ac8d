import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './base.css'
import { MantineProvider, MantineThemeProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { StrictMode } from 'react'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { useKitT } from './i18n/kit-messages.ts'
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
        <Notices />
        {children}
      </LanguageProvider>
    </MantineProvider>
  )
}

/** Notices whose close button has a name in the reader's language. */
function Notices() {
  const t = useKitT()
  const components = { Notification: { defaultProps: { closeButtonProps: { 'aria-label': t('close') } } } }
  return (
    <MantineThemeProvider theme={{ components }}>
      <Notifications position="top-center" autoClose={4000} />
    </MantineThemeProvider>
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
