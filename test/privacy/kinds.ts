import { FAMILY_KINDS } from './family-kinds.ts'
import { MACHINE_KINDS } from './machine-kinds.ts'
import { MESSAGE_KINDS } from './message-kinds.ts'
import { SCHOOL_KINDS } from './school-kinds.ts'
import { TALK_KINDS } from './talk-kinds.ts'
import { WORKSHOP_KINDS } from './workshop-kinds.ts'

/** Every kind of stored item, by what it belongs to. */
export const CHAPTERS = {
  Families: FAMILY_KINDS,
  'Workshops, votes and replies': WORKSHOP_KINDS,
  'Talking, leading, deciding': TALK_KINDS,
  'Messages and addresses': MESSAGE_KINDS,
  'Schools and their teams': SCHOOL_KINDS,
  'The machine': MACHINE_KINDS,
} as const

/** The same in one list. */
export const KINDS = Object.values(CHAPTERS).flat()
