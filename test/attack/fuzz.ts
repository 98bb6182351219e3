import fc from 'fast-check'
import { Refusal } from '../../shared/access/refusal.ts'

/** How many inputs each parser gets; `FUZZ` sets it for a long run, else each test says what fits the build. */
const WANTED = Number(process.env.FUZZ ?? 0)

// The build repeats the same inputs, so that it fails only where something changed. A long run draws new ones.
const SEED = Number(process.env.FUZZ_SEED ?? (WANTED ? Date.now() % 2 ** 31 : 8))
const MOST_CPU_MICROSECONDS = 1_000_000

/** A test's timeout in milliseconds: as long as the long run takes. */
export const FUZZ_PATIENCE = WANTED ? 6 * 3_600_000 : 60_000

/**
 * Gives a parser that many inputs. It may accept or refuse them: anything else it throws, and more than a second of
 * work for one of them, fails with the smallest such input. Prints how many it accepted, and the seed.
 */
export function fuzz<T>(parser: string, usual: number, inputs: fc.Arbitrary<T>, take: (input: T) => unknown) {
  const told = begin(parser)
  fc.assert(
    fc.property(inputs, (input) => {
      const before = process.cpuUsage()
      told.refused += refused(() => take(input))
      mustBeQuick(before)
    }),
    { numRuns: WANTED || usual, seed: SEED },
  )
  told.end(WANTED || usual)
}

/** The same for asynchronous code; with a database a long run tries a `share` of the others' inputs. */
export async function fuzzLater<T>(
  parser: string,
  usual: number,
  inputs: fc.Arbitrary<T>,
  take: (input: T) => Promise<unknown>,
  share = 1,
) {
  const told = begin(parser)
  const count = WANTED ? Math.ceil(WANTED * share) : usual
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      const before = process.cpuUsage()
      try {
        await take(input)
      } catch (fault) {
        if (!(fault instanceof Refusal)) throw fault
        told.refused += 1
      }
      mustBeQuick(before)
    }),
    { numRuns: count, seed: SEED },
  )
  told.end(count)
}

function begin(parser: string) {
  const began = performance.now()
  return {
    refused: 0,
    end(inputs: number) {
      const seconds = ((performance.now() - began) / 1000).toFixed(1)
      console.log(
        `${parser} took ${inputs} inputs in ${seconds} s and refused ${this.refused} (FUZZ_SEED=${SEED})`,
      )
    },
  }
}

function refused(take: () => unknown): number {
  try {
    take()
    return 0
  } catch (fault) {
    if (fault instanceof Refusal) return 1
    throw fault
  }
}

function mustBeQuick(before: NodeJS.CpuUsage): void {
  const { user, system } = process.cpuUsage(before)
  if (user + system > MOST_CPU_MICROSECONDS) throw new Error(`it worked for ${(user + system) / 1000} ms`)
}

/** Characters and words that break parsers. */
export const HOSTILE = [
  ...[
    '',
    ' ',
    '\t',
    '\r',
    '\n',
    '\r\n',
    '\r\n\r\n',
    '\u0000',
    '\u0007',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u00a0',
  ],
  ...[
    '\u200b',
    '\u202e',
    '\u2066',
    '\u2028',
    '\u2029',
    '\ufeff',
    '\ufffd',
    '\uffff',
    '\ud800',
    '\udc00',
    '😀',
    '👩‍👩‍👧',
  ],
  ...[
    '"',
    "'",
    '`',
    '\\',
    '/',
    ',',
    ';',
    ':',
    '=',
    '+',
    '-',
    '@',
    '%',
    '&',
    '#',
    '?',
    '.',
    '..',
    '~',
    '|',
    '*',
    '$',
  ],
  ...[
    '{',
    '}',
    '{}',
    '{x}',
    '{{x}}',
    '[',
    ']',
    '<',
    '>',
    '<script>',
    '-->',
    ']]>',
    '%00',
    '%0d%0a',
    '%ff',
    '%',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'null',
    'undefined',
    'true',
    'NaN',
  ],
  ...[
    '0',
    '-0',
    '-1',
    '1e999',
    '9007199254740993',
    '2147483648',
    '99999999999999999999',
    '0x10',
    '1_000',
    '٣',
    '１',
  ],
  ...[
    '0000-00-00',
    '9999-12-31',
    '+275760-09-13',
    '-000001-01-01',
    '2027-02-30',
    '24:00',
    '23:60',
    'T',
    'Z',
    '+99:99',
  ],
  ...[
    'en-12',
    'xx-XX-x',
    'i-klingon',
    'zh-Hans-CN-u-nu-hanidec',
    'a'.repeat(300),
    'é'.repeat(2_100),
    '1'.repeat(300),
    '../'.repeat(20),
  ],
] as const

type Change = { kind: number; at: number; size: number; word: number; from: number }

const SPAN = 1_000_000
const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.nat(8),
  at: fc.nat(SPAN),
  size: fc.nat(60),
  word: fc.nat(HOSTILE.length - 1),
  from: fc.nat(SPAN),
})

/** Valid texts mutated in up to eight places; now and then only hostile characters. */
export function mutated(valid: readonly string[]): fc.Arbitrary<string> {
  const noise = fc
    .array(fc.nat(HOSTILE.length - 1), { maxLength: 20 })
    .map((words) => words.map((word) => HOSTILE[word]).join(''))
  const near = fc
    .tuple(fc.nat(valid.length - 1), fc.array(change, { maxLength: 8 }))
    .map(([which, changes]) =>
      changes.reduce((text, one) => changedText(text, one, valid), valid[which] ?? ''),
    )
  return fc.oneof({ weight: 19, arbitrary: near }, { weight: 1, arbitrary: noise })
}

function changedText(text: string, { kind, at, size, word, from }: Change, valid: readonly string[]): string {
  const place = Math.floor((at / SPAN) * text.length)
  const before = text.slice(0, place)
  const after = text.slice(place)
  const start = Math.floor((from / SPAN) * text.length)
  switch (kind) {
    case 0:
      return before + after.slice(size)
    case 1:
      return before + HOSTILE[word] + after
    case 2:
      return before + HOSTILE[word] + after.slice(size)
    case 3:
      return before + text.slice(start, start + size) + after
    case 4:
      return before + String.fromCharCode(from % 0x10000) + after.slice(1)
    case 5:
      return before
    case 6:
      return before + (valid[from % valid.length] ?? '').slice(place)
    case 7:
      return before + text.slice(start, start + size).repeat(1 + (from % 40)) + after
    default:
      return `${before}${from - SPAN / 2}${after.replace(/^\d+/, '')}`
  }
}

/** Valid bytes mutated in up to eight places. */
export function mutatedBytes(valid: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  return fc
    .tuple(fc.nat(valid.length - 1), fc.array(change, { maxLength: 8 }))
    .map(([which, changes]) =>
      changes.reduce((bytes, one) => changedBytes(bytes, one), valid[which] ?? new Uint8Array()),
    )
}

function changedBytes(bytes: Uint8Array, { kind, at, size, from }: Change): Uint8Array {
  const place = Math.floor((at / SPAN) * bytes.length)
  const changed = Buffer.from(bytes)
  switch (kind % 5) {
    case 0:
      return changed.subarray(0, place)
    case 1:
      return Buffer.concat([changed.subarray(0, place), changed.subarray(place + size)])
    case 2:
      return Buffer.concat([
        changed.subarray(0, place),
        changed.subarray(from % bytes.length, place),
        changed,
      ])
    case 3:
      // Sizes, offsets and counts of binary formats have four bytes.
      if (place + 4 <= changed.length) changed.writeUInt32LE(from % 2 ? 0xffff_ffff : from, place)
      return changed
    default:
      if (place < changed.length) changed[place] = from % 256
      return changed
  }
}

/** A value that no schema expects at its place. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.constantFrom(
    null,
    true,
    false,
    0,
    -0,
    -1,
    1.5,
    2 ** 31,
    2 ** 53,
    -(2 ** 53),
    1e308,
    [],
    {},
    [[]],
    [null],
  ),
  fc.constantFrom(
    ...['{"__proto__":{"x":1}}', '{"constructor":{"prototype":{"x":1}}}'].map((text) => JSON.parse(text)),
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
)
