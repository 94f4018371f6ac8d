import { getStore } from '#modules/identity/index.ts'
import type { Services } from '#platform/context.ts'
import { systemContext } from '#platform/context.ts'
import { Problem } from '#platform/errors.ts'
import type { Command } from './arguments.ts'
import { makeDemoStore } from './demo-store.ts'
import { ImportFailure } from './failure.ts'
import { importCatalog } from './import-catalog.ts'
import { importPurchases } from './import-purchases.ts'
import { openFile } from './open-file.ts'
import type { Screen } from './progress.ts'
import { Progress } from './progress.ts'
import { RefusedFile, refusedPath } from './refused-file.ts'
import { summaryJson, summaryText } from './summary.ts'
import { Tally } from './tally.ts'

/** What an import writes to while it runs, and the signal by which it is asked to stop. */
export type Run = { tally: Tally; refused: RefusedFile; progress: Progress; stopping: AbortSignal }
export type Terminal = { out: Screen; err: Screen }

/** Runs a command on open services. @returns false where it was stopped before its end. @throws ImportFailure */
export async function runCommand(
  services: Services,
  command: Command,
  terminal: Terminal,
  stopping: AbortSignal,
): Promise<boolean> {
  try {
    if (command.what !== 'demo-store') return await importOne(services, command, terminal, stopping)
    await makeDemoStore(systemContext(services, 'importDemoStore', 'cli'), command.storeCode, terminal.out)
    return true
  } catch (error) {
    // A refusal of the whole command, such as an unknown store.
    throw error instanceof Problem ? new ImportFailure(error.message) : error
  }
}

async function importOne(
  services: Services,
  command: Extract<Command, { file: string }>,
  terminal: Terminal,
  stopping: AbortSignal,
): Promise<boolean> {
  const { what, storeCode } = command
  const ctx = systemContext(services, what === 'catalog' ? 'importCatalog' : 'importPurchases', 'cli')
  const store = await getStore(ctx, storeCode)
  const file = await openFile(command.file)
  const path = refusedPath(file, command.refused)
  if (path === file.path) throw new ImportFailure('The refused rows cannot go into the file itself.')
  const run: Run = {
    tally: new Tally(),
    refused: new RefusedFile(path),
    progress: await Progress.start(file, terminal.err),
    stopping,
  }
  const close = () => file.close()
  stopping.addEventListener('abort', close)
  let finished = false
  try {
    if (what === 'catalog') finished = await importCatalog(ctx, store, file, run)
    else finished = await importPurchases(ctx, store, command.format, file, run)
  } catch (error) {
    // Reading was broken off by the signal.
    if (!(stopping.aborted && error instanceof ImportFailure)) throw explained(error, run.tally.rows)
  } finally {
    stopping.removeEventListener('abort', close)
    run.progress.stop()
    run.refused.close()
  }
  const ending = {
    what,
    store: store.code,
    file: file.name,
    seconds: run.progress.seconds,
    refusedFile: path,
    stopped: !finished,
  }
  terminal.out.write((command.json ? summaryJson : summaryText)(run.tally, ending))
  return finished
}

/** A failure half-way says how far it came. */
function explained(error: unknown, rows: number): unknown {
  if (!(error instanceof ImportFailure) || rows === 0) return error
  return new ImportFailure(
    `${error.message} The first ${rows} rows are done; running the import again doubles nothing.`,
  )
}
