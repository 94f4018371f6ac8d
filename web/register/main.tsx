import './register.css'
import { start } from '#kit/kit-provider.tsx'
import { App } from './app.tsx'

start(<App />)

// Behind plain http there is none, and the register works all the same while it is connected.
if (import.meta.env.PROD && 'serviceWorker' in navigator)
  navigator.serviceWorker.register('/register/sw.js', { scope: '/register' }).catch(() => undefined)
