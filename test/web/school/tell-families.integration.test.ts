import { expect, test } from 'vitest'
import type { SentChannel } from '../../../shared/access/context.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { ALL_CARRIERS } from '../../support/context.ts'
import { hiddenFields, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

const POLL = { 'options.0.startLocal': '2027-03-23T18:00', closesAt: '2027-03-16T18:00' }
const WAYS = [
  { kind: 'sms', address: '+16175550123' },
  { kind: 'email', address: 'rosa@example.org' },
  { kind: 'phone', address: '+16175550124' },
  { kind: 'paper' },
]

/** The pages before and after four families, one of each way, are asked where these services are set up. */
async function askedWith(carriers: readonly SentChannel[]) {
  const { context, school, member } = await schoolSite(undefined, { carriers })
  for (const channel of WAYS) {
    const caregivers = [{ givenName: channel.kind, channels: [channel] }]
    await addFamily(context, school.id, FamilyInput.parse({ writtenLanguage: 'es', caregivers }))
  }
  const { id } = await createWorkshop(context, school.id, READING)
  const dana = await member()
  const before = await dana.post(schoolRoutes.poll(id), POLL)
  const { to } = await dana.post(schoolRoutes.poll(id), hiddenFields(before.page))
  const after = await dana.get(to ?? '')
  const results = await dana.get(schoolRoutes.results(id))
  return { before: wordsOf(before.page), after: wordsOf(after.page), results: wordsOf(results.page) }
}

const wordsOf = (page: string) =>
  page
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

test('with a service for every channel, two get a message, and two hear from a person', async () => {
  const { before, after, results } = await askedWith(ALL_CARRIERS)
  expect(before).toContain('4 families hear of it in 1 language.')
  expect(before).toContain('2 families get a message')
  expect(before).toContain('2 families hear when you call or print a letter.')
  expect(before).toContain('Ask 4 families')
  expect(before).not.toMatch(/\bwaits?\b/)
  expect(after).toContain('No message has left yet.')
  expect(after).not.toMatch(/\bwait:/)
  expect(results).toContain('Invites 4 families')
})

test('without a text service, the page says before and after that texts wait, and what to do instead', async () => {
  const { before, after, results } = await askedWith(['email'])
  expect(before).toContain('3 families hear of it, out of 4.')
  expect(before).toContain('1 family gets a message')
  expect(before).toContain(
    '1 family waits until a text service is set up. Until then, call them or print their letters.',
  )
  expect(before).toContain('Text, waiting')
  expect(before).toContain('Ask 3 families')
  expect(after).toContain('leaves')
  expect(after).toContain('Texts wait: no text service is set up.')
  expect(results).toContain('3 families hear of it, out of 4. 1 family gets a message')
  expect(results).toContain('1 family waits until a text service is set up.')
})

test('without any service, no page says that a message leaves', async () => {
  const { before, after, results } = await askedWith([])
  expect(before).toContain('2 families hear of it, out of 4.')
  expect(before).not.toContain('get a message')
  expect(before).toContain('2 families wait until an e-mail or text service is set up.')
  expect(before).toContain('Ask 2 families')
  expect(before).toContain('You can stop it until Monday, March 1 at 10:05 AM.')
  expect(before).not.toContain('It leaves')
  expect(after).toContain('no message has left. Families who open their page can see it.')
  expect(after).toContain('Messages wait: no e-mail or text service is set up.')
  expect(after).not.toContain(': leaves')
  expect(results).toContain(
    '2 families hear of it, out of 4. 2 families hear when you call or print a letter.',
  )
  expect(results).toContain('2 families wait until an e-mail or text service is set up.')
})
