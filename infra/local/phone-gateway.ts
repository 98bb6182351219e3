import { createHmac } from 'node:crypto'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import * as z from 'zod'
import { sameText } from '../../shared/access/secret.ts'
import { phoneReader } from '../../shared/family/phone.ts'
import { logFault, logLine } from './background.ts'

const TIMEOUT_MS = 15_000
const MOST_BYTES = 64 * 1024
// The documentation of the app advises five minutes against replays.
const MOST_SKEW_SECONDS = 5 * 60

/**
 * A phone with "SMS Gateway for Android": the address of its API, how to sign in there, the key with which it signs what it
 * tells, and the country in which its numbers are read.
 */
export type Phone = { url: string; user: string; password: string; signingKey: string; country: string }

/** The phone, the address of Convite, and the secret that Convite and this gateway show each other. */
export type PhoneGateway = { phone: Phone; convite: string; secret: string }

/** Where the phone posts what it tells. */
export const PHONE_PATH = '/phone'

const Outgoing = z.strictObject({ id: z.string().min(1), to: z.string().min(1), text: z.string().min(1) })

/**
 * Translates between Convite and the phone: `/send` takes texts as `CONVITE_TEXT_GATEWAY` does and hands them to the phone,
 * `/phone` takes the signed events of the phone and hands them to `/api/v1/hooks/texts`. It keeps nothing.
 */
export function createPhoneGateway(setting: PhoneGateway): Hono {
  const app = new Hono()
  app.use(bodyLimit({ maxSize: MOST_BYTES, onError: (c) => c.body(null, 413) }))
  app.post('/send', async (c) => {
    const [, bearer = ''] = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '') ?? []
    if (!sameText(bearer, setting.secret)) return c.body(null, 401)
    const text = Outgoing.safeParse(jsonOf(await c.req.text()))
    return c.body(null, text.success ? await handToPhone(setting.phone, text.data) : 400)
  })
  app.post(PHONE_PATH, async (c) => {
    const body = await c.req.text()
    const signature = c.req.header('x-signature') ?? ''
    const timestamp = c.req.header('x-timestamp') ?? ''
    if (!isSigned(body, { signature, timestamp }, setting.phone.signingKey)) return c.body(null, 401)
    const told = await toldBy(jsonOf(body), setting.phone.country)
    return c.body(null, told ? await handToConvite(setting, told) : 204)
  })
  app.onError((fault, c) => {
    logFault(fault)
    return c.body(null, 503)
  })
  return app
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** How to call the phone's API at a path. */
export function phoneRequest({ url, user, password }: Phone, path: string, body: object): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
}

// The phone knows a text by the id that it was sent under: one that is sent again leaves once.
async function handToPhone(phone: Phone, { id, to, text }: z.infer<typeof Outgoing>) {
  const message = { id, textMessage: { text }, phoneNumbers: [to], withDeliveryReport: true }
  const { ok, status } = await phoneRequest(phone, '/messages', message)
  if (ok || status === 409) return 202
  logLine({ level: 'warn', message: 'the phone took no text', status })
  // It says 400 of a number that is none; anything else may pass.
  return status === 400 ? 422 : 502
}

/** Whether a body is signed with the key: HMAC-SHA256, in hexadecimal, of the body and the timestamp behind it. */
function isSigned(body: string, given: { signature: string; timestamp: string }, key: string): boolean {
  const { signature, timestamp } = given
  const age = Math.abs(Date.now() / 1000 - Number(timestamp))
  if (!/^\d+$/.test(timestamp) || age > MOST_SKEW_SECONDS) return false
  const expected = createHmac('sha256', key)
    .update(body + timestamp)
    .digest('hex')
  return sameText(signature.toLowerCase(), expected)
}

const PhoneEvent = z.object({
  id: z.string().min(1),
  event: z.string(),
  payload: z.object({
    messageId: z.string().default(''),
    message: z.string().optional(),
    phoneNumber: z.string().optional(),
    // Newer versions of the app call the number that a text came from so.
    sender: z.string().optional(),
  }),
})

type Told = { id: string; from: string; text: string } | { id: string; status: 'delivered' | 'failed' }

// A text that came in is known by the id of its event, which is the same for each attempt to tell it: the app makes that of
// the message of its words, and two families may say the same.
async function toldBy(body: unknown, country: string): Promise<Told | undefined> {
  const { data } = PhoneEvent.safeParse(body)
  if (!data) return undefined
  const { id, event, payload } = data
  const { messageId, message: text } = payload
  if (event === 'sms:delivered') return { id: messageId, status: 'delivered' }
  if (event === 'sms:failed') return { id: messageId, status: 'failed' }
  if (event !== 'sms:received' || text === undefined) return undefined
  // A network or a shop writes from a name or a short code, which is nobody's number.
  const from = (await phoneReader())(payload.sender ?? payload.phoneNumber ?? '', country)
  return from ? { id, from, text } : undefined
}

async function handToConvite({ convite, secret }: PhoneGateway, told: Told) {
  const { ok, status } = await fetch(`${convite}/api/v1/hooks/texts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(told),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (ok) return 204
  logLine({ level: 'warn', message: 'Convite took no word of the phone', status })
  // The phone repeats for two days what is not taken; what is invalid never will be.
  return status === 422 ? 204 : 503
}
