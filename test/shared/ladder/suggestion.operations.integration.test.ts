import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../shared/access/actor.ts'
import { answerInvitation, invite } from '../../../shared/ladder/ladder.operations.ts'
import { InvitationInput } from '../../../shared/ladder/ladder.ts'
import { suggestLeaders } from '../../../shared/ladder/suggestion.operations.ts'
import { saveStrengths } from '../../../shared/outreach/outreach.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

let table: Awaited<ReturnType<typeof freshTable>>
let school: string
let rosa: string
let linh: string
const as = (actor: Actor) => contextFor(actor, { table })
const family = (id: string): Actor => ({ kind: 'family', school, family: id })
const dana = (): Actor => ({ kind: 'member', school, id: 'dana', role: 'organizer', name: 'Dana' })
const input = InvitationInput.parse({
  step: 'teaching',
  strength: 'You sing',
  role: 'Lead the songs',
  time: 'Thursday at six',
  support: ['childcare'],
  coLead: 'Ms. Ortiz',
})

beforeEach(async () => {
  table = await freshTable()
  const made = await schoolWith(table, 2)
  school = made.school
  ;[rosa = '', linh = ''] = made.ids
})

test('families to invite are found by strength, those free then first, each with its reasons', async () => {
  for (const id of [rosa, linh])
    await saveStrengths(as(family(id)), school, id, { knows: { text: 'Songs', hosts: false } })
  const { id } = await createWorkshop(as(DEPLOYMENT), school, READING)
  const poll = await putPoll(as(DEPLOYMENT), id, {
    options: [{ startLocal: '2027-03-10T18:00' }, { startLocal: '2027-03-11T09:00' }],
    closesAt: '2027-03-08T09:00',
  })
  const [evening = '', morning = ''] = poll.options.map((option) => option.id)
  await castBallot(as(family(linh)), id, linh, { answers: { [evening]: 'ifNeeded', [morning]: 'no' } })
  const found = await suggestLeaders(as(dana()), school, { words: 'songs', when: 'evening' })
  expect(found.map((one) => [one.family.id, one.couldCome, one.strengths[0]?.text])).toEqual([
    [linh, true, 'Songs'],
    [rosa, false, 'Songs'],
  ])
  const { id: asked } = await invite(as(dana()), school, linh, input)
  await answerInvitation(as(family(linh)), school, linh, { id: asked, answer: 'never' })
  const left = await suggestLeaders(as(dana()), school, { words: 'songs', when: 'morning' })
  expect(left.map((one) => [one.family.id, one.couldCome])).toEqual([[rosa, false]])
})
