import { beforeEach, expect, test } from 'vitest'
import type { Actor } from '../../../shared/access/actor.ts'
import { deleteFamily } from '../../../shared/household/departure.operations.ts'
import {
  consentToCredit,
  dropDecision,
  listCredits,
  listDecisions,
  recordDecision,
} from '../../../shared/impact/decision.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

let table: Awaited<ReturnType<typeof freshTable>>
let school: string
let rosa: string
let linh: string
const as = (actor: Actor) => contextFor(actor, { table })
const family = (id: string): Actor => ({ kind: 'family', school, family: id })

beforeEach(async () => {
  table = await freshTable()
  const made = await schoolWith(table, 2)
  school = made.school
  ;[rosa = '', linh = ''] = made.ids
})

test('a family is thanked by name once it agrees, and no more once it is gone', async () => {
  const input = {
    said: 'The bus comes too late',
    did: 'It comes at five',
    on: '2027-02-10',
    families: [rosa],
  }
  await expect(recordDecision(as(family(rosa)), school, input)).rejects.toMatchObject({ code: 'forbidden' })
  const { id } = await recordDecision(as(DEPLOYMENT), school, input)
  expect((await listDecisions(as({ kind: 'public' }), school))[0]?.thanks).toEqual([])
  expect(await listCredits(as(family(linh)), school, linh)).toEqual([])
  expect(await listCredits(as(family(rosa)), school, rosa)).toHaveLength(1)
  await expect(consentToCredit(as(family(linh)), school, linh, { id, consent: true })).rejects.toMatchObject({
    code: 'not-found',
  })
  await consentToCredit(as(family(rosa)), school, rosa, { id, consent: true })
  expect((await listDecisions(as({ kind: 'public' }), school))[0]?.thanks).toEqual(['Parent 0'])
  await deleteFamily(as(family(rosa)), school, rosa)
  expect((await listDecisions(as({ kind: 'public' }), school))[0]?.thanks).toEqual([])
  await dropDecision(as(DEPLOYMENT), school, id)
  expect(await listDecisions(as({ kind: 'public' }), school)).toEqual([])
})

test('a family of no roster cannot be credited', async () => {
  const input = { said: 'a', did: 'b', on: '2027-02-10', families: ['nobody'] }
  await expect(recordDecision(as(DEPLOYMENT), school, input)).rejects.toMatchObject({ code: 'not-found' })
})
