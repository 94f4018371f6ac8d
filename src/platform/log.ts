import { pino } from 'pino'
import type { Logger } from 'pino'

export type { Logger }

/** JSON lines on standard error. Failures, slow requests and what an operator must see; successes are counted. */
export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      redact: {
        paths: [
          '*.authorization',
          '*.cookie',
          '*.password',
          '*.code',
          '*.email',
          '*.phone',
          'headers.authorization',
          'headers.cookie',
        ],
        censor: '[removed]',
      },
    },
    pino.destination({ dest: 2, sync: false }),
  )
}
