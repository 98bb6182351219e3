import { Channel, type Child } from '../family/family.ts'
import type { ReadPhone } from '../family/phone.ts'

/** Why a row was rejected, or read with a doubt. */
export type RemarkReason =
  | 'age-band'
  | 'agent-unknown'
  | 'channel'
  | 'column-count'
  | 'column-refused'
  | 'duplicate'
  | 'email'
  | 'encoding-windows-1252'
  | 'families-overlap'
  | 'family-large'
  | 'family-removed'
  | 'family-departed'
  | 'grade-missing'
  | 'group'
  | 'language-unreadable'
  | 'missing'
  | 'no-caregiver'
  | 'phone'
  | 'relative-untied'
  | 'role-missing'
  | 'status-unknown'
  | 'too-long'

/** What is to be said about a row: why it was rejected, or what was left out of it. */
export type Remark = { file: string; line: number; field: string; reason: RemarkReason }

/** A caregiver as a roster has them. */
export type RosterCaregiver = {
  sourceId: string
  givenName: string
  familyName: string
  channels: Channel[]
  writtenLanguage?: string
  spokenLanguage?: string
}

/** A family as a roster has it; `sourceIds` are by what it is known again at the next import. */
export type RosterFamily = {
  sourceIds: string[]
  name: string
  writtenLanguage: string
  spokenLanguage: string
  caregivers: RosterCaregiver[]
  children: Child[]
  groups: string[]
}

/** What a file says: its families, whom it removes, and what was wrong with it. */
export type Roster = { families: RosterFamily[]; removed: string[]; rejected: Remark[]; warnings: Remark[] }

/** What the school adds to what a file leaves open. */
export type RosterDefaults = { country: string; defaultLanguage: string; readPhone: ReadPhone }

/** A language tag in its usual spelling (`es_mx` → `es-MX`), or undefined if it is none that we can read. */
export function languageOf(typed: string): string | undefined {
  if (!languages.has(typed)) {
    if (languages.size >= MAX_LANGUAGES) languages.clear()
    languages.set(typed, canonicalLanguage(typed))
  }
  return languages.get(typed)
}

// A district names its few languages some ten thousand times.
const MAX_LANGUAGES = 1000
const languages = new Map<string, string | undefined>()

function canonicalLanguage(typed: string): string | undefined {
  try {
    const [tag] = Intl.getCanonicalLocales(typed.trim().replaceAll('_', '-'))
    return tag && /^(?=.{2,35}$)[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag) ? tag : undefined
  } catch {
    return undefined
  }
}

/** The channel with the address as we keep it, or undefined where the address is none; blank ones are undefined too. */
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

/** The words without their repetitions, in the order of their first. */
export function unique(words: readonly string[]): string[] {
  return [...new Set(words)]
}
