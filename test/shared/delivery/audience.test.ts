import { describe, expect, test } from 'vitest'
import type { SentChannel } from '../../../shared/access/context.ts'
import { familiesReached, waitingIn } from '../../../shared/delivery/audience.ts'
import type { Recipient, Way } from '../../../shared/family/recipient.ts'
import { ALL_CARRIERS } from '../../support/context.ts'

type Channel = Way['channel']

const person = (...channels: Channel[]): Recipient => ({
  ...{ caregiver: 'c', name: 'Rosa', language: 'es' },
  ways: channels.map((channel) => ({ channel, to: channel })),
})

/** Families whose people have these ways, and how they hear of news where these services are set up. */
function reached(families: Channel[][][], carriers: readonly SentChannel[]) {
  const told = families.map((people, place) => ({
    family: String(place),
    people: people.map((ways) => person(...ways)),
  }))
  const { ways, waiting } = familiesReached(told, carriers)
  return { ...ways, waits: waitingIn({ waiting }) }
}

// Somebody for each order of ways.
const SCHOOL: Channel[][][] = [
  [['sms']],
  [['sms', 'email']],
  [['sms', 'phone']],
  [['email']],
  [['phone']],
  [['paper']],
  [[]],
]

describe('families hear of news', () => {
  test('over their first way, where a service is set up for every channel', () => {
    expect(reached(SCHOOL, ALL_CARRIERS)).toEqual({ sms: 3, email: 1, call: 2, paper: 1, waits: 0 })
  })

  test('by e-mail or a call in place of a text, where only e-mail is set up; others wait', () => {
    expect(reached(SCHOOL, ['email'])).toEqual({ sms: 0, email: 2, call: 3, paper: 1, waits: 1 })
  })

  test('only from people, where no service is set up: every message waits', () => {
    expect(reached(SCHOOL, [])).toEqual({ sms: 0, email: 0, call: 2, paper: 1, waits: 4 })
  })

  test('once, from whoever of the family hears first', () => {
    expect(reached([[['sms'], ['email']]], ['email'])).toMatchObject({ email: 1, waits: 0 })
    expect(reached([[['sms'], ['phone']]], ['email'])).toMatchObject({ call: 1, waits: 0 })
    expect(reached([[['phone'], ['email']]], ['email'])).toMatchObject({ email: 1, call: 0 })
  })
})
