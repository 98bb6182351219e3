import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb'
import { clientOf } from '../../functions/wire.ts'
import { STREAM, tableDefinition } from '../../shared/table/definition.ts'

/**
 * Creates the table if it is missing, and waits until it is active. `stream: false` turns its stream off: the embedded
 * engine keeps the old image of each write forever, and writes get slower.
 */
export async function ensureTable(
  tableName: string,
  endpoint: string | undefined,
  { stream }: { stream?: boolean } = {},
): Promise<void> {
  const client = new DynamoDBClient(
    clientOf({ ...process.env, ...(endpoint && { DYNAMODB_ENDPOINT: endpoint }) }),
  )
  try {
    const definition = { ...tableDefinition(tableName), ...(stream && { StreamSpecification: STREAM }) }
    const table = await activeTable(client, definition)
    await addIndexes(client, table, definition)
    if (stream === false && table.StreamSpecification?.StreamEnabled) await endStream(client, tableName)
  } finally {
    client.destroy()
  }
}

async function activeTable(
  client: DynamoDBClient,
  definition: CreateTableCommandInput,
): Promise<TableDescription> {
  for (;;) {
    const table = (await findTable(client, definition)) ?? (await createTable(client, definition))
    if (table?.TableStatus === 'ACTIVE') return table
    await new Promise((done) => setTimeout(done, 100))
  }
}

async function findTable(
  client: DynamoDBClient,
  { TableName }: CreateTableCommandInput,
): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table
  } catch (fault) {
    if (fault instanceof ResourceNotFoundException) return undefined
    throw fault
  }
}

async function createTable(
  client: DynamoDBClient,
  definition: CreateTableCommandInput,
): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new CreateTableCommand(definition))).TableDescription
  } catch (fault) {
    if (fault instanceof ResourceInUseException) return undefined
    throw fault
  }
}

// A table that was created before an index existed gets it, with its existing items.
async function addIndexes(
  client: DynamoDBClient,
  table: TableDescription,
  { TableName, AttributeDefinitions, GlobalSecondaryIndexes = [] }: CreateTableCommandInput,
): Promise<void> {
  const known = new Set(table.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName))
  for (const Create of GlobalSecondaryIndexes.filter(({ IndexName }) => !known.has(IndexName))) {
    await client.send(
      new UpdateTableCommand({ TableName, AttributeDefinitions, GlobalSecondaryIndexUpdates: [{ Create }] }),
    )
  }
}

async function endStream(client: DynamoDBClient, TableName: string): Promise<void> {
  await client.send(new UpdateTableCommand({ TableName, StreamSpecification: { StreamEnabled: false } }))
}
