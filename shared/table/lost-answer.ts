import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb'
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
  // Whoever writes has the right to query; to get single items some have not.
  const { Items: [found] = [] } = await client.send(
    new QueryCommand({
      TableName,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk = :sk',
      ExpressionAttributeValues: { ':pk': Item.pk, ':sk': Item.sk },
    }),
  )
  // It is seldom asked, and the module takes 3 ms of a cold start.
  const { isDeepStrictEqual } = await import('node:util')
  return isDeepStrictEqual(found, JSON.parse(JSON.stringify(Item)))
}
