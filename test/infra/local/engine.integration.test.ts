import { randomUUID } from 'node:crypto'
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { expect, inject, test } from 'vitest'
import { clientOf } from '../../../functions/wire.ts'
import { ensureTable } from '../../../infra/local/engine-table.ts'
import { tableDefinition } from '../../../shared/table/definition.ts'
import { openTable } from '../../../shared/table/table.ts'

test('a table from before an index existed gets it, with its existing items', async () => {
  const endpoint = inject('dynamodbEndpoint')
  const name = `test-${randomUUID()}`
  const { GlobalSecondaryIndexes: _, AttributeDefinitions = [], ...before } = tableDefinition(name)
  const client = new DynamoDBClient(clientOf({ DYNAMODB_ENDPOINT: endpoint }))
  const keys = AttributeDefinitions.filter(({ AttributeName = '' }) => /^[ps]k$/.test(AttributeName))
  await client.send(new CreateTableCommand({ ...before, AttributeDefinitions: keys }))
  const table = openTable(name, clientOf({ DYNAMODB_ENDPOINT: endpoint }))
  await table.commit({ put: { pk: 'p', sk: 's', duePk: 'DUE#0', dueSk: '2027' } })
  await expect(table.due('DUE#0', '2028', 10)).rejects.toThrow()
  await ensureTable(name, endpoint)
  await expect.poll(() => table.due('DUE#0', '2028', 10)).toEqual([{ pk: 'p', sk: 's' }])
  // A second run changes nothing.
  await ensureTable(name, endpoint)
  expect(await table.due('DUE#0', '2026', 10)).toEqual([])
})
