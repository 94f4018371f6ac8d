import type { Provider } from '../port.ts'
import { sandbox } from './sandbox/index.ts'

/** Every provider that Mamori speaks with; one more is one line. */
export const providers: readonly Provider[] = [sandbox]
