import type { Family } from './family.ts'

/**
 * Text as it is compared in a search: without case, accents and width, whatever the script.
 * Vietnamese đ is a letter of its own and has no decomposition, so that it is named here.
 */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd')
}

/** Whether every word searched for begins or stands in a name of the family or of its caregivers. */
export function matches(family: Pick<Family, 'name' | 'caregivers'>, text: string): boolean {
  const people = family.caregivers.flatMap(({ givenName, familyName }) => [givenName, familyName])
  // Names are also joined without a space, as Chinese ones are written.
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
