import { once } from 'node:events'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTimeoutServer } from '../../../infra/local/timeout-server.ts'

const app = new Hono()
app.get('/', (c) => c.text('here'))
app.post('/', async (c) => c.text(String((await c.req.text()).length)))
// A client whose body was cut off gets no response.
app.onError((_, c) => c.text('', 400))
const server = createTimeoutServer(getRequestListener(app.fetch), {
  headersTimeout: 2_000,
  requestTimeout: 3_000,
  connectionsCheckingInterval: 50,
})
let port = 0
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** Opens connections that begin a request and never end it; `trickle` says one sign more each time. */
function slow(count: number, head: string): Socket[] {
  return Array.from({ length: count }, () => {
    const socket = connect(port, '127.0.0.1')
    socket.write(head)
    const trickle = setInterval(() => socket.writable && socket.write('x'), 40)
    socket.on('error', () => undefined)
    socket.once('close', () => clearInterval(trickle))
    return socket
  })
}

test.each([
  ['heads', 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '],
  ['bodies', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n'],
])('fifty connections whose %s come a sign at a time hold nobody up, and are ended', async (_, head) => {
  const sockets = slow(50, head)
  const ends = sockets.map((socket) => text(socket).catch(() => ''))
  const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`http://127.0.0.1:${port}/`)))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  for (const end of await Promise.all(ends)) expect(end).toMatch(/^(HTTP\/1\.1 408 |$)/)
})
