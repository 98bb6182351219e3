import { IntlMessageFormat } from 'intl-messageformat'
import { syllable } from 'syllable'

/** A name of two syllables stands for what is filled in, a short number for a count. */
const FILLED = 'Rosa'
const COUNT = '5'

const LITERAL = 0
type Parts = ReturnType<IntlMessageFormat['getAst']>

/** A text of the catalogue as somebody reads it, with the words for several where it has a plural. */
export function readingOf(text: string): string {
  return readingOfParts(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst())
}

function readingOfParts(parts: Parts): string {
  return parts
    .map((part) => {
      if ('options' in part) return readingOfParts(Object.values(part.options).at(-1)?.value ?? [])
      if (!('value' in part)) return COUNT
      return part.type === LITERAL ? part.value : FILLED
    })
    .join('')
}

type Counts = { words: number; sentences: number; syllables: number }

function countsOf(texts: readonly string[], syllablesOf: (word: string) => number): Counts {
  const sentences = texts.flatMap((text) =>
    text.split(/[.!?:]+(?:\s|$)/).filter((part) => part.trim() !== ''),
  )
  const words = sentences.flatMap((sentence) => sentence.match(/[\p{L}\p{N}’'@.]+/gu) ?? [])
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word), 0)
  return { words: words.length, sentences: sentences.length, syllables }
}

/** The school grade that can read English texts, after Flesch and Kincaid (1975): 0.39 w/s + 11.8 y/w − 15.59. */
export function fleschKincaidGrade(texts: readonly string[]): number {
  const { words, sentences, syllables } = countsOf(texts, (word) => Math.max(1, syllable(word)))
  return 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59
}

/** How easily Spanish texts are read, after Fernández Huerta (1959): 206.84 − 60 y/w − 1.02 w/s; 70 to 80 is fairly easy. */
export function fernandezHuertaEase(texts: readonly string[]): number {
  const { words, sentences, syllables } = countsOf(texts, spanishSyllables)
  return 206.84 - 60 * (syllables / words) - 1.02 * (words / sentences)
}

// A group of vowels is one syllable, and one more for each two strong ones side by side (le-er, pa-ís).
function spanishSyllables(word: string): number {
  const spoken = word
    .toLowerCase()
    .replace(/qu|gu(?=[eéií])/g, 'q')
    .replace(/y$/, 'i')
  const groups = spoken.match(/[aeiouáéíóúü]+/g) ?? ['']
  const hiatuses = groups.map((group) => group.match(/[aeoáéíóú](?=[aeoáéíóú])/g)?.length ?? 0)
  return groups.length + hiatuses.reduce((sum, count) => sum + count, 0)
}
