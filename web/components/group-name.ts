import { localText, type MessageKey } from '../messages/catalogue.ts'
import { capital, languageName, languageWithin, listText } from '../messages/format.ts'
import type { Reader } from '../visit.ts'

type Words = Pick<Reader, 't' | 'language' | 'school'>

const KIND_NAMES = {
  language: 'group.kind.language',
  grade: 'group.kind.grade',
  shift: 'group.kind.shift',
  bus: 'group.kind.bus',
  neighborhood: 'group.kind.neighborhood',
  disability: 'group.kind.disability',
} as const satisfies Record<string, MessageKey>

const VALUE_NAMES = {
  shift: 'group.shift',
  bus: 'group.bus',
  neighborhood: 'group.neighborhood',
} as const satisfies Record<string, MessageKey>

const SHIFTS = {
  day: 'group.shift.day',
  evening: 'group.shift.evening',
  night: 'group.shift.night',
} as const satisfies Record<string, MessageKey>

/** Groups (`kind:value`) by their names, as a list that begins a line. */
export function groupNames(reader: Words, groups: readonly string[]): string {
  return capital(groupNamesWithin(reader, groups), reader.language)
}

/** The same within a sentence, where some languages write the names of languages small. */
export function groupNamesWithin(reader: Words, groups: readonly string[]): string {
  const names = groups.map((group) => {
    const spoken = nameGiven(reader, group) ? undefined : /^language:(.+)/.exec(group)?.[1]
    return spoken ? languageWithin(spoken, reader.language) : groupName(reader, group)
  })
  return listText(names, reader.language)
}

/** A group (`kind:value`) by the name that the school gave it, else by a name made of its kind and value. */
export function groupName(reader: Words, group: string): string {
  const { t, language } = reader
  const [kind = '', ...rest] = group.split(':')
  const value = rest.join(':')
  const given = nameGiven(reader, group)
  if (given) return given
  if (kind === 'language') return languageName(value, language)
  if (kind === 'grade') return t('family.grade', { grade: value })
  const builtIn = !nameGiven(reader, kind) && entryOf(VALUE_NAMES, kind)
  if (!builtIn) return t('group.other', { kind: kindName(reader, kind), value: inWords(value) })
  const shift = kind === 'shift' && entryOf(SHIFTS, value)
  return shift ? t(shift) : t(builtIn, { value: inWords(value) })
}

/** A kind of groups by the name that the school gave it, else by a name of ours. */
export function kindName(reader: Words, kind: string): string {
  const builtIn = entryOf(KIND_NAMES, kind)
  return nameGiven(reader, kind) ?? (builtIn ? reader.t(builtIn) : inWords(kind))
}

function nameGiven({ school, language }: Words, key: string): string | undefined {
  const names = entryOf(school?.settings.groupNames ?? {}, key)
  return names && localText(names, language)
}

// Kinds and values are a school's own words: `constructor` may be one of them.
function entryOf<T>(entries: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(entries, key) ? entries[key] : undefined
}

// A key as a person writes it: "eastSide" and "east-side" become "East side".
function inWords(key: string): string {
  const words = key
    .replace(/[-_]+/g, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`)
    .trim()
  const [first = '', ...rest] = words
  return first.toUpperCase() + rest.join('')
}
