import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { learn, loadLanguages, textsOf } from '../web/messages/catalogue.ts'
import { errors } from '../web/messages/en-errors.ts'
import { enLater } from '../web/messages/en-later.ts'
import { enManual } from '../web/messages/en-manual.ts'
import { en } from '../web/messages/school/en.ts'

for (const texts of [en, enLater, errors, enManual]) learn(texts)
await loadLanguages()

const LANGUAGES = {
  Spanish: 'es',
  Chinese: 'zh',
  Vietnamese: 'vi',
  Arabic: 'ar',
  'Haitian Creole': 'ht',
  Somali: 'so',
} as const
type Language = keyof typeof LANGUAGES

/** The rows of a table of the glossary, each as its cells by the names of the columns. */
function tableOf(heading: string): Record<string, string>[] {
  const glossary = readFileSync(new URL('../docs/glossary.md', import.meta.url), 'utf8')
  const section = glossary.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const [names = [], , ...rows] = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
  return rows.map((row) => Object.fromEntries(row.map((cell, place) => [names[place], cell])))
}

const wordsOf = (cell = '') =>
  [...cell.matchAll(/\*\*([^*]+)\*\*/g)].map(([, word = '']) => word.toLowerCase())

// The names of what is filled in are no words of a text.
const spoken = (text: string) => text.replace(/\{\w+\}/g, '')
const english = Object.entries(textsOf('en'))
const terms = tableOf('Terms').flatMap((row) =>
  (Object.keys(LANGUAGES) as Language[]).map((language) => ({
    language,
    term: wordsOf(row.English).join(', '),
    said: new RegExp(`\\b(?:${wordsOf(row.English).join('|')})s?\\b`, 'i'),
    words: wordsOf(row[language]),
  })),
)

test('has some forty terms, with a word in each language', () => {
  expect(terms.length).toBeGreaterThanOrEqual(38 * 6)
  expect(terms.filter(({ words }) => words.length === 0)).toEqual([])
})

test.each(terms)('“$term” is $words in $language', ({ language, said, words }) => {
  const texts: Partial<Record<string, string>> = textsOf(LANGUAGES[language])
  const uses = english.filter(([, text]) => said.test(spoken(text))).map(([key]) => key)
  const others = uses.filter((key) => !words.some((word) => texts[key]?.toLowerCase().includes(word)))
  expect(uses).not.toEqual([])
  // A sentence may say it with a pronoun, or with none.
  expect(others.length, others.join(' ')).toBeLessThanOrEqual(uses.length / 3)
})

test.each(tableOf('Not to say'))('$language never says “$not”', ({ language, not = '' }) => {
  const texts = Object.entries(textsOf(LANGUAGES[language as Language]))
  const word = /^\p{Script=Latin}+$/u.test(not) ? new RegExp(`(?<!\\p{L})${not}(?!\\p{L})`, 'iu') : undefined
  const wrong = texts.filter(([, text]) => (word ? word.test(text) : text.toLowerCase().includes(not)))
  expect(wrong.map(([key]) => key)).toEqual([])
})
