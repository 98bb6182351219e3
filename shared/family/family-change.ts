import { changeOf, type Family } from './family.ts'

/**
 * A change to this family by whoever was shown all of it: what is stored already passes, also where a check of today would
 * refuse it, so that an old grade or address never stops the change of another field.
 */
export function changeTo(family: Family) {
  const stored = storedTexts(family)
  return changeOf((text) => stored.has(text))
}

/** The texts of a family that people edit. */
export function storedTexts({ name, writtenLanguage, spokenLanguage, caregivers, children, groups }: Family) {
  const texts = [
    ...[name, writtenLanguage, spokenLanguage, ...groups],
    ...caregivers.flatMap((one) => [
      ...[one.givenName, one.familyName, one.writtenLanguage, one.spokenLanguage],
      ...one.channels.map(({ address }) => address),
    ]),
    ...children.flatMap((child) => ('grade' in child ? [child.grade] : [])),
  ]
  return new Set(texts.filter((text) => text !== undefined && text !== ''))
}
