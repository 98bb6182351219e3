import { isDeepStrictEqual } from 'node:util'
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb'
import { ON_FREE_PLACE } from './write.ts'

type Put = { TableName: string; Item: { pk: string; sk: string }; ConditionExpression?: string }

/**
 * Whether a put on a free place was refused by itself: it was done, its answer was lost, and the client asked anew. Then
 * exactly what was put lies there. Of a place that was taken before nobody can tell who changed it.
 */
export async function wasOurs(client: DynamoDBDocumentClient, fault: Error, put: Put): Promise<boolean> {
  const { attempts = 1 } = (fault as { $metadata?: { attempts?: number } }).$metadata ?? {}
  if (attempts === 1 || put.ConditionExpression !== ON_FREE_PLACE) return false
  const { TableName, Item } = put
  const Key = { pk: Item.pk, sk: Item.sk }
  const found = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }))
  return isDeepStrictEqual(found.Item, JSON.parse(JSON.stringify(Item)))
}
