// `npm run phone`: a gateway between Convite and a phone with "SMS Gateway for Android".
import { getRequestListener } from '@hono/node-server'
import { mustEncrypt } from '../../functions/open-address.ts'
import {
  addressOf,
  type Environment,
  hostOf,
  isLoopback,
  portOf,
  WrongVariable,
} from '../../functions/variables.ts'
import { createPhoneGateway, PHONE_PATH, type PhoneGateway, phoneRequest } from './phone-gateway.ts'
import { createTimeoutServer } from './timeout-server.ts'

const EVENTS = ['sms:received', 'sms:delivered', 'sms:failed']

/** What the program is started with: the gateway, the address at which the phone reaches it, and its port. */
export type PhoneProgram = { gateway: PhoneGateway; hook: string; port: number }

/** Reads the variables of `npm run phone`. Throws WrongVariable for one that is missing or wrong, without a secret in it. */
export function phoneProgramOf(environment: Environment): PhoneProgram {
  const needed = (name: string, what: string) => {
    const value = environment[name]
    if (value) return value
    throw new WrongVariable(`${name} must be ${what}.`)
  }
  const hook = addressOf(
    'CONVITE_PHONE_HOOK',
    environment.CONVITE_PHONE_HOOK,
    `https://convite.example.org${PHONE_PATH}`,
  )
  // The app calls encrypted addresses only, and its own machine.
  if (hook.protocol !== 'https:' && !isLoopback(hook.hostname))
    throw new WrongVariable(
      'CONVITE_PHONE_HOOK must begin with https://, as the phone calls no other address.',
    )
  const port = portOf('CONVITE_PHONE_PORT', environment.CONVITE_PHONE_PORT, 3001)
  const phone = {
    url: encryptedOrNear(environment, 'CONVITE_PHONE', 'http://192.168.1.20:8080'),
    user: environment.CONVITE_PHONE_USER || 'sms',
    password: needed('CONVITE_PHONE_PASSWORD', 'the password that the app shows under its local server'),
    signingKey: needed('CONVITE_PHONE_KEY', 'the signing key that the app shows under Settings, Webhooks'),
    country: environment.CONVITE_PHONE_COUNTRY || 'US',
  }
  const secret = needed('CONVITE_TEXT_SECRET', 'the secret with which Convite was started')
  const local = { CONVITE_ADDRESS: 'http://localhost:3000', ...environment }
  const convite = encryptedOrNear(local, 'CONVITE_ADDRESS', 'http://localhost:3000')
  return { gateway: { phone, convite, secret }, hook: hook.href, port }
}

// Passwords and families' numbers go over the open internet encrypted only.
function encryptedOrNear(environment: Environment, name: string, example: string): string {
  const url = addressOf(name, environment[name], example)
  mustEncrypt(name, url)
  return url.href.replace(/\/$/, '')
}

/** Asks the phone to tell what comes in and what became of texts; asking again changes nothing. */
export async function askPhoneToTell({ gateway: { phone }, hook }: PhoneProgram): Promise<void> {
  for (const event of EVENTS) {
    const id = `convite-${event.replace(':', '-')}`
    const { ok, status } = await phoneRequest(phone, '/webhooks', { id, url: hook, event })
    if (!ok) throw new WrongVariable(`The phone of CONVITE_PHONE answered ${status} to a webhook.`)
  }
}

async function main(): Promise<void> {
  const host = hostOf(process.env)
  const program = phoneProgramOf(process.env)
  await askPhoneToTell(program).catch((fault) => {
    throw fault instanceof WrongVariable
      ? fault
      : new WrongVariable('The phone of CONVITE_PHONE does not answer: is its local server online?')
  })
  const { fetch: answer } = createPhoneGateway(program.gateway)
  const server = createTimeoutServer(getRequestListener((request) => answer(request)))
  server.listen(program.port, host, () => {
    const { port } = server.address() as { port: number } // it listens on a port
    console.log(`The phone is connected: CONVITE_TEXT_GATEWAY=http://localhost:${port}/send`)
  })
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.on(signal, () => {
      server.close(() => process.exit(0))
      server.closeIdleConnections()
    })
}

if (import.meta.main) {
  main().catch((fault) => {
    console.error(fault instanceof WrongVariable ? fault.message : fault)
    process.exit(1)
  })
}
