import { expect, test } from 'vitest'
import type { Delivery } from '../../../shared/message/message.ts'
import { learn, loadLanguages, translator } from '../../../web/messages/catalogue.ts'
import { en } from '../../../web/messages/school/en.ts'
import { MessagesPage } from '../../../web/school/outbox.tsx'
import { ALL_CARRIERS } from '../../support/context.ts'
import { DEPLOYMENT } from '../../support/puente.ts'

learn(en)
await loadLanguages()

const kept: Delivery = {
  id: 'm',
  kind: 'sign-in',
  channel: 'email',
  to: 'ada@example.org',
  language: 'en',
  fields: { code: '123456', token: 'abc' },
  at: '2027-03-01T15:00:00.000Z',
  state: 'waiting',
  attempts: 0,
  revision: 1,
  expiresAt: 2_000_000_000,
}

async function shown(change: Partial<Delivery>, language: 'en' | 'es' = 'en'): Promise<string> {
  const t = translator(language)
  const page = { path: '/school/outbox', today: '2027-03-01' }
  const reader = { t, language, actor: DEPLOYMENT, ...page, carriers: ALL_CARRIERS }
  const list = {
    summaries: [],
    personal: [{ ...kept, ...change }],
    unsent: { messages: 0, families: 0, why: 'noCarrier' as const },
    unsentBy: [],
    hasOlder: false,
    workshops: new Map(),
    sessions: new Map(),
    now: kept.at,
  }
  const view = { list, wordings: [], only: 'all', by: 'workshop', open: undefined, origin: '' } as const
  const shown = <MessagesPage reader={reader} view={view} />
  return String(await shown.toString()).replace(/<[^>]+>/g, ' ')
}

test('a message that waits says to whom and of which kind; nothing was tried', async () => {
  expect(await shown({})).toMatch(/ada@example\.org\s+Sign-in code · Waiting/)
  expect(await shown({})).not.toMatch(/Tried|Sent/)
})

test('a message that was sent says when', async () => {
  const page = await shown({ state: 'sent', fields: {}, attempts: 1, sentAt: '2027-03-01T15:02:00.000Z' })
  expect(page).toMatch(/Sent · Monday, March 1.*3:02/)
})

test('a message that did not arrive says how often it was tried, and with what answer', async () => {
  expect(await shown({ attempts: 1, failure: 'EAUTH' })).toMatch(
    /Waiting · It did not get through this time\. Tried once; the answer was EAUTH\./,
  )
  const refused = { state: 'failed', attempts: 3, failure: '550' } as const
  expect(await shown(refused)).toMatch(
    /Failed · This address or number does not exist\. Tried 3 times; the last answer was 550\./,
  )
  expect(await shown(refused, 'es')).toContain('Se intentó 3 veces; la última respuesta fue 550.')
})

test('a message that was left out says why', async () => {
  expect(await shown({ state: 'spared', fields: {} })).toContain('Left out: so that not too many texts come')
  expect(await shown({ state: 'call', fields: {} })).toContain('Left out: a person calls instead')
})

test('a message without a carrier waits and says so', async () => {
  const page = await shown({ attempts: 0, failure: 'NO_CARRIER' })
  expect(page).toMatch(/Waiting · No service that could send it is set up\./)
})
