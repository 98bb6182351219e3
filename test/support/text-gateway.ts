import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a gateway for texts was sent: the header that authorizes it, and the body. */
export type GatewayRequest = { authorization: string; body: { id: string; to: string; text: string } }

/** A local HTTP gateway that keeps what it receives; `answers` gives the status of each request. */
export async function startTextGateway(
  answers: (request: GatewayRequest) => number | Promise<number> = () => 200,
) {
  const requests: GatewayRequest[] = []
  const server = createServer(async (incoming, outgoing) => {
    const parts: Buffer[] = []
    for await (const part of incoming) parts.push(part)
    const request = {
      authorization: incoming.headers.authorization ?? '',
      body: JSON.parse(Buffer.concat(parts).toString()),
    }
    requests.push(request)
    const status = await answers(request)
    outgoing.writeHead(status, status === 307 ? { location: 'http://127.0.0.1:1/' } : {}).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/send`,
    requests,
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
