/** Where an item lies. */
export type Key = { pk: string; sk: string }

/** What is stored under a key: plain JSON values, `undefined` ones left out. */
export type Item = Key & Record<string, unknown>

/**
 * What must hold for a write to happen:
 * nothing is there, something is there, or the named attributes hold exactly these values.
 */
export type Condition = 'absent' | 'present' | { equals: Record<string, string | number | boolean> }

/** A change to the table as a value: a store builds it, an operation commits it. */
export type Write =
  | { put: Item; when?: Condition }
  | { remove: Key; when?: Condition }
  | { check: Key; when: Condition }

/** What a put asks that has to find its place free. */
export const ON_FREE_PLACE = 'attribute_not_exists(pk)'

type Expression = {
  ConditionExpression?: string
  ExpressionAttributeNames?: Record<string, string>
  ExpressionAttributeValues?: Record<string, unknown>
}

function expressionOf(condition: Condition | undefined): Expression {
  if (condition === undefined) return {}
  if (condition === 'absent') return { ConditionExpression: ON_FREE_PLACE }
  if (condition === 'present') return { ConditionExpression: 'attribute_exists(pk)' }
  const entries = Object.entries(condition.equals)
  return {
    ConditionExpression: entries.map((_, place) => `#a${place} = :v${place}`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(entries.map(([name], place) => [`#a${place}`, name])),
    ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], place) => [`:v${place}`, value])),
  }
}

/** The write as an entry of TransactWriteItems. */
export function transactionEntry(TableName: string, write: Write) {
  const expression = {
    TableName,
    ...expressionOf(write.when),
  }
  if ('put' in write) return { Put: { ...expression, Item: write.put } }
  if ('remove' in write) return { Delete: { ...expression, Key: keyOf(write.remove) } }
  return {
    ConditionCheck: {
      ...expression,
      Key: keyOf(write.check),
      ConditionExpression: expression.ConditionExpression,
    },
  }
}

/** The key alone, without what else an item holds. */
export function keyOf({ pk, sk }: Key): Key {
  return { pk, sk }
}
