import { describe, expect, test } from 'vitest'
import { loadLanguages, textsOf } from '../web/messages/catalogue.ts'
import { en } from '../web/messages/en.ts'
import { errors } from '../web/messages/en-errors.ts'
import { enLater } from '../web/messages/en-later.ts'
import { enMail } from '../web/messages/en-mail.ts'
import { enManual } from '../web/messages/en-manual.ts'
import { en as all } from '../web/messages/school/en.ts'
import { fernandezHuertaEase, fleschKincaidGrade, readingOf } from './support/reading-level.ts'

await loadLanguages(['es'])

type Texts = Readonly<Record<string, string>>

const families: Texts = { ...en, ...errors, ...enLater, ...enMail, ...enManual }
const team: Texts = Object.fromEntries(Object.entries(all).filter(([key]) => !(key in families)))

// A label or a heading is no sentence; the formulas are for prose.
const isSentence = (text: string) => /[.!?]$/.test(text.trim()) && text.trim().split(/\s+/).length > 3
const isLong = (text: string) => text.trim().split(/\s+/).length >= 12

const sentencesOf = (texts: Texts): [string, string][] =>
  Object.entries(texts)
    .filter(([, text]) => isSentence(text))
    .map(([key, text]) => [key, readingOf(text)])

const wordsOf = (texts: Texts) => sentencesOf(texts).map(([, text]) => text)

describe('the grade that reads English', () => {
  test.each([
    ['families', families, 6],
    ['the team', team, 8],
  ] as const)('of %s', (_, texts, most) => {
    expect(fleschKincaidGrade(wordsOf(texts))).toBeLessThanOrEqual(most)
    const hard = sentencesOf(texts).filter(([, text]) => isLong(text) && fleschKincaidGrade([text]) > most)
    expect(hard).toEqual([])
  })

  test('rises with long words and long sentences', () => {
    expect(fleschKincaidGrade(['The cat sat on the mat.'])).toBeCloseTo(-1.45, 2)
    expect(
      fleschKincaidGrade(['Participation necessitates considerable organizational preparation.']),
    ).toBeGreaterThan(20)
  })
})

describe('how easily Spanish is read', () => {
  test('is fairly easy or easier', () => {
    const spanish: Texts = textsOf('es')
    expect(fernandezHuertaEase(wordsOf(spanish))).toBeGreaterThanOrEqual(70)
  })

  test('falls with long words', () => {
    expect(fernandezHuertaEase(['El gato come pan.'])).toBeCloseTo(206.84 - 60 * (6 / 4) - 1.02 * 4, 5)
    expect(fernandezHuertaEase(['La organización necesita responsabilidades administrativas.'])).toBeLessThan(
      0,
    )
  })
})
