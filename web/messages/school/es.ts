import type { en } from './en.ts'
import { esDoor } from './es-door.ts'
import { esFamilies } from './es-families.ts'
import { esListing } from './es-listing.ts'
import { esNotices } from './es-notices.ts'
import { esPlanning } from './es-planning.ts'
import { esPreparing } from './es-preparing.ts'
import { esPrint } from './es-print.ts'
import { esReach } from './es-reach.ts'
import { esRoster } from './es-roster.ts'
import { esTimes } from './es-times.ts'

/** Spanish for the organizers' pages. */
export const es: Record<keyof typeof en, string> = {
  ...esDoor,
  ...esFamilies,
  ...esNotices,
  ...esPlanning,
  ...esListing,
  ...esPreparing,
  ...esPrint,
  ...esReach,
  ...esRoster,
  ...esTimes,
}
