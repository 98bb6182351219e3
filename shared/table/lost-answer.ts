import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { WHERE_ABSENT } from './write.ts'

type Put = { TableName: string; Item: { pk: string; sk: string }; ConditionExpression?: string }

/**
 * Whether a conditional put failed because of itself: it was done, its answer was lost, and the client retried. The stored
 * item then equals the one that was put. A put that replaces an item cannot be recognized that way.
 */
export async function wasWrittenByUs(
  client: DynamoDBDocumentClient,
  fault: Error,
  put: Put,
): Promise<boolean> {
  const { attempts = 1 } = (fault as { $metadata?: { attempts?: number } }).$metadata ?? {}
  if (attempts === 1 || put.ConditionExpression !== WHERE_ABSENT) return false
  const { TableName, Item } = put
  // Every function that writes may query; some may not get single items.
  const { Items: [found] = [] } = await client.send(
    new QueryCommand({
      TableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk = :sk',
      ExpressionAttributeValues: { ':pk': Item.pk, ':sk': Item.sk },
    }),
  )
  // It is rarely needed, and the module takes 3 ms of a cold start.
  const { isDeepStrictEqual } = await import('node:util')
  return isDeepStrictEqual(found, JSON.parse(JSON.stringify(Item)))
}
