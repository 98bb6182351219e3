import type { en } from './en.ts'
import { esListing } from './es-listing.ts'
import { esPreparing } from './es-preparing.ts'

/** Spanish for the organizers' pages. */
export const es: Record<keyof typeof en, string> = {
  ...esListing,
  ...esPreparing,
}
