/** Where an item lies. */
export type Key = { pk: string; sk: string }

/** What is stored under a key: plain JSON values, `undefined` ones left out. */
export type Item = Key & Record<string, unknown>

/** The key alone, without what else an item holds. */
export function keyOf({ pk, sk }: Key): Key {
  return { pk, sk }
}
