/** What `-c name=value` may be given; see `docs/operations.md`. */
export const OPTION_NAMES = [
  'stage',
  'domain',
  'certificate',
  'cloudfront',
  'customerManagedKey',
  'restoredTable',
  'restoredStream',
  'sender',
  'senderIdentity',
  'textCountries',
  'textsFrom',
  'translation',
  'tableUnits',
  'budget',
  'reservedConcurrency',
] as const

/** The name of an option. */
export type OptionName = (typeof OPTION_NAMES)[number]

// The context also holds settings of the CLI itself; its feature flags and look-ups have a colon in their names.
const OF_THE_CLI = ['cli-telemetry', 'acknowledged-issue-numbers']

/** The first name of CDK's context that is no option, with the option that is written most like it. */
export function unknownOption(
  names: readonly string[],
): { name: string; nearest: OptionName | undefined } | undefined {
  const known: readonly string[] = [...OPTION_NAMES, ...OF_THE_CLI]
  const name = names.find((one) => !one.includes(':') && !known.includes(one))
  if (name === undefined) return undefined
  const [nearest] = OPTION_NAMES.toSorted((one, other) => editsBetween(name, one) - editsBetween(name, other))
  return { name, nearest }
}

// The fewest letters to add, drop or replace (Levenshtein), whatever their case.
function editsBetween(one: string, other: string): number {
  const letters = [...other.toLowerCase()]
  let row = [0, ...letters.map((_, place) => place + 1)]
  for (const [place, letter] of [...one.toLowerCase()].entries()) {
    const next = [place + 1]
    for (const [at, wanted] of letters.entries()) {
      const [left = 0, above = 0, before = 0] = [next[at], row[at + 1], row[at]]
      next.push(Math.min(left + 1, above + 1, before + (letter === wanted ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
