import { expect, test } from 'vitest'
import type { Conversation } from '../../../shared/outreach/conversation.ts'
import { openingOf } from '../../../shared/outreach/opening.ts'

const at = '2027-02-01T15:00:00.000Z'
const noted = (purpose: Conversation['purpose'], note: string): Conversation => ({
  ...{ id: note, family: 'f', kind: 'doorway', purpose, outcome: 'messageLeft', note, by: 'Sam', at },
  ...{ revision: 1, expiresAt: 0 },
})
const nothing = { strengths: undefined, visits: undefined, conversations: [], heard: undefined }
const came = { family: 'f', sessions: [{ id: 's', at }], revision: 1 }
const voted = { kind: 'voted', at } as const

test('a family’s own words come first, then what somebody saw, when it came, and when it was heard from', () => {
  const strengths = { makes: { text: 'Tamales', hosts: false } }
  const all = { strengths, visits: came, conversations: [noted('celebrate', 'She sings')], heard: voted }
  expect(openingOf(all)).toEqual({ kind: 'said', text: 'Tamales' })
  expect(openingOf({ ...all, strengths: undefined })).toEqual({ kind: 'seen', text: 'She sings', by: 'Sam' })
  expect(openingOf({ ...nothing, visits: came, heard: voted })).toEqual({ kind: 'came', at })
  expect(openingOf({ ...nothing, heard: voted })).toEqual({ kind: 'heard', heard: voted })
  expect(openingOf(nothing)).toEqual({ kind: 'ask' })
})

test('a concern is nothing good to begin with', () => {
  expect(openingOf({ ...nothing, conversations: [noted('concern', 'Often late')] })).toEqual({ kind: 'ask' })
})
