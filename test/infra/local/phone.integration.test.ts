import { spawn } from 'node:child_process'
import { expect, test } from 'vitest'
import { phoneProgramOf } from '../../../infra/local/phone.ts'
import { startAndroidPhone } from '../../support/android-phone.ts'
import { HAS_SIGNALS } from '../../support/server.ts'

const VARIABLES = {
  CONVITE_PHONE: 'http://192.168.1.20:8080/',
  CONVITE_PHONE_PASSWORD: 'password-of-the-phone',
  CONVITE_PHONE_KEY: 'key-of-the-phone',
  CONVITE_PHONE_HOOK: 'https://convite.example.org/phone',
  CONVITE_TEXT_SECRET: 'a-secret',
}

test('the variables say where the phone and Convite are, and who may ask what', () => {
  const { CONVITE_PHONE_PASSWORD: password, CONVITE_PHONE_KEY: signingKey } = VARIABLES
  const phone = { url: 'http://192.168.1.20:8080', user: 'sms', password, signingKey, country: 'US' }
  const gateway = { phone, convite: 'http://localhost:3000', secret: 'a-secret' }
  expect(phoneProgramOf(VARIABLES)).toEqual({
    gateway,
    hook: 'https://convite.example.org/phone',
    port: 3001,
  })
})

test.each([
  ['CONVITE_PHONE', undefined],
  ['CONVITE_PHONE', 'sms:secret@192.168.1.20'],
  ['CONVITE_PHONE', 'http://sms:secret@192.168.1.20'],
  ['CONVITE_PHONE', 'http://phone.example.org'],
  ['CONVITE_PHONE_PASSWORD', ''],
  ['CONVITE_PHONE_KEY', ''],
  ['CONVITE_PHONE_HOOK', undefined],
  ['CONVITE_PHONE_HOOK', 'http://192.168.1.9:3001/phone'],
  ['CONVITE_PHONE_PORT', 'secret'],
  ['CONVITE_ADDRESS', 'http://convite.example.org'],
  ['CONVITE_TEXT_SECRET', ''],
])('%s as %s is refused in one sentence', (name, value) => {
  expect(() => phoneProgramOf({ ...VARIABLES, [name]: value })).toThrow(
    new RegExp(`^${name} (?!.*secret@)[^\\n]*\\.$`),
  )
})

/** Runs `npm run phone` until it has said a line, and gives what it said. */
async function said(variables: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ['infra/local/phone.ts'], {
    env: { ...process.env, ...VARIABLES, CONVITE_PHONE_PORT: '0', ...variables },
  })
  const ended = new Promise((done) => child.once('exit', done))
  const line = await new Promise<string>((done) => {
    for (const stream of [child.stdout, child.stderr]) stream.once('data', (part) => done(String(part)))
  })
  child.kill()
  const code = await ended
  if (line.startsWith('The phone is connected') && HAS_SIGNALS) expect(code).toBe(0)
  return line
}

test('the program asks the phone to tell, and says what Convite is to be started with', async () => {
  const phone = await startAndroidPhone({ password: 'password-of-the-phone', signingKey: 'k' })
  expect(await said({ CONVITE_PHONE: phone.url })).toMatch(
    /^The phone is connected: CONVITE_TEXT_GATEWAY=http:\/\/localhost:\d+\/send\n$/,
  )
  expect([...phone.webhooks.values()].map(({ event, url }) => [event, url])).toEqual(
    ['sms:received', 'sms:delivered', 'sms:failed'].map((event) => [event, VARIABLES.CONVITE_PHONE_HOOK]),
  )
  expect(await said({ CONVITE_PHONE: phone.url, CONVITE_PHONE_PASSWORD: 'another' })).toBe(
    'The phone of CONVITE_PHONE answered 401 to a webhook.\n',
  )
  await phone.stop()
  expect(await said({ CONVITE_PHONE: phone.url })).toMatch(/does not answer: is its local server online\?\n$/)
})
