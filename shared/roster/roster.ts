import { Channel, type Child } from '../family/family.ts'
import type { ReadPhone } from '../family/phone.ts'
import { languageTag } from '../school/language-tag.ts'

/** Why a row was rejected or read with a warning. */
export type RemarkReason =
  | 'age-band'
  | 'agent-unknown'
  | 'channel'
  | 'column-count'
  | 'column-refused'
  | 'column-repeated'
  | 'date'
  | 'date-future'
  | 'duplicate'
  | 'email'
  | 'encoding-windows-1252'
  | 'family-large'
  | 'family-removed'
  | 'family-departed'
  | 'grade'
  | 'grade-missing'
  | 'grade-unknown'
  | 'group'
  | 'language-unreadable'
  | 'missing'
  | 'no-caregiver'
  | 'phone'
  | 'relative-untied'
  | 'role-missing'
  | 'sign'
  | 'state'
  | 'status-unknown'
  | 'too-long'
  | 'uncollected'
  | 'would-join'
  | 'would-part'

/** A remark on a row: why it was rejected, or which part of it was ignored. */
export type Remark = { file: string; line: number; field: string; reason: RemarkReason }

/** A caregiver in a roster. */
export type RosterCaregiver = {
  sourceId: string
  givenName: string
  familyName: string
  channels: Channel[]
  writtenLanguage?: string
  spokenLanguage?: string
}

/** A family in a roster; the next import recognizes it by its `sourceIds`. */
export type RosterFamily = {
  sourceIds: string[]
  name: string
  writtenLanguage: string
  spokenLanguage: string
  caregivers: RosterCaregiver[]
  children: Child[]
  groups: string[]
}

/** How a file ties people together: the column that does, the line of each source id, and the tied pairs. */
export type RosterTies = {
  file: string
  field: string
  lines: ReadonlyMap<string, number>
  tied: ReadonlyMap<string, ReadonlySet<string>>
}

/** A parsed file: its families, the source ids that it removes, and remarks on its rows. */
export type Roster = {
  families: RosterFamily[]
  ties: RosterTies
  removed: string[]
  rejected: Remark[]
  warnings: Remark[]
}

/** The school's defaults for what a file does not specify. */
export type RosterDefaults = { country: string; defaultLanguage: string; readPhone: ReadPhone }

/** A language tag in canonical form (`es_mx` → `es-MX`), or undefined if it is not a valid tag. */
export function languageOf(typed: string): string | undefined {
  if (!languages.has(typed)) {
    if (languages.size >= MAX_LANGUAGES) languages.clear()
    languages.set(typed, canonicalLanguage(typed))
  }
  return languages.get(typed)
}

// A district's file repeats few languages some ten thousand times.
const MAX_LANGUAGES = 1000
const languages = new Map<string, string | undefined>()

function canonicalLanguage(typed: string): string | undefined {
  try {
    const [tag] = Intl.getCanonicalLocales(typed.trim().replaceAll('_', '-'))
    return languageTag().safeParse(tag).data
  } catch {
    return undefined
  }
}

/** The channel with its normalized address, or undefined if the address is blank or invalid. */
export function channelOf(
  kind: 'sms' | 'phone' | 'email',
  typed: string,
  { country, readPhone }: Pick<RosterDefaults, 'country' | 'readPhone'>,
): Channel | undefined {
  if (!typed) return undefined
  const address = kind === 'email' ? typed : readPhone(typed, country)
  const read = Channel.safeParse({ kind, address })
  return read.success ? read.data : undefined
}

/** The words without duplicates, in order of first occurrence. */
export function unique(words: readonly string[]): string[] {
  return [...new Set(words)]
}
