/** How a family was heard from, the most telling last: of two at one time the later in this list is shown. */
export const HEARD_KINDS = ['voted', 'replied', 'talked', 'came'] as const
export type HeardKind = (typeof HEARD_KINDS)[number]

/** When (RFC 3339 UTC, to the quarter of an hour) and how a family was last heard from. */
export type Heard = { kind: HeardKind; at: string }

/** That a family was heard from at an instant. */
export type Hearing = { family: string; kind: HeardKind; at: string }

/** The last time of each kind, in quarters of an hour since 1970; 0 for never. Zeros at the end are left out. */
export type HeardRow = number[]

// Midnight is a multiple of it in every time zone, so that no date is off by one.
const QUARTER = 15 * 60_000

const quarterOf = (at: string) => Math.floor(Date.parse(at) / QUARTER)

/** The row with one more hearing; an earlier one changes nothing. */
export function withHearing(row: HeardRow, { kind, at }: Hearing): HeardRow {
  return trimmed(HEARD_KINDS.map((one, place) => latest(row[place], one === kind ? quarterOf(at) : 0)))
}

/** The row with that kind heard last at `at`, or never. */
export function withLast(row: HeardRow, kind: HeardKind, at: string | undefined): HeardRow {
  return trimmed(
    HEARD_KINDS.map((one, place) => (one === kind ? (at ? quarterOf(at) : 0) : (row[place] ?? 0))),
  )
}

const latest = (one = 0, other: number) => Math.max(one, other)

function trimmed(row: HeardRow): HeardRow {
  return row.slice(0, row.findLastIndex((one) => one > 0) + 1)
}

/** The last of all kinds; undefined for a family that was never heard from. */
export function lastHeard(row: HeardRow): Heard | undefined {
  const last = Math.max(0, ...row)
  const kind = HEARD_KINDS.findLast((_, place) => row[place] === last)
  return last > 0 && kind ? { kind, at: new Date(last * QUARTER).toISOString() } : undefined
}
