import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { mockClient } from 'aws-sdk-client-mock'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { LAMBDA, queueEvent, unsentInvitations, workerEnvironment } from '../../support/worker.ts'

const mail = mockClient(SESv2Client)
let handler: typeof import('../../../functions/sender/handler.ts').handler
let unsent: Awaited<ReturnType<typeof unsentInvitations>>
beforeAll(async () => {
  unsent = await unsentInvitations(['ada', 'ben', 'cam', 'dee'])
  for (const [name, value] of Object.entries(workerEnvironment(unsent.tableName))) vi.stubEnv(name, value)
  handler = (await import('../../../functions/sender/handler.ts')).handler
})
beforeEach(() => mail.reset())

const sentTo = () =>
  mail.commandCalls(SendEmailCommand).flatMap(({ args }) => args[0].input.Destination?.ToAddresses ?? [])
const messageTo = async (name: string) => (await unsent.outbox()).find(({ to }) => to.startsWith(name))
const place = (name: string) => unsent.places.find(({ to }) => to.startsWith(name))?.place

test('a poisoned message is reported as failed, and the others of its batch are sent', async () => {
  mail.on(SendEmailCommand).resolves({})
  const event = queueEvent({
    good: place('ada'),
    poisoned: 'no place at all',
    wrong: { pk: 'x', sk: 'y', z: 1 },
  })
  const { batchItemFailures } = await handler(event, LAMBDA)
  expect(batchItemFailures).toEqual([{ itemIdentifier: 'poisoned' }, { itemIdentifier: 'wrong' }])
  expect(sentTo()).toEqual(['ada@example.org'])
  const [
    {
      args: [sent],
    } = { args: [] },
  ] = mail.commandCalls(SendEmailCommand)
  expect(sent?.input).toMatchObject({
    FromEmailAddress: '"Puente Elementary" <convite@example.org>',
    Content: { Simple: { Subject: { Data: 'You are invited to plan with families' } } },
  })
  expect(sent?.input.Content?.Simple?.Headers).toContainEqual({
    Name: 'Auto-Submitted',
    Value: 'auto-generated',
  })
  expect(JSON.stringify(sent?.input)).toContain('https://convite.example.org/sign-in/link/')
})

test('a message that the queue delivers twice is sent once', async () => {
  mail.on(SendEmailCommand).resolves({})
  await handler(queueEvent({ one: place('ben') }), LAMBDA)
  await handler(queueEvent({ two: place('ben'), three: place('ada') }), LAMBDA)
  expect(sentTo()).toEqual(['ben@example.org'])
})

test('a throttled message is left to the scheduler, a rejected one has failed', async () => {
  mail
    .on(SendEmailCommand)
    .rejects(Object.assign(new Error('slow down'), { name: 'TooManyRequestsException' }))
  expect(await handler(queueEvent({ one: place('cam') }), LAMBDA)).toEqual({ batchItemFailures: [] })
  expect(await messageTo('cam')).toMatchObject({ state: 'waiting', failure: 'TooManyRequestsException' })
  mail
    .on(SendEmailCommand)
    .rejects(Object.assign(new Error('Email address is not verified. x'), { name: 'MessageRejected' }))
  await handler(queueEvent({ unconfirmed: place('cam') }), LAMBDA)
  expect(await messageTo('cam')).toMatchObject({ state: 'waiting', failure: 'MessageRejected' })
  mail.on(SendEmailCommand).rejects(Object.assign(new Error('bad'), { name: 'MessageRejected' }))
  await handler(queueEvent({ two: place('cam') }), LAMBDA)
  expect(await messageTo('cam')).toMatchObject({ state: 'failed', failure: 'MessageRejected' })
})

test('the log contains codes, and neither addresses nor texts', async () => {
  const written: string[] = []
  const log = vi.spyOn(process.stdout, 'write').mockImplementation((line) => written.push(String(line)) > 0)
  const errors = vi
    .spyOn(process.stderr, 'write')
    .mockImplementation((line) => written.push(String(line)) > 0)
  const fault = Object.assign(new Error('dee@example.org'), { name: 'TooManyRequestsException' })
  mail.on(SendEmailCommand).rejects(fault)
  await handler(queueEvent({ one: place('dee'), poisoned: 'dee@example.org' }), LAMBDA)
  log.mockRestore()
  errors.mockRestore()
  const lines = written.join('')
  expect(lines).toContain('"outcome":"postponed","failure":"TooManyRequestsException"')
  expect(lines).toContain('"id":"poisoned"')
  expect(lines).not.toMatch(/example\.org|sign-in|dee/)
})
