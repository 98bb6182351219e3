import { en } from './en.ts'
import { es } from './es.ts'

/** The texts of the team's side in every language, which its pages bring along when they are loaded. */
export const SCHOOL_TEXTS = { en, es }
