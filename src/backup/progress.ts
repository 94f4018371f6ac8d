const count = new Intl.NumberFormat('en')
/** A line this often tells whoever watches, and a log, that it goes on. */
const lineEveryMs = 2000

/** Says now and then how far a long piece of work has come, and how fast it goes. */
export class Progress {
  readonly #screen: NodeJS.WritableStream
  readonly #started = performance.now()
  #lastLine = this.#started

  constructor(screen: NodeJS.WritableStream) {
    this.#screen = screen
  }

  get seconds(): number {
    return (performance.now() - this.#started) / 1000
  }

  /** @param what is being done, such as the name of a table */
  update(what: string, done: number, unit: string): void {
    if (performance.now() - this.#lastLine < lineEveryMs) return
    this.#lastLine = performance.now()
    this.#screen.write(`${what}: ${count.format(done)} ${unit}, ${this.rate(done)} ${unit} a second\n`)
  }

  rate(done: number): string {
    return count.format(Math.round(done / this.seconds))
  }
}

export function figure(value: number): string {
  return count.format(value)
}
