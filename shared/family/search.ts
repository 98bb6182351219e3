import type { Family } from './family.ts'

/**
 * Normalizes text for search: removes case, accents and width in any script.
 * Vietnamese đ has no Unicode decomposition and is replaced explicitly.
 */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd')
}

/** Whether the names of the family and its caregivers contain every search word. */
export function matches(family: Pick<Family, 'name' | 'caregivers'>, text: string): boolean {
  const people = family.caregivers.flatMap(({ givenName, familyName }) => [givenName, familyName])
  // Names are also joined without a space, as in Chinese.
  const joined = family.caregivers.flatMap((one) => [
    one.familyName + one.givenName,
    one.givenName + one.familyName,
  ])
  const names = folded([family.name, ...people, ...joined].join(' '))
  return folded(text)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => names.includes(word))
}
