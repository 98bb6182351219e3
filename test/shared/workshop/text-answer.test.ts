import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type NumberedAnswer, readNumbers } from '../../../shared/workshop/text-answer.ts'
import { FUZZ_PATIENCE, fuzz } from '../../attack/fuzz.ts'

/** An answer in one line: its numbers, those if needed with "?"; undefined where it was not read. */
const read = (text: string, listed = 4) => inOneLine(readNumbers(text, listed))

function inOneLine(answer: NumberedAnswer | undefined): string | undefined {
  if (answer === undefined || answer === 'none') return answer
  const numbers = [...answer.named].sort(([one], [other]) => one - other)
  return numbers.map(([number, said]) => `${number}${said === 'yes' ? '' : '?'}`).join(' ')
}

test.each([
  ['1', '1'],
  ['1 3?', '1 3?'],
  ['1,3', '1 3'],
  ['1, 3 & 4~', '1 3 4?'],
  ['1+2', '1 2'],
  ['4 1', '1 4'],
  ['13?', '1 3?'],
  ['1234', '1 2 3 4'],
  ['1?2~3', '1? 2? 3'],
  ['  2\n3 ', '2 3'],
  ['2 2', '2'],
  ['٢ ٣؟', '2 3?'],
  ['٢،٣', '2 3'],
  ['۱ ۴', '1 4'],
  ['१,२', '1 2'],
  ['１，３？', '1 3?'],
  ['1、3', '1 3'],
  ['1️⃣3️⃣?', '1 3?'],
  ['1⃣ 2', '1 2'],
  ['\u200f٢ ٣\u200e', '2 3'],
  ['0', 'none'],
  ['٠', 'none'],
  ['0️⃣', 'none'],
])('%j is read as %s', (text, expected) => {
  expect(read(text)).toBe(expected)
})

test.each([
  ...['', ' ', '?', ',', '+1', '1,', ', 1', '1 &', '1 ?', '1??', '?1', '1.', '1!', '#1', '1/2'],
  ...['1-3', '1 - 3', '1–3', '1..3', '1 to 3', '1:3'],
  ...['5', '9', '1 5', '15', '10', '0 1', '1 0', '00', '0 0', '0?', '01'],
  ...['1 1?', '1?1', '3~ 3', '1 3 1?'],
  ...[
    'si',
    'no',
    'Yes',
    'OK 1',
    'the saturday one is ok',
    '1 y 3',
    '1 and 3',
    'uno',
    '一',
    '二',
    '①',
    '½',
    '²',
  ],
  ...[
    '👍',
    '1👍',
    '🔟',
    '#️⃣',
    '*️⃣',
    '1 STOP',
    '🎉'.repeat(10_000),
    '7'.repeat(10_000),
    `${'1 '.repeat(5_000)}x`,
  ],
])('%j is not read', (text) => {
  expect(read(text)).toBeUndefined()
})

test.each([
  ['1 12', '1 12'],
  ['12?,3', '3 12?'],
  ['١٢', '12'],
  ['2️⃣ 10', '2 10'],
  ['0', 'none'],
])('among more than nine times %j is read as %s, for its numbers are parted', (text, expected) => {
  expect(read(text, 12)).toBe(expected)
})

test.each(['13', '1?2', '012', '1️⃣2️⃣', '00', '1 0', '12 12?', '120'])(
  'among more than nine times %j is not read',
  (text) => {
    expect(read(text, 12)).toBeUndefined()
  },
)

// Unicode lists the digits of each script from 0 to 9, and nothing else is a decimal digit.
const DIGITS = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((sign) => /\p{Nd}/u.test(sign))
const digitValues = new Map(DIGITS.map((digit, place) => [digit, place % 10]))

test('a digit of each script means what it means there', () => {
  expect(DIGITS.length).toBeGreaterThan(600)
  for (const [digit, value] of digitValues)
    expect([digit, read(digit, 9)]).toEqual([digit, value === 0 ? 'none' : String(value)])
})

/** The rule as domain.md tells it, sign by sign: what is named so far, and what may come next. */
function oracle(text: string, listed: number): string | undefined {
  const signs = [...text].filter((sign) => !/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/.test(sign))
  while (/^\s$/.test(signs[0] ?? '')) signs.shift()
  while (/^\s$/.test(signs.at(-1) ?? '')) signs.pop()
  const said: { number: number; isIfNeeded: boolean }[] = []
  const mayJoin = listed <= 9
  let isParted = true
  while (signs.length > 0) {
    const sign = signs.shift() ?? ''
    const value = digitValues.get(sign)
    if (value === undefined) {
      if (said.length === 0 || !/^[\s,،，、+＋&＆]$/u.test(sign)) return undefined
      isParted = true
      continue
    }
    if (!isParted && !mayJoin) return undefined
    let number = value
    const isKeycap =
      /^[0-9]$/.test(sign) && (signs[0] === '\u20e3' || (signs[0] === '\ufe0f' && signs[1] === '\u20e3'))
    if (isKeycap) signs.splice(0, signs[0] === '\u20e3' ? 1 : 2)
    else if (!mayJoin)
      for (
        let next = digitValues.get(signs[0] ?? '');
        next !== undefined;
        next = digitValues.get(signs[0] ?? '')
      ) {
        if (number === 0) return undefined
        number = number * 10 + next
        signs.shift()
      }
    const isIfNeeded = /^[?？؟~～]$/.test(signs[0] ?? '')
    if (isIfNeeded) signs.shift()
    said.push({ number, isIfNeeded })
    isParted = false
  }
  if (said.length === 0 || isParted) return undefined
  if (said.length === 1 && said[0]?.number === 0) return said[0].isIfNeeded ? undefined : 'none'
  const isWrong = said.some(
    ({ number, isIfNeeded }) =>
      number < 1 ||
      number > listed ||
      said.some((other) => other.number === number && other.isIfNeeded !== isIfNeeded),
  )
  if (isWrong) return undefined
  const named = new Map(said.map(({ number, isIfNeeded }) => [number, isIfNeeded]))
  return [...named]
    .sort(([one], [other]) => one - other)
    .map(([number, isIfNeeded]) => `${number}${isIfNeeded ? '?' : ''}`)
    .join(' ')
}

const sign = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('0', '1', '2', '3', '4', '1', '2', '9', '٢', '३', '４', '1️⃣', '2⃣') },
  { weight: 4, arbitrary: fc.constantFrom(' ', ' ', ',', '+', '&', '?', '~', '؟', '،', '？', '\n') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('-', '.', 'x', 'si', '👍', '\u200f', '\ufe0f', '\u20e3', '½', 'STOP'),
  },
  { weight: 1, arbitrary: fc.constantFrom(...DIGITS) },
)
const texts = fc.oneof(
  { weight: 9, arbitrary: fc.array(sign, { maxLength: 7 }).map((signs) => signs.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
)

test('every text is read as domain.md says, or not at all', { timeout: FUZZ_PATIENCE }, () => {
  let isRead = 0
  const given = fc.tuple(texts, fc.integer({ min: 1, max: 20 }))
  fuzz('Answers by text', 20_000, given, ([text, listed]) => {
    const expected = oracle(text, listed)
    if (expected !== undefined) isRead++
    expect([text, read(text, listed)]).toEqual([text, expected])
  })
  expect(isRead).toBeGreaterThan(1_000)
})
