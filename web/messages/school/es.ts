import type { en } from './en.ts'
import { esPreparing } from './es-preparing.ts'

/** Spanish for the organizers' pages. */
export const es: Record<keyof typeof en, string> = {
  ...esPreparing,
}
