import { afterAll, beforeAll, expect, test } from 'vitest'
import { startAmazonTexts } from '../../support/amazon-texts.ts'
import { askApi, type RunningServer, startServer } from '../../support/server.ts'
import { type GatewayRequest, startTextGateway } from '../../support/text-gateway.ts'

// By day: at night families' messages are delayed to the morning.
const CONVITE_NOW = '2027-03-01T15:00:00Z'
const SECRET = 'a-secret-of-the-gateway'
const NUMBER = '+16175550123'

let gateway: Awaited<ReturnType<typeof startTextGateway>>
let server: RunningServer
let school: string
let answers: (request: GatewayRequest) => number | Promise<number> = () => 200

beforeAll(async () => {
  gateway = await startTextGateway((request) => answers(request))
  server = await startServer({
    CONVITE_NOW,
    CONVITE_TEXT_GATEWAY: gateway.url,
    CONVITE_TEXT_SECRET: SECRET,
  })
  school = await schoolOn(server)
})
afterAll(async () => {
  await server?.remove()
  await gateway?.stop()
})

/** A school with one family, which is told by text. */
async function schoolOn(server: RunningServer): Promise<string> {
  const settings = { timeZone: 'America/New_York', languages: ['en', 'es'], defaultLanguage: 'en' }
  const { id } = await askApi(server, 'POST', '/schools', { name: 'Puente', ...settings })
  await askApi(server, 'POST', `/schools/${id}/families`, {
    caregivers: [{ givenName: 'Rosa', channels: [{ kind: 'sms', address: NUMBER }] }],
  })
  return id
}

/** Asks all families for their times in a new vote. */
async function ask(on = server, of = school) {
  const workshop = await askApi(on, 'POST', `/schools/${of}/workshops`, {
    title: { en: 'Reading' },
    purpose: 'learning',
    audience: ['parents'],
    durationMinutes: 60,
    presentationLanguage: 'en',
  })
  await askApi(on, 'PUT', `/workshops/${workshop.id}/poll`, {
    options: [{ start: '2027-03-23T22:00:00Z' }, { start: '2027-03-24T22:00:00Z' }],
    closesAt: '2027-03-16T22:00:00Z',
  })
  return `/workshops/${workshop.id}/poll`
}

async function tell(body: object) {
  const headers = { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' }
  const request = { method: 'POST', headers, body: JSON.stringify(body) }
  return (await fetch(`${server.baseUrl}/api/v1/hooks/texts`, request)).status
}

const states = async () => {
  const { items } = await askApi(server, 'GET', `/schools/${school}/outbox`)
  return items.map(({ state }: { state: string }) => state)
}

test('a vote that opens is texted over the gateway, which tells that it arrived before its own answer did', async () => {
  const told: Promise<number>[] = []
  answers = ({ body }) => {
    told.push(tell({ id: body.id, status: 'delivered' }))
    return 200
  }
  await ask()
  await expect.poll(() => gateway.requests.length, { timeout: 10_000 }).toBe(1)
  const [request] = gateway.requests
  expect(request?.authorization).toBe(`Bearer ${SECRET}`)
  expect(request?.body).toMatchObject({ to: NUMBER, text: expect.stringMatching(/^Puente: /) })
  await expect.poll(states, { timeout: 10_000 }).toEqual(['delivered'])
  expect(await Promise.all(told)).toEqual([202])
})

test('a family answers with the numbers of its text, and reads within two seconds what was recorded', async () => {
  answers = () => 200
  const before = gateway.requests.length
  const poll = await ask()
  await expect.poll(() => gateway.requests.length, { timeout: 10_000 }).toBe(before + 1)
  expect(gateway.requests.at(-1)?.body.text).toMatch(
    /^Puente: Reading\. When can you come\?\n1 Tue, Mar 23, 6 PM\n2 Wed, Mar 24, 6 PM\n/,
  )
  const began = performance.now()
  expect(await tell({ id: 'vote-1', from: NUMBER, text: '2 1?' })).toBe(202)
  await expect.poll(() => gateway.requests.length, { timeout: 10_000 }).toBe(before + 2)
  expect(performance.now() - began).toBeLessThan(2_000)
  expect(gateway.requests.at(-1)?.body.text).toMatch(
    /^Puente: Thank you\. Yes: Wed, Mar 24, 6 PM\. If needed: Tue, Mar 23, 6 PM\. /,
  )
  expect(await askApi(server, 'GET', poll)).toMatchObject({
    options: [
      { yes: 0, ifNeeded: 1 },
      { yes: 1, ifNeeded: 0 },
    ],
  })
  expect(await tell({ id: 'vote-1', from: NUMBER, text: '0' })).toBe(202)
  expect((await askApi(server, 'GET', poll)).options[1]).toMatchObject({ yes: 1 })
})

test('a STOP that the gateway hands over is confirmed over it, and no further text leaves', async () => {
  answers = () => 200
  const before = gateway.requests.length
  expect(await tell({ id: 'in-1', from: NUMBER, text: 'stop' })).toBe(202)
  await expect.poll(() => gateway.requests.length, { timeout: 10_000 }).toBe(before + 1)
  expect(gateway.requests.at(-1)?.body.text).toMatch(/^Puente: .*START/)
  await ask()
  await expect.poll(states, { timeout: 10_000 }).toContain('leftOut')
  expect(gateway.requests).toHaveLength(before + 1)
})

test('with CONVITE_TEXTS_FROM texts leave over Amazon, with the credentials and the region of the environment', async () => {
  const amazon = await startAmazonTexts()
  const own = await startServer({
    CONVITE_NOW,
    CONVITE_ORIGIN: 'https://convite.example.org',
    CONVITE_TEXTS_FROM: '+18335550100',
    AWS_REGION: 'us-east-2',
    AWS_ACCESS_KEY_ID: 'key',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: amazon.url,
  })
  try {
    await ask(own, await schoolOn(own))
    await expect
      .poll(() => amazon.texts, { timeout: 10_000 })
      .toMatchObject([
        {
          DestinationPhoneNumber: NUMBER,
          OriginationIdentity: '+18335550100',
          MessageBody: expect.stringMatching(
            /\n1 Tue, Mar 23, 6 PM\n.*https:\/\/convite\.example\.org\/f\//s,
          ),
        },
      ])
  } finally {
    await own.remove()
    await amazon.stop()
  }
})

test.each([
  [{ CONVITE_TEXTS_FROM: 'our number' }, 'CONVITE_TEXTS_FROM must be a number'],
  [
    { CONVITE_TEXTS_FROM: '+18335550100' },
    'Texts of CONVITE_TEXTS_FROM leave this machine: set CONVITE_ORIGIN',
  ],
])('a start with %j ends with a sentence', async (variables, said) => {
  await expect(startServer(variables)).rejects.toThrow(said)
})
