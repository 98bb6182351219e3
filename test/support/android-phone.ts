import { createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

type SentText = { id: string; textMessage: { text: string }; phoneNumbers: string[] }
type Webhook = { id: string; url: string; event: string }

/** A fault of the phone, in place of taking a text. */
export type PhoneFault = { status: number } | undefined

/**
 * A phone with "SMS Gateway for Android" in its local mode, as its documentation describes it: basic authentication,
 * `/messages`, `/webhooks`, and events that it posts signed to the webhooks that it was asked for.
 */
export async function startAndroidPhone({ password, signingKey }: { password: string; signingKey: string }) {
  const texts: SentText[] = []
  const webhooks = new Map<string, Webhook>()
  let fault: PhoneFault
  const take: Record<string, (body: never) => number> = {
    '/messages': (text: SentText) => {
      if (fault) return fault.status
      if (!texts.some(({ id }) => id === text.id)) texts.push(text)
      return 202
    },
    '/webhooks': (webhook: Webhook) => {
      webhooks.set(webhook.id, webhook)
      return 201
    },
  }
  const credentials = `Basic ${Buffer.from(`sms:${password}`).toString('base64')}`
  const server = createServer(async (incoming, outgoing) => {
    const body = await bodyOf(incoming)
    const isIn = incoming.headers.authorization === credentials
    outgoing.writeHead(isIn ? (take[incoming.url ?? '']?.(body as never) ?? 404) : 401).end()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  /** Posts an event to its webhook, signed now or at another time, and gives the status of the answer. */
  const tell = async (
    event: string,
    payload: object,
    { id = `event-${Math.random()}`, key = signingKey, seconds = Math.floor(Date.now() / 1000) } = {},
  ) => {
    const url = [...webhooks.values()].find((one) => one.event === event)?.url ?? ''
    const body = JSON.stringify({ deviceId: 'phone', event, id, payload, webhookId: 'w' })
    const signature = createHmac('sha256', key).update(`${body}${seconds}`).digest('hex')
    const headers = {
      ...{ 'content-type': 'application/json', 'x-signature': signature, 'x-timestamp': String(seconds) },
    }
    return (await fetch(url, { method: 'POST', headers, body })).status
  }
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    ...{ texts, webhooks, tell },
    fail: (next: PhoneFault) => {
      fault = next
    },
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

async function bodyOf(incoming: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part)
  return JSON.parse(Buffer.concat(parts).toString())
}
