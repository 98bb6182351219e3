/** What a text says of numbered times: which of them suit, all others do not; or that none does. */
export type NumberedAnswer = { named: ReadonlyMap<number, 'yes' | 'ifNeeded'> } | 'none'

// Up to so many times a text may name its numbers one behind the other, without anything between them.
const MOST_JOINED = 9

// The comma and the question mark of every script of ours, and what their keyboards write for "+", "&" and "~".
const SEPARATORS = /[\s,،，、+＋&＆]+/u
const IF_NEEDED = '[?？؟~～]'
// A keycap is a digit with U+20E3 over it, mostly with U+FE0F between them (Unicode TR 51).
const DIGIT = '[0-9]\\ufe0f?\\u20e3|\\p{Nd}'
const JOINED = new RegExp(`(${DIGIT})(${IF_NEEDED})?`, 'gu')
const ONLY_JOINED = new RegExp(`^(?:(?:${DIGIT})${IF_NEEDED}?)+$`, 'u')
const PARTED = new RegExp(`^([0-9]\\ufe0f?\\u20e3|\\p{Nd}+)(${IF_NEEDED})?$`, 'u')
// Marks of direction, which a keyboard writes by itself.
const INVISIBLE = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/**
 * Reads an answer to a text that listed times under the numbers from 1: digits of any script and keycaps, parted by spaces,
 * commas, "+" or "&", or by nothing while there are at most nine; "?" or "~" behind a number says if needed, and 0 alone
 * that none works. Undefined for anything else: words, ranges, 0 beside others, a number that is not listed, or one that is
 * said both ways.
 */
export function readNumbers(text: string, listed: number): NumberedAnswer | undefined {
  const parts = text.replace(INVISIBLE, '').trim().split(SEPARATORS)
  const said = parts.flatMap((part) => (listed <= MOST_JOINED ? joinedIn(part) : partedIn(part)))
  if (said.includes(undefined)) return undefined
  const named = new Map<number, 'yes' | 'ifNeeded'>()
  for (const one of said) {
    if (!one) continue
    if (one.number === 0) return said.length === 1 && one.answer === 'yes' ? 'none' : undefined
    const isOther = named.has(one.number) && named.get(one.number) !== one.answer
    if (one.number > listed || isOther) return undefined
    named.set(one.number, one.answer)
  }
  return { named }
}

type SaidNumber = { number: number; answer: 'yes' | 'ifNeeded' }

function joinedIn(part: string): (SaidNumber | undefined)[] {
  if (!ONLY_JOINED.test(part)) return [undefined]
  return [...part.matchAll(JOINED)].map(([, digit = '', mark]) => saidNumber(digit, mark))
}

function partedIn(part: string): SaidNumber | undefined {
  const [, text = '', mark] = PARTED.exec(part) ?? []
  const [first, ...others] = digitsOf(text)
  if (first === undefined || (digitOf(first) === 0 && others.length > 0)) return undefined
  return saidNumber(text, mark)
}

function saidNumber(text: string, mark: string | undefined): SaidNumber {
  const number = digitsOf(text).reduce((value, digit) => value * 10 + digitOf(digit), 0)
  return { number, answer: mark ? 'ifNeeded' : 'yes' }
}

const digitsOf = (text: string) => text.match(/\p{Nd}/gu) ?? []

// Unicode 4.6: the ten digits of a script follow one another, and the sets of some scripts do too.
function digitOf(sign: string): number {
  const code = sign.codePointAt(0) ?? 0
  let first = code
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--
  return (code - first) % 10
}
