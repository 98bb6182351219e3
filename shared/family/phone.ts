import type { CountryCode } from 'libphonenumber-js/min'

/** A phone number in E.164, read in the given country where it has no code of its own; undefined if it is none. */
export type ReadPhone = (typed: string, country: string) => string | undefined

// ITU E.164, 6.2.1: fifteen digits at most. The library takes some that are longer, which no carrier does.
const E164 = /^\+[1-9]\d{1,14}$/

/** What reads phone numbers. It is loaded when the first number comes: most requests bring none. */
export async function phoneReader(): Promise<ReadPhone> {
  const { isSupportedCountry, parsePhoneNumberFromString } = await import('libphonenumber-js/min')
  return (typed, country) => {
    const region: CountryCode | undefined = isSupportedCountry(country) ? country : undefined
    const number = parsePhoneNumberFromString(typed, region)
    return number?.isPossible() && E164.test(number.number) ? number.number : undefined
  }
}
