import type { SingleBar } from 'cli-progress'
import type { InputFile } from './open-file.ts'

const count = new Intl.NumberFormat('en')
/** Where nobody watches a bar, a line every so often tells a log that the import goes on. */
const lineEveryMs = 2000

export type Screen = NodeJS.WritableStream & { isTTY?: boolean }

/** How far an import has come, with rate and time left: a bar on a terminal, a line now and then elsewhere. */
export class Progress {
  readonly #file: InputFile
  readonly #screen: Screen
  readonly #started = performance.now()
  #bar: SingleBar | undefined
  #lastLine = -Infinity

  private constructor(file: InputFile, screen: Screen) {
    this.#file = file
    this.#screen = screen
  }

  static async start(file: InputFile, screen: Screen): Promise<Progress> {
    const progress = new Progress(file, screen)
    if (screen.isTTY && file.size !== null) {
      const { default: cliProgress } = await import('cli-progress')
      const format = '{bar} {percentage} % | {rows} rows | {rate} a second | {left} left'
      progress.#bar = new cliProgress.SingleBar(
        { format, stream: screen, hideCursor: true, gracefulExit: false },
        cliProgress.Presets.shades_classic,
      )
      progress.#bar.start(file.size, 0, { rows: '0', rate: '0', left: '…' })
    }
    return progress
  }

  /** Seconds since the start. */
  get seconds(): number {
    return (performance.now() - this.#started) / 1000
  }

  /** @param rows that are committed */
  update(rows: number): void {
    const read = this.#file.bytesRead()
    const rate = count.format(Math.round(rows / this.seconds))
    const left = this.#left(read)
    if (this.#bar) this.#bar.update(read, { rows: count.format(rows), rate, left })
    else if (performance.now() - this.#lastLine >= lineEveryMs) {
      this.#lastLine = performance.now()
      const share =
        this.#file.size === null
          ? ''
          : `, ${Math.floor((100 * read) / this.#file.size)} % of the file, ${left} left`
      this.#screen.write(`${count.format(rows)} rows, ${rate} a second${share}\n`)
    }
  }

  stop(): void {
    this.#bar?.stop()
  }

  /** By the part of the file that was read: how many rows it has is not known before its end. */
  #left(read: number): string {
    if (this.#file.size === null || read === 0) return '…'
    return duration((this.seconds * (this.#file.size - read)) / read)
  }
}

export function duration(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}
