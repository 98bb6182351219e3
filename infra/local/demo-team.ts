import type { NewMember } from '../../shared/team/member.ts'

/** The team of the demonstration school; the README's tour follows its organizer and its parent leader. */
export const TEAM = {
  organizer: { name: 'Dana Alvarez', email: 'dana@example.org', role: 'organizer', language: 'en' },
  helper: { name: 'Sam Peterson', email: 'sam@example.org', role: 'helper', language: 'en' },
  parentLeader: { name: 'Linh Trần', email: 'linh@example.org', role: 'parentLeader', language: 'vi' },
} as const satisfies Record<string, NewMember>

/** A link that signs in one of the demonstration's people: a member's works once, a family's until it is replaced. */
export type DemoLink = { who: string; path: string }
