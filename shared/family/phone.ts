import type { CountryCode } from 'libphonenumber-js/min'

/** A phone number in E.164, read in the given country where it has no code of its own; undefined if it is none. */
export type ReadPhone = (typed: string, country: string) => string | undefined

/** What reads phone numbers. It is loaded when the first number comes: most requests bring none. */
export async function phoneReader(): Promise<ReadPhone> {
  const { isSupportedCountry, parsePhoneNumberFromString } = await import('libphonenumber-js/min')
  return (typed, country) => {
    const region: CountryCode | undefined = isSupportedCountry(country) ? country : undefined
    const number = parsePhoneNumberFromString(typed, region)
    return number?.isPossible() ? number.number : undefined
  }
}
