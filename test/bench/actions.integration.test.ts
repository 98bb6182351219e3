import { expect, inject, test } from 'vitest'
import { measureActions } from './actions.ts'

test('what people do stays within its budget of the database', async () => {
  const actions = await measureActions(inject('dynamodbEndpoint'))
  const consumedBy = (name: string) => actions.find((action) => action.name === name)?.consumed
  expect(actions).toHaveLength(12)
  for (const { name, consumed } of actions) expect(consumed.calls, name).toBeGreaterThan(0)
  // A vote and the page that thanks for it.
  expect(consumedBy('a family votes')?.writes).toBeLessThanOrEqual(2)
  // Three pages, each of which looks up the reader.
  expect(consumedBy('a family opens its link and the vote')?.calls).toBeLessThanOrEqual(12)
  expect(consumedBy('import it again, unchanged')?.writes).toBeLessThan(5)
  // Each is written, and all are packed at the end.
  expect(consumedBy('import a roster of 400 families')?.writes).toBeLessThan(500)
}, 60_000)
