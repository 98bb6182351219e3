import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../../shared/access/context.ts'
import {
  addClosure,
  listClosures,
  removeClosure,
  suggestFor,
} from '../../../shared/calendar/calendar.operations.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { castBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

const SPAN = { from: '2027-03-08', to: '2027-03-21' }
let context: Context
let school: string
let ids: string[]
let workshop: string
beforeEach(async () => {
  context = contextFor(DEPLOYMENT, { table: await freshTable() })
  ;({ school, ids } = await schoolWith(context.table, 3))
  workshop = (await createWorkshop(context, school, READING)).id
})

describe('closures', () => {
  test('are kept by their date, taken out, and none is lost when two are entered at once', async () => {
    await Promise.all([
      addClosure(context, school, { name: 'Spring break', from: '2027-04-05', to: '2027-04-09' }),
      addClosure(context, school, { name: 'Teachers learn', from: '2027-03-12' }),
    ])
    const closures = await listClosures(context, school)
    expect(closures).toMatchObject([
      { name: 'Teachers learn', from: '2027-03-12', to: '2027-03-12' },
      { name: 'Spring break', to: '2027-04-09' },
    ])
    expect(await removeClosure(context, school, closures[0]?.id ?? '')).toMatchObject([
      { name: 'Spring break' },
    ])
  })

  test('are the organizers’ to enter', async () => {
    const helper = { kind: 'member', school, id: 'h', role: 'helper', name: 'Hana' } as const
    const asked = addClosure({ ...context, actor: helper }, school, { name: 'x', from: '2027-03-12' })
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('suggested times', () => {
  test('know the school’s closures, its families’ shifts, and what was liked before', async () => {
    const before = (await createWorkshop(context, school, READING)).id
    const poll = await putPoll(context, before, {
      options: [{ startLocal: '2027-03-03T18:30' }, { startLocal: '2027-03-04T09:00' }],
      closesAt: '2027-03-02T18:00',
    })
    const [evening = '', morning = ''] = poll.options.map(({ id }) => id)
    for (const family of ids)
      await castBallot(context, before, family, { answers: { [evening]: 'yes', [morning]: 'no' } })
    await schedule(context, before, { options: [evening] })
    const groups = ['shift:night', 'language:en']
    await addFamily(context, school, FamilyInput.parse({ caregivers: [{ givenName: 'Noor' }], groups }))
    await addClosure(context, school, { name: 'Teachers learn', from: '2027-03-08', to: '2027-03-12' })
    const times = await suggestFor(context, workshop, SPAN)
    expect(times.filter(({ kind }) => kind === 'evening')[0]?.merits).toContainEqual({
      code: 'liked',
      percent: 100,
    })
    expect(times.filter(({ kind }) => kind === 'morning')[0]?.warnings).toContainEqual({
      code: 'shift',
      shift: 'night',
      families: 1,
    })
    const during = times.filter(({ startLocal }) => startLocal < '2027-03-13')
    for (const { warnings } of during)
      expect(warnings).toContainEqual({ code: 'closure', name: 'Teachers learn' })
  })

  test.each([
    ['that end before they begin', { from: '2027-03-21', to: '2027-03-08' }],
    ['over more than ten weeks', { from: '2027-03-08', to: '2027-06-01' }],
    ['without dates', { from: '', to: '' }],
  ])('%s are refused', async (_, span) => {
    await expect(suggestFor(context, workshop, span)).rejects.toMatchObject({ code: 'invalid-input' })
  })
})
