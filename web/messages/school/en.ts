import { enPreparing } from './en-preparing.ts'
/** English for the organizers' pages. */
export const en = {
  ...enPreparing,
} as const
