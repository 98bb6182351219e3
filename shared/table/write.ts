import { type AnyKey, type Item, type Key, keyOf, type PackedItem, type PackedKey } from './key.ts'
import { removalMarker, withMarker } from './pending-marker.ts'

/**
 * What must hold for a write to happen: nothing is there, something is there, or the named attributes hold exactly
 * these values (and numbers `below` others are less than these, or missing).
 */
export type Condition =
  | 'absent'
  | 'present'
  | { equals: Record<string, string | number | boolean>; below?: Record<string, number> }

/**
 * A write of an item that a packed copy also holds (see `shared/packed`): it comes with a pending marker, by which the
 * copy catches up. `putPacked` and `removePacked` build it.
 */
export type PackedWrite =
  | { put: PackedItem; when?: Condition; packed: true }
  | { remove: PackedKey; when?: Condition; packed: true }

/** A change to the table as a value: a store builds it, an operation commits it. */
export type Write =
  | { put: Item; when?: Condition; packed?: never }
  | { remove: Key; when?: Condition; packed?: never }
  | PackedWrite
  | { check: AnyKey; when: Condition }
  | { amend: Key; set?: Record<string, unknown>; drop?: readonly string[]; when: Condition }

/** The condition of a put that must not replace an item. */
export const WHERE_ABSENT = 'attribute_not_exists(pk)'

type Expression = {
  ConditionExpression?: string
  ExpressionAttributeNames?: Record<string, string>
  ExpressionAttributeValues?: Record<string, unknown>
}

function expressionOf(condition: Condition | undefined): Expression {
  if (condition === undefined) return {}
  if (condition === 'absent') return { ConditionExpression: WHERE_ABSENT }
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

/** A write as DynamoDB takes it. A packed one puts its item with a marker, or leaves a marker where it removes. */
export function entriesOf(TableName: string, write: Write) {
  if (!isPacked(write)) return [transactionEntry(TableName, write)]
  if ('put' in write)
    return [
      transactionEntry(TableName, { put: withMarker(write.put), ...(write.when && { when: write.when }) }),
    ]
  return [
    transactionEntry(TableName, write),
    transactionEntry(TableName, { put: removalMarker(write.remove) }),
  ]
}

/** Whether a packed copy also holds what is written. */
export function isPacked(write: Write): write is PackedWrite {
  return 'packed' in write && write.packed === true
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
