import * as z from 'zod'

// Signs that only direct other text or take no room. Joiners stay within a word: Persian, Hindi and emoji need them.
const DIRECTING = /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/g
const CONTROL = /[^\P{Cc}\s]/gu
const UNSEEN = /^[\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800]*$/u
const PLAIN = /^[\u0020-\u007E]*$/

// Punctuation, separators and signs of arithmetic alone, as spreadsheets leave them where a name is missing.
const NAMELESS = /^[\p{P}\p{Z}\p{C}\p{Sm}\p{Sk}]*$/u

/** Whether a text can be a name: it holds a letter, a number or a picture. */
export function isName(text: string): boolean {
  return !NAMELESS.test(text)
}

/** A text in NFC without direction marks, control characters and outer spaces; empty if nobody can see anything in it. */
export function visibleText(text: string): string {
  if (PLAIN.test(text)) return text.trim()
  const seen = text.normalize('NFC').replace(DIRECTING, '').replace(CONTROL, '')
  return UNSEEN.test(seen) ? '' : seen.replace(/\u00A0/g, ' ').trim()
}

/**
 * A text that people write, of at most so many characters, without outer spaces. One in which nobody can see anything is
 * empty, which `min(1)` refuses; direction marks beside other signs stay.
 */
export function writtenText(most: number) {
  return z
    .string()
    .overwrite((text) => (visibleText(text) === '' ? '' : text.trim()))
    .max(most)
}
