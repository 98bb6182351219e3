import type { CountryCode } from 'libphonenumber-js/max'

/**
 * Parses a phone number to E.164, with the given country as the default; undefined if it is not valid in its country's
 * numbering plan, or a placeholder of one digit.
 */
export type ReadPhone = (typed: string, country: string) => string | undefined

// ITU E.164, 6.2.1: fifteen digits at most. The library accepts some longer numbers, which carriers reject.
const E164 = /^\+[1-9]\d{1,14}$/
// Valid in some plans (Mexico's 55 5555 5555), but nobody's.
const ONE_DIGIT = /^(\d)\1*$/

/** The phone number parser, loaded lazily because most requests contain no number. */
export async function phoneReader(): Promise<ReadPhone> {
  const { isSupportedCountry, parsePhoneNumberFromString } = await import('libphonenumber-js/max')
  return (typed, country) => {
    const region: CountryCode | undefined = isSupportedCountry(country) ? country : undefined
    const number = parsePhoneNumberFromString(typed, region)
    if (!number?.isValid() || ONE_DIGIT.test(number.nationalNumber)) return undefined
    return E164.test(number.number) ? number.number : undefined
  }
}

/** Writes a number of E.164 as people in the given country write it: their own without the country's code, others with it. */
export type WritePhone = (number: string, country: string) => string

/** How phone numbers are written, loaded lazily as their parser is. */
export async function phoneWriter(): Promise<WritePhone> {
  const { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } = await import(
    'libphonenumber-js/max'
  )
  return (number, country) => {
    const parsed = parsePhoneNumberFromString(number)
    if (!parsed) return number
    const isDomestic =
      isSupportedCountry(country) && getCountryCallingCode(country) === parsed.countryCallingCode
    return isDomestic ? parsed.formatNational() : parsed.formatInternational()
  }
}
