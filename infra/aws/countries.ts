import { getCountries } from 'libphonenumber-js/min'

// Parts of their own in the plan of numbers, but not in ISO 3166: Ascension and Tristan da Cunha.
const NOT_IN_ISO: readonly string[] = ['AC', 'TA']

/**
 * Every country that a number can belong to, by the library with which numbers are read. Each has its rule by name: a
 * country without one is allowed.
 */
export const COUNTRIES: readonly string[] = getCountries().filter((code) => !NOT_IN_ISO.includes(code))
