import { start } from '#kit/kit-provider.tsx'
import { HomePage } from './home-page.tsx'

start(<HomePage />)
