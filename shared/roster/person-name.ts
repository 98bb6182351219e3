/** The names of a person. */
export type PersonName = { givenName: string; familyName: string }

const COMMA = /\s*[,،，]\s*/
const SUFFIX = /^(jr|sr|ii|iii|iv|esq|m\.?d|ph\.?d)\.?$/i

/**
 * The names in one text: "María García López", or "García López, María" with the family name first. A suffix such as Jr.
 * stays with the given name.
 */
export function personName(text: string): PersonName {
  const [first = '', ...others] = text.trim().split(COMMA).filter(Boolean)
  const suffixes = others.filter((part) => SUFFIX.test(part))
  const [given, ...more] = others.filter((part) => !SUFFIX.test(part))
  const words = first.split(/\s+/).filter(Boolean)
  while (words.length > 1 && SUFFIX.test(words.at(-1) ?? '')) suffixes.unshift(words.pop() ?? '')
  if (given) return { givenName: [given, ...more, ...suffixes].join(' '), familyName: words.join(' ') }
  const familyName = words.length > 1 ? (words.pop() ?? '') : ''
  return { givenName: [...words, ...suffixes].join(' '), familyName }
}
