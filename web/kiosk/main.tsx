import { start } from '#kit/kit-provider.tsx'
import { App } from './app.tsx'

start(<App />)
