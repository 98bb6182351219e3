import { enListing } from './en-listing.ts'
import { enPreparing } from './en-preparing.ts'
/** English for the organizers' pages. */
export const en = {
  ...enListing,
  ...enPreparing,
} as const
