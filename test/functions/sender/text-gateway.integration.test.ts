import { afterEach, expect, test } from 'vitest'
import { gatewaySend } from '../../../functions/sender/text-gateway.ts'
import { placeOfMessage, Undeliverable } from '../../../shared/delivery/message.operations.ts'
import { getTextName } from '../../../shared/message/text-name.store.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { NOTICE_MESSAGE } from '../../support/notice-message.ts'
import { DEPLOYMENT } from '../../support/puente.ts'
import { startTextGateway } from '../../support/text-gateway.ts'

let stop = async () => {}
afterEach(() => stop())

/** A gateway that answers with a status, and what sends through it. */
async function sendingTo(...statuses: number[]) {
  const gateway = await startTextGateway(() => statuses.shift() ?? 200)
  stop = gateway.stop
  const table = await freshTable()
  const services = contextFor(DEPLOYMENT, { table })
  const setting = { url: gateway.url, secret: 'a-secret', origin: 'https://convite.example.org' }
  return { ...gateway, table, send: gatewaySend(setting, services) }
}

test('a text is posted with an id, its number and its words, and the secret as a bearer token', async () => {
  const { send, requests, table } = await sendingTo(202)
  const id = (await send(NOTICE_MESSAGE)) ?? ''
  expect(requests).toEqual([
    {
      authorization: 'Bearer a-secret',
      body: { id, to: '+16175550123', text: expect.stringMatching(/^Puente Elementary: Leer en casa/) },
    },
  ])
  expect(id).toMatch(/^\w{20}$/)
  const { notices, at } = NOTICE_MESSAGE
  expect(await getTextName(table, id)).toMatchObject({
    message: placeOfMessage(notices?.school ?? '', { id: 'c1', at }),
  })
})

test('the number is stored as a hash alone', async () => {
  const { send, table } = await sendingTo()
  await send(NOTICE_MESSAGE)
  expect(JSON.stringify((await table.scan()).items)).not.toContain('6175550123')
})

test('an attempt after another has the same id, and a text to another number another one', async () => {
  const { send, requests } = await sendingTo(500)
  await expect(send(NOTICE_MESSAGE)).rejects.toMatchObject({ code: 'GATEWAY_500' })
  await send(NOTICE_MESSAGE)
  await send({ ...NOTICE_MESSAGE, to: '+16175550124' })
  const [first, second, other] = requests.map(({ body }) => body.id)
  expect(second).toBe(first)
  expect(other).not.toBe(first)
})

test('the reply to an incoming text is sent too, and nothing is kept of it', async () => {
  const { send, requests, table } = await sendingTo()
  const { notices: _, topics: _of, school: _at, token: _link, ...rest } = NOTICE_MESSAGE
  await send({ ...rest, kind: 'answer', fields: { answer: 'stopped', school: 'Puente' } })
  expect(requests[0]?.body.text).toMatch(/^Puente: ya no le enviamos/)
  expect((await table.scan()).items).toEqual([])
})

test.each([400, 401, 404, 429, 503])('a gateway that answers %i is tried again later', async (status) => {
  const { send } = await sendingTo(status)
  await expect(send(NOTICE_MESSAGE)).rejects.not.toBeInstanceOf(Undeliverable)
})

test('a number that it refuses with 422 is not tried again', async () => {
  const { send } = await sendingTo(422)
  await expect(send(NOTICE_MESSAGE)).rejects.toEqual(new Undeliverable('INVALID_NUMBER'))
})

test('a redirect is not followed with the secret', async () => {
  const { send, requests } = await sendingTo(307)
  await expect(send(NOTICE_MESSAGE)).rejects.not.toBeInstanceOf(Undeliverable)
  expect(requests).toHaveLength(1)
})
