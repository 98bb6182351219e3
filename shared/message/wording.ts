import * as z from 'zod'
import { refuse } from '../access/refusal.ts'
import { writtenText } from '../access/visible.ts'
import { tagInScript } from '../school/language-choice.ts'
import type { NoticeKind } from './notice.ts'

/** The kinds that a school may word itself, with the fields that must stay in the sentence. */
export const WORDED = {
  voteInvitation: ['title', 'until'],
  voteReminder: ['title', 'until'],
  timeChosen: ['title', 'when'],
  replyReminder: ['title', 'when'],
  reminder: ['title', 'when'],
  dayBefore: ['title', 'when'],
  moved: ['title', 'when'],
  changed: ['title', 'when'],
  seated: ['title', 'when'],
  cancelled: ['title', 'when'],
  thanks: ['title'],
} as const satisfies Partial<Record<NoticeKind, readonly string[]>>
export type WordedKind = keyof typeof WORDED

/** The kinds in the order in which families get them. */
export const WORDED_KINDS = Object.keys(WORDED) as WordedKind[] // the keys of WORDED

const FIELD = /\{([^{}]*)\}/g

/** A school's own sentence for a kind in a language, with its fields in braces. */
export const WordingInput = z.lazy(() => z.strictObject({ text: writtenText(400).min(1) }))
export type Wording = { kind: WordedKind; language: string; text: string; by: string; at: string }

/** The wording that a reader of a language gets: of that language and script alone, else the catalogue's is theirs. */
export function wordingIn(wordings: readonly Wording[], language: string): Wording | undefined {
  const tags = wordings.map((one) => one.language)
  const closest = tagInScript(tags, language)
  return wordings.find((one) => one.language === closest)
}

/** Whether a school may word a kind. */
export function isWorded(kind: string): kind is WordedKind {
  return Object.hasOwn(WORDED, kind)
}

/** Refuses a sentence with a missing or unknown field, or with a stray brace. */
export function mustKeepFields(kind: WordedKind, text: string): void {
  const wanted: readonly string[] = WORDED[kind]
  const found = [...text.matchAll(FIELD)].map(([, name = '']) => name)
  const hasStray = /[{}]/.test(text.replace(FIELD, ''))
  const isWhole = wanted.every((name) => found.includes(name)) && found.every((name) => wanted.includes(name))
  if (hasStray || !isWhole) {
    const fields = wanted.map((name) => `{${name}}`).join(' ')
    refuse('wording-fields', { fields, errors: [{ pointer: '/text', detail: 'wording-fields' }] })
  }
}

/** The sentence with its fields filled in. */
export function worded(text: string, fields: Readonly<Record<string, string | number>>): string {
  return text.replace(FIELD, (whole, name: string) =>
    Object.hasOwn(fields, name) ? String(fields[name]) : whole,
  )
}
