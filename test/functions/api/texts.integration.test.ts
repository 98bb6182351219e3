import { expect, test } from 'vitest'
import { createApi } from '../../../functions/api/app.ts'
import { listOutbox } from '../../../shared/delivery/message.operations.ts'
import { keepTextName } from '../../../shared/delivery/text-status.operations.ts'
import { getContact } from '../../../shared/family/contact.store.ts'
import { workHere } from '../../support/background-jobs.ts'
import { ALL_CARRIERS } from '../../support/context.ts'
import { mustBeDescribed } from '../../support/described.ts'
import { LATER, notifyingSchool, type SentMessage } from '../../support/notifying-school.ts'
import { pictureStorage } from '../../support/picture-storage.ts'

const NUMBER = '+16175550123'
const SECRET = 'a-secret-of-the-gateway'
const PATH = '/hooks/texts'

/** A school that invited a family by text over a gateway, and the address that the gateway calls. */
async function invited(...more: { kind: 'sms' | 'email'; address: string }[]) {
  const { family, workshop, poll, workOff, table, context, school } = await notifyingSchool()
  const sent: { id: string; message: SentMessage }[] = []
  const sms = async (message: SentMessage) => {
    const id = await keepTextName(context, message)
    sent.push({ id, message })
    return id
  }
  await family('Rosa', { kind: 'sms', address: NUMBER }, ...more)
  await poll(await workshop())
  await workOff(LATER, { sms })
  const services = {
    ...context,
    cookieKey: 'k',
    jobs: workHere(context),
    pictures: pictureStorage(),
    carriers: ALL_CARRIERS,
  }
  const over =
    (app: ReturnType<typeof createApi>) =>
    async (body: unknown, secret = SECRET) => {
      const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
      const request = {
        method: 'POST',
        headers,
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }
      const response = await app.request(`http://localhost/api/v1${PATH}`, request)
      const text = await response.text()
      mustBeDescribed('POST', PATH, response, text)
      return { status: response.status, body: text && JSON.parse(text) }
    }
  const state = async () => (await listOutbox(context, school)).find(({ kind }) => kind === 'notices')?.state
  return {
    ...{ table, sent, state, context, school, workOff, sms },
    say: over(createApi({ ...services, textSecret: SECRET })),
    sayWithout: over(createApi(services)),
  }
}

test('a text that came in is accepted, and its STOP ends texts', async () => {
  const { say, table } = await invited()
  const text = { id: 'in-1', from: NUMBER, text: 'ALTO', receivedAt: '2027-03-01T10:00:00-05:00' }
  expect(await say(text)).toEqual({ status: 202, body: '' })
  expect(await getContact(table, { channel: 'sms', to: NUMBER })).toMatchObject({ state: 'stopped' })
})

test('the same id again is accepted and changes nothing, whatever it says', async () => {
  const { say, table, context, school } = await invited()
  await say({ id: 'in-1', from: NUMBER, text: 'STOP' })
  await say({ id: 'in-2', from: NUMBER, text: 'START' })
  expect((await say({ id: 'in-1', from: NUMBER, text: 'STOP' })).status).toBe(202)
  expect(await getContact(table, { channel: 'sms', to: NUMBER })).toMatchObject({ state: 'open' })
  const answers = (await listOutbox(context, school)).filter(({ kind }) => kind === 'answer')
  expect(answers).toHaveLength(2)
})

test('only the gateway is heard, and only where there is one', async () => {
  const { say, sayWithout, table } = await invited()
  const text = { id: 'in-1', from: NUMBER, text: 'STOP' }
  expect((await say(text, 'another')).status).toBe(401)
  expect((await say(text, '')).status).toBe(401)
  expect((await sayWithout(text)).status).toBe(404)
  expect(await getContact(table, { channel: 'sms', to: NUMBER })).toBeUndefined()
})

test('the call is described beside the others', async () => {
  const { context } = await invited()
  const services = {
    ...context,
    cookieKey: 'k',
    jobs: workHere(context),
    pictures: pictureStorage(),
    carriers: ALL_CARRIERS,
  }
  const response = await createApi(services).request('http://localhost/api/v1/openapi.json')
  const { paths } = (await response.json()) as { paths: Record<string, { post?: object }> }
  expect(paths[PATH]?.post).toMatchObject({ responses: { 202: {}, 401: {}, 422: {} } })
})

test('the secret of the gateway opens nothing else', async () => {
  const { context } = await invited()
  const services = {
    ...context,
    cookieKey: 'k',
    jobs: workHere(context),
    pictures: pictureStorage(),
    carriers: ALL_CARRIERS,
  }
  const app = createApi({ ...services, textSecret: SECRET })
  const headers = { authorization: `Bearer ${SECRET}` }
  expect((await app.request('http://localhost/api/v1/schools', { headers })).status).toBe(401)
  expect((await app.request(`http://localhost/api/v1${PATH}`, { headers })).status).toBe(404)
})

test.each([
  [{ id: 'x' }, '/from'],
  [{ id: 'x', from: NUMBER }, '/text'],
  [{ from: NUMBER, text: '1' }, '/id'],
  [{ id: '', from: NUMBER, text: '1' }, '/id'],
  [{ id: 'x', from: '617 555 0123', text: '1' }, '/from'],
  [{ id: 'x', from: NUMBER, text: '1', to: '+1617' }, '/to'],
  [{ id: 'x', from: NUMBER, text: '1', receivedAt: 'today' }, '/receivedAt'],
  [{ id: 'x', status: 'read' }, '/status'],
  [{ id: 'x', status: 'failed', text: '1' }, '/text'],
  ['{', ''],
])('%j is refused with a pointer to the field', async (body, pointer) => {
  const { say } = await invited()
  const answer = await say(body)
  expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, pointer])
})

test('a text from a number that nobody has, or of ten thousand signs, is accepted and answered by nothing', async () => {
  const { say, context, school } = await invited()
  expect((await say({ id: 'in-1', from: '+16175550999', text: '1 2' })).status).toBe(202)
  expect((await say({ id: 'in-2', from: '+16175550999', text: '🎉'.repeat(10_000) })).status).toBe(202)
  expect((await listOutbox(context, school)).filter(({ kind }) => kind === 'answer')).toEqual([])
})

test('a text that the gateway delivered is delivered', async () => {
  const { say, sent, state } = await invited()
  const status = { id: sent[0]?.id, status: 'delivered' }
  expect(await say(status)).toEqual({ status: 202, body: '' })
  expect((await say(status)).status).toBe(202)
  expect(await state()).toBe('delivered')
  expect((await say({ id: 'no-text-of-ours', status: 'failed' })).status).toBe(202)
  expect(await state()).toBe('delivered')
})

test('a text that failed goes on by the next way, and not to the same number again', async () => {
  const { say, sent, state, workOff, sms, table } = await invited({ kind: 'sms', address: '+16175550124' })
  expect((await say({ id: sent[0]?.id, status: 'failed' })).status).toBe(202)
  expect(await state()).toBe('waiting')
  await workOff('2027-03-01T15:04:00.000Z', { sms })
  expect(sent.map(({ message }) => message.to)).toEqual([NUMBER, '+16175550124'])
  await say({ id: sent[1]?.id, status: 'failed' })
  expect(await state()).toBe('call')
  expect(await getContact(table, { channel: 'sms', to: NUMBER })).toBeUndefined()
})
