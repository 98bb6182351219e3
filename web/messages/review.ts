import { IntlMessageFormat } from 'intl-messageformat'
import * as z from 'zod'
import type { LanguageFile } from './languages.ts'

/** What a native speaker read over of a language's texts: whose word it is, what reads well, and what would read better. */
export const Review = z.strictObject({
  language: z.string(),
  by: z.string().trim().min(1).max(80),
  /** `YYYY-MM-DD` */
  on: z.iso.date(),
  /** The keys of texts that stay as they are. */
  reviewed: z.array(z.string()),
  /** Better texts by their keys. */
  better: z.record(z.string(), z.string().trim().min(1).max(4000)),
})
export type Review = z.infer<typeof Review>

/** The parts of a language's texts with their number of texts: what the keys begin with, in their order. */
export function partsOf(texts: LanguageFile['texts']): Map<string, number> {
  const parts = new Map<string, number>()
  for (const key of Object.keys(texts)) parts.set(partOf(key), (parts.get(partOf(key)) ?? 0) + 1)
  return parts
}

/** The texts of a part, by their keys. */
export function textsIn(texts: LanguageFile['texts'], part: string): [key: string, text: string][] {
  return Object.entries(texts).filter(([key]) => partOf(key) === part)
}

const partOf = (key: string) => key.split('.')[0] ?? ''

/** Whether a text can be read by the program, and puts in what the text before it puts in, and nothing else. */
export function keepsFields(before: string, after: string): boolean {
  try {
    return [...fieldsIn(after)].sort().join() === [...fieldsIn(before)].sort().join()
  } catch {
    return false
  }
}

type Part = ReturnType<IntlMessageFormat['getAst']>[number]

// Texts and the sign of a number in a plural put nothing in.
const [LITERAL, POUND] = [0, 7]

function fieldsIn(text: string): Set<string> {
  const names = new Set<string>()
  const collect = (parts: readonly Part[]) => {
    for (const part of parts) {
      if (part.type !== LITERAL && part.type !== POUND && 'value' in part) names.add(part.value)
      if ('options' in part) for (const option of Object.values(part.options)) collect(option.value)
    }
  }
  collect(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst())
  return names
}

/**
 * A language's file with what was read over: better texts take the place of those before, and both count as reviewed. Texts
 * that are gone since, and better ones that lost a field, are left out.
 */
export function withReview({ texts, reviewed }: LanguageFile, review: Review): LanguageFile {
  const better = Object.entries(review.better).filter(
    ([key, text]) => texts[key] !== undefined && keepsFields(texts[key], text),
  )
  const told = new Set([...reviewed, ...review.reviewed, ...better.map(([key]) => key)])
  return {
    reviewed: Object.keys(texts).filter((key) => told.has(key)),
    texts: { ...texts, ...Object.fromEntries(better) },
  }
}
