import { Agent, type IncomingHttpHeaders, request } from 'node:http'

/** A response of any status, its body as text. */
export type HttpResponse = { status: number; headers: IncomingHttpHeaders; text: string }

/** A request: a body with its type, a cookie, a bearer token. */
export type Asked = { method?: string; body?: string; type?: string; cookie?: string; bearer?: string }

/** Sends many requests to one server over few connections; follows no redirect, since a vote is acknowledged by one. */
export type Caller = { ask(path: string, asked?: Asked): Promise<HttpResponse>; end(): void }

/** A caller of the server at an address; `connections` limits its concurrent requests. */
export function callerOf(address: string, connections: number): Caller {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const { origin } = new URL(address)
  const ask = (path: string, { method = 'GET', body, type, cookie, bearer }: Asked = {}) =>
    new Promise<HttpResponse>((done, fail) => {
      const headers = {
        origin,
        ...(type && { 'content-type': type }),
        ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
        ...(cookie && { cookie }),
        ...(bearer && { authorization: `Bearer ${bearer}` }),
      }
      const call = request(origin + path, { agent, method, headers }, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part) => parts.push(part))
        answer.on('error', fail)
        answer.on('end', () =>
          done({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(parts).toString(),
          }),
        )
      })
      call.on('error', fail)
      call.end(body)
    })
  return { ask, end: () => agent.destroy() }
}
