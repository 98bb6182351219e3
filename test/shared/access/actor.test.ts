import { expect, test } from 'vitest'
import {
  type Actor,
  mustActFor,
  mustOrganize,
  mustPrepare,
  organizes,
  publicScope,
  scopeOf,
} from '../../../shared/access/actor.ts'
import { Refusal } from '../../../shared/access/refusal.ts'

const organizer: Actor = { kind: 'member', school: 's1', id: 'm1', role: 'organizer', name: 'Dana' }
const helper: Actor = { ...organizer, role: 'helper' }
const leader: Actor = { ...organizer, role: 'parentLeader' }
const family: Actor = { kind: 'family', school: 's1', family: 'f1' }
const key: Actor = { kind: 'apiKey', school: 's1', id: 'k1' }
const deployment: Actor = { kind: 'deployment' }
const nobody: Actor = { kind: 'public' }

/** The code of the refusal, or undefined if the act is allowed. */
function refusalOf(work: () => unknown): string | undefined {
  try {
    work()
    return undefined
  } catch (fault) {
    return fault instanceof Refusal ? fault.code : 'fault'
  }
}

test.each([organizer, helper, leader, family, key])(
  '$kind reaches its own school and finds no other',
  (actor) => {
    expect(scopeOf(actor, 's1')).toBe('s1')
    expect(refusalOf(() => scopeOf(actor, 's2'))).toBe('not-found')
  },
)

test('the deployment reaches every school, the public none', () => {
  expect(scopeOf(deployment, 's2')).toBe('s2')
  expect(refusalOf(() => scopeOf(nobody, 's1'))).toBe('sign-in-needed')
  expect(refusalOf(() => scopeOf(deployment, ''))).toBe('not-found')
  expect(refusalOf(() => publicScope(''))).toBe('not-found')
})

test.each([
  [organizer, true, true],
  [key, true, true],
  [deployment, true, true],
  [helper, false, true],
  [leader, false, false],
  [family, false, false],
  [nobody, false, false],
])('who may plan and who may prepare: %o', (actor, plans, prepares) => {
  expect(organizes(actor)).toBe(plans)
  expect(refusalOf(() => mustOrganize(actor)) === undefined).toBe(plans)
  expect(refusalOf(() => mustPrepare(actor)) === undefined).toBe(prepares)
})

test('a family acts for itself, organizers for any family, helpers for none', () => {
  expect(refusalOf(() => mustActFor(family, 'f1'))).toBeUndefined()
  expect(refusalOf(() => mustActFor(family, 'f2'))).toBe('not-found')
  expect(refusalOf(() => mustActFor(organizer, 'f2'))).toBeUndefined()
  expect(refusalOf(() => mustActFor(helper, 'f1'))).toBe('forbidden')
})
