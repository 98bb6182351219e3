import type { Caregiver, Family } from './family.ts'
import type { Heard } from './heard.ts'
import type { Way } from './recipient.ts'
import { folded } from './search.ts'

/** By what a family wishes to be reached first; `none` where it gave nothing. */
export type ReachBy = Way['channel'] | 'none'

/** A family as the school's list shows and searches it. */
export type Listed = {
  id: string
  name: string
  caregivers: readonly Pick<Caregiver, 'givenName' | 'familyName'>[]
  language: string
  groups: readonly string[]
  by: ReachBy
  /** Whether no message of ours can reach it: it has neither an e-mail address nor a number for texts. */
  isUnwritten: boolean
  /** Whether each of its people wishes for paper or a call first, or gave nothing. */
  isByPaper: boolean
  heard?: Heard
}

/** The whole names of the caregivers of a family in the list. */
export function caregiverNames({ caregivers }: Pick<Listed, 'caregivers'>): string[] {
  return caregivers.map(({ givenName, familyName }) => `${givenName} ${familyName}`.trim())
}

/** A family in the list with what a search looks at: its names and e-mail addresses folded, its numbers as digits. */
export type Searched = Listed & { text: string; numbers: string[] }

/** A family as packed for the list: caregivers with the first letter of each way's kind before its address. */
export type ListedRow = [
  name: string,
  language: string,
  groups: string[],
  caregivers: [givenName: string, familyName: string, ...ways: string[]][],
]

const KINDS = { s: 'sms', e: 'email', c: 'phone', p: 'paper' } as const
const LETTERS = { sms: 's', email: 'e', phone: 'c', paper: 'p' } as const

/** The row of a family. */
export function listedRow({ name, spokenLanguage, groups, caregivers }: Family): ListedRow {
  return [
    name,
    spokenLanguage,
    groups,
    caregivers.map(({ givenName, familyName, channels }) => [
      givenName,
      // Most have the family's.
      familyName === name ? '=' : familyName,
      ...channels.map(({ kind, address = '' }) => LETTERS[kind] + address),
    ]),
  ]
}

/** The family of a row. */
export function searchedOf(id: string, row: ListedRow): Searched {
  const [name, language, groups, people] = row
  const named = people.map(([given, own]) => [given, own === '=' ? name : own] as const)
  const ways = people.flatMap(([, , ...all]) => all)
  const mails = ways.filter((way) => way.startsWith('e')).map((way) => way.slice(1))
  // Names are also joined without a space, as in Chinese.
  const joined = named.flatMap(([given, own]) => [`${given} ${own}`, own + given, given + own])
  return {
    id,
    name,
    caregivers: named.map(([givenName, familyName]) => ({ givenName, familyName })),
    language,
    groups,
    by: preferred(people),
    isUnwritten: !ways.some((way) => way.startsWith('s') || way.startsWith('e')),
    isByPaper: people.every(([, , first]) => first === undefined || /^[cp]/.test(first)),
    text: folded([name, ...joined, ...mails].join('\n')),
    numbers: ways.filter((way) => /^[sc]/.test(way)).map(digitsOf),
  }
}

function preferred(people: ListedRow[3]): ReachBy {
  const [first] = people.flatMap(([, , way]) => way ?? [])
  return first === undefined ? 'none' : (KINDS[first[0] as keyof typeof KINDS] ?? 'none')
}

/** The digits of a text in any script, as those of ASCII. */
export function digitsOf(text: string): string {
  return [...text.normalize('NFKC')].map(digitOf).join('')
}

const IS_DIGIT = /\p{Nd}/u

// Unicode has the digits of each script in a row of ten.
function digitOf(sign: string): string {
  if (!IS_DIGIT.test(sign)) return ''
  let value = 0
  for (
    let code = sign.codePointAt(0) ?? 0;
    value < 9 && IS_DIGIT.test(String.fromCodePoint(code - 1));
    code--
  )
    value++
  return String(value % 10)
}
