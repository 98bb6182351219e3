import { expect, test } from 'vitest'
import {
  creditedTo,
  DecisionInput,
  publicDecision,
  withConsent,
  withoutFamily,
} from '../../../shared/impact/decision.ts'

const decision = {
  id: 'd',
  said: 'The bus comes too late',
  did: 'It comes at five',
  on: '2027-02-10',
  credits: [
    { family: 'rosa', name: 'Nunez' },
    { family: 'linh', name: 'Tran' },
  ],
  revision: 1,
}

test('the public list names only consenting families, and shows no ids', () => {
  expect(publicDecision(decision).thanks).toEqual([])
  const agreed = withConsent(withConsent(decision, 'rosa', true), 'linh', false)
  expect(publicDecision(agreed)).toEqual({
    id: 'd',
    said: 'The bus comes too late',
    did: 'It comes at five',
    on: '2027-02-10',
    thanks: ['Nunez'],
  })
  expect(publicDecision(withConsent(agreed, 'rosa', false)).thanks).toEqual([])
  expect(withoutFamily(agreed, 'rosa').credits.map(({ family }) => family)).toEqual(['linh'])
})

test('a decision has its day, and tells nothing that is never kept', () => {
  const { id: _, credits: _credits, revision: _revision, ...input } = decision
  expect(DecisionInput.parse(input).families).toEqual([])
  expect(DecisionInput.safeParse({ ...input, on: '10 February' }).success).toBe(false)
  expect(DecisionInput.safeParse({ ...input, said: 'They are undocumented' }).success).toBe(false)
})

test('a merged family is credited once', () => {
  const families = (from: string, to: string) =>
    creditedTo(withConsent(decision, 'rosa', true), { from, to }).credits.map(({ family }) => family)
  expect(families('rosa', 'hodan')).toEqual(['hodan', 'linh'])
  expect(families('rosa', 'linh')).toEqual(['linh'])
  expect(families('nobody', 'hodan')).toEqual(['rosa', 'linh'])
})
