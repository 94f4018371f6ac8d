import { hash } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { afterAll, describe, expect, test } from 'vitest'
import { AnswerStream } from './answer-stream.ts'

let handle: (response: ServerResponse) => void = () => {}
const server = createServer((_request, response) => handle(response))
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address() as AddressInfo
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** Asks and reads nothing until told. */
async function ask(work: (answers: AnswerStream) => Promise<void>) {
  const done = Promise.withResolvers<void>()
  handle = (response) => void work(new AnswerStream(response)).then(done.resolve, done.reject)
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  socket.pause()
  socket.write('GET / HTTP/1.0\r\n\r\n')
  return {
    socket,
    done: done.promise,
    async readAll(): Promise<string> {
      const chunks: Buffer[] = []
      socket.on('data', (chunk: Buffer) => chunks.push(chunk))
      socket.resume()
      if (!socket.readableEnded) await once(socket, 'end')
      const all = Buffer.concat(chunks)
      return all.subarray(all.indexOf('\r\n\r\n') + 4).toString()
    },
  }
}
const files = () => readdirSync(tmpdir()).filter((name) => name.startsWith('mamori-answers-'))
const line = (i: number) => `${JSON.stringify({ row: i, text: 'ä'.repeat(400) })}\n`

describe('AnswerStream', () => {
  test('a client that reads nothing until the end gets everything, and our memory stays bounded', async () => {
    const present = new Set(files())
    const mine = () => files().filter((name) => !present.has(name))
    const rows = 120_000
    const ended = Promise.withResolvers<void>()
    const written = Promise.withResolvers<{ grown: number; files: number }>()
    const asking = await ask(async (answers) => {
      const before = process.memoryUsage()
      let most = 0
      for (let i = 0; i < rows; i += 100) {
        answers.write(Array.from({ length: 100 }, (_, n) => line(i + n)).join(''))
        if (i % 2000 === 0) await new Promise((resolve) => setImmediate(resolve))
        const { arrayBuffers, external } = process.memoryUsage()
        most = Math.max(most, arrayBuffers + external - before.arrayBuffers - before.external)
      }
      written.resolve({ grown: most, files: mine().length })
      await answers.end()
      ended.resolve()
    })
    const { grown, files: kept } = await written.promise
    expect(kept).toBe(1)
    // About 100 MB were written.
    expect(grown).toBeLessThan(40 * 1024 * 1024)
    const text = await asking.readAll()
    await ended.promise
    const wanted = Array.from({ length: rows }, (_, i) => line(i)).join('')
    expect(text.length).toBe(wanted.length)
    expect(hash('sha256', text)).toBe(hash('sha256', wanted))
    await asking.done
    expect(mine()).toEqual([])
  })

  test('a client that reads as it goes needs no file, and one that pauses gets all in order', async () => {
    const asking = await ask(async (answers) => {
      for (let i = 0; i < 20_000; i += 1) {
        answers.write(line(i))
        if (i % 100 === 0) await new Promise((resolve) => setImmediate(resolve))
      }
      await answers.end()
    })
    let seen = 0
    asking.socket.on('data', (chunk: Buffer) => {
      seen += chunk.length
      if (seen % 7 === 0) {
        asking.socket.pause()
        setImmediate(() => asking.socket.resume())
      }
    })
    const text = await asking.readAll()
    expect(hash('sha256', text)).toBe(
      hash('sha256', Array.from({ length: 20_000 }, (_, i) => line(i)).join('')),
    )
  })

  test('a client that goes away leaves no file, and writing on does no harm', async () => {
    const present = new Set(files())
    const gone = Promise.withResolvers<void>()
    const asking = await ask(async (answers) => {
      while (files().every((name) => present.has(name))) answers.write(line(1).repeat(500))
      asking.socket.destroy()
      while (!answers.closed) await new Promise((resolve) => setImmediate(resolve))
      answers.write(line(2))
      await answers.end()
      await answers.end()
      gone.resolve()
    })
    await gone.promise
    expect(files().filter((name) => !present.has(name))).toEqual([])
  })

  test('an answer without a line ends', async () => {
    const asking = await ask((answers) => answers.end())
    expect(await asking.readAll()).toBe('')
  })
})
