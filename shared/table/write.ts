import { type Item, type Key, keyOf } from './key.ts'
import { goneMark, marked } from './mark.ts'

/**
 * What must hold for a write to happen: nothing is there, something is there, or the named attributes hold exactly
 * these values (and numbers `below` others are less than these, or missing).
 */
export type Condition =
  | 'absent'
  | 'present'
  | { equals: Record<string, string | number | boolean>; below?: Record<string, number> }

/**
 * A change to the table as a value: a store builds it, an operation commits it. What is `packed` is also kept in the
 * packed copy of its partition (see `packed.ts`), which follows by itself.
 */
export type Write =
  | { put: Item; when?: Condition; packed?: boolean }
  | { remove: Key; when?: Condition; packed?: boolean }
  | { check: Key; when: Condition }
  | { amend: Key; set?: Record<string, unknown>; drop?: readonly string[]; when: Condition }

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
  const equals = Object.entries(condition.equals)
  const below = Object.entries(condition.below ?? {})
  const terms = [
    ...equals.map((_, at) => `#a${at} = :v${at}`),
    ...below.map((_, at) => `(attribute_not_exists(#b${at}) OR #b${at} < :w${at})`),
  ]
  return {
    ConditionExpression: terms.join(' AND '),
    ExpressionAttributeNames: { ...named('#a', equals), ...named('#b', below) },
    ExpressionAttributeValues: { ...valued(':v', equals), ...valued(':w', below) },
  }
}

const named = (sign: string, entries: readonly [string, unknown][]) =>
  Object.fromEntries(entries.map(([name], at) => [sign + at, name]))
const valued = (sign: string, entries: readonly [string, unknown][]) =>
  Object.fromEntries(entries.map(([, value], at) => [sign + at, value]))

/** A write as it is sent: what is packed is marked, and leaves a mark where it is removed. */
export function entriesOf(TableName: string, write: Write) {
  if ('put' in write && write.packed)
    return [transactionEntry(TableName, { ...write, put: marked(write.put) })]
  if ('remove' in write && write.packed)
    return [
      transactionEntry(TableName, write),
      transactionEntry(TableName, { put: goneMark(keyOf(write.remove)) }),
    ]
  return [transactionEntry(TableName, write)]
}

function transactionEntry(TableName: string, write: Write) {
  const expression = {
    TableName,
    ...expressionOf(write.when),
  }
  if ('put' in write) return { Put: { ...expression, Item: write.put } }
  if ('remove' in write) return { Delete: { ...expression, Key: keyOf(write.remove) } }
  if ('amend' in write) return { Update: amendment(expression, write) }
  return {
    ConditionCheck: {
      ...expression,
      Key: keyOf(write.check),
      ConditionExpression: expression.ConditionExpression,
    },
  }
}

type Amendment = Extract<Write, { amend: Key }>

function amendment(
  expression: Expression & { TableName: string },
  { amend, set = {}, drop = [] }: Amendment,
) {
  const sets = Object.entries(set)
  const parts = [
    sets.length > 0 && `SET ${sets.map((_, at) => `#s${at} = :s${at}`).join(', ')}`,
    drop.length > 0 && `REMOVE ${drop.map((_, at) => `#d${at}`).join(', ')}`,
  ]
  return {
    ...expression,
    Key: keyOf(amend),
    UpdateExpression: parts.filter(Boolean).join(' '),
    ExpressionAttributeNames: {
      ...expression.ExpressionAttributeNames,
      ...named('#s', sets),
      ...Object.fromEntries(drop.map((name, at) => [`#d${at}`, name])),
    },
    ...((sets.length > 0 || expression.ExpressionAttributeValues) && {
      ExpressionAttributeValues: {
        ...expression.ExpressionAttributeValues,
        ...valued(':s', sets),
      },
    }),
  }
}
