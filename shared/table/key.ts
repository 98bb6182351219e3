/** Where an item lies. */
export type Key = { pk: string; sk: string }

// Amazon DynamoDB Developer Guide, "Quotas": bytes of a partition and of a sort key.
const MOST_BYTES = { pk: 2048, sk: 1024 }

/** Whether anything can lie there: what somebody makes up may be longer than any key, and has no item. */
export function canLie({ pk, sk }: Key): boolean {
  return Buffer.byteLength(pk) <= MOST_BYTES.pk && Buffer.byteLength(sk) <= MOST_BYTES.sk
}

/** What is stored under a key: plain JSON values, `undefined` ones left out. */
export type Item = Key & Record<string, unknown>

/** The key alone, without what else an item holds. */
export function keyOf({ pk, sk }: Key): Key {
  return { pk, sk }
}
