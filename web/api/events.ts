/** One message of a server-sent event stream. */
export type ServerEvent = { topic: string; data: unknown }

type Listener = {
  onEvent: (event: ServerEvent) => void
  /** After every connection but the first: what was missed meanwhile is unknown. */
  onReconnect: () => void
}

/**
 * Listens to a stream of server-sent events until the returned function is called. Connects again by itself,
 * slower while the server stays away, and holds no connection while the page is hidden. Read by `fetch` rather
 * than `EventSource`, which hears only topics named beforehand and gives up for ever on a refusal.
 */
export function listen(path: string, listener: Listener): () => void {
  let stopped = false
  let connected = false
  let attempt = 0
  let current: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  async function connect() {
    if (stopped || current || document.visibilityState === 'hidden') return
    const abort = new AbortController()
    current = abort
    try {
      const response = await fetch(path, { headers: { accept: 'text/event-stream' }, signal: abort.signal })
      if (response.status === 401 || response.status === 403) stopped = true
      if (response.ok && response.body) {
        attempt = 0
        if (connected) listener.onReconnect()
        connected = true
        await readEvents(response.body, listener.onEvent)
      }
    } catch {
      // Whatever ended the connection, the next one is made below.
    }
    if (current === abort) current = undefined
    again()
  }
  function again() {
    clearTimeout(timer)
    if (stopped || document.visibilityState === 'hidden') return
    attempt += 1
    timer = setTimeout(() => void connect(), Math.min(30_000, 500 * 2 ** Math.min(attempt, 6)))
  }
  function onVisibility() {
    if (document.visibilityState === 'hidden') {
      current?.abort()
      current = undefined
    } else {
      attempt = 0
      void connect()
    }
  }

  document.addEventListener('visibilitychange', onVisibility)
  void connect()
  return () => {
    stopped = true
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', onVisibility)
    current?.abort()
  }
}

async function readEvents(body: ReadableStream<Uint8Array>, onEvent: Listener['onEvent']): Promise<void> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const blocks = (rest + value).replaceAll('\r\n', '\n').split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = parseEvent(block)
      if (event) onEvent(event)
    }
  }
}

/** `event: topic` and `data: {…}` of one message; comments that keep the line open give nothing. */
export function parseEvent(block: string): ServerEvent | null {
  let topic = 'message'
  const data: string[] = []
  for (const line of block.split('\n')) {
    const [, field, value] = /^(\w+): ?(.*)$/.exec(line) ?? []
    if (field === 'event') topic = value ?? ''
    if (field === 'data') data.push(value ?? '')
  }
  if (data.length === 0) return null
  try {
    return { topic, data: JSON.parse(data.join('\n')) as unknown }
  } catch {
    return { topic, data: null }
  }
}
