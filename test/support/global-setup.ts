import type { TestProject } from 'vitest/node'

import { openTestServer } from './test-server.ts'
import type { TestServer } from './test-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

/** Vitest calls this once a run, before any file; what it returns is called after the last one. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, close } = await openTestServer()
  project.provide('testServer', server)
  return close
}
