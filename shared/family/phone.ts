import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** A phone number in E.164, read in the given country where it has no code of its own; undefined if it is none. */
export function phoneNumber(typed: string, country: string): string | undefined {
  const region: CountryCode | undefined = isSupportedCountry(country) ? country : undefined
  const number = parsePhoneNumberFromString(typed, region)
  return number?.isPossible() ? number.number : undefined
}
