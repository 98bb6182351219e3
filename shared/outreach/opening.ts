import type { Heard } from '../family/heard.ts'
import { STRENGTH_KINDS, type Strengths } from '../family/strength.ts'
import type { Visits } from '../family/visits.ts'
import type { Instant } from '../time/instant.ts'
import type { Conversation } from './conversation.ts'

/**
 * Something good to begin a conversation with: what a family said of itself, what somebody of the team saw, when it came,
 * or when it last voted or replied. Where nothing is known, one asks.
 */
export type Opening =
  | { kind: 'said'; text: string }
  | { kind: 'seen'; text: string; by: string }
  | { kind: 'came'; at: Instant }
  | { kind: 'heard'; heard: Heard }
  | { kind: 'ask' }

const GOOD: readonly string[] = ['celebrate', 'listen', 'invite']

/** The first of these that a family has. A note about a concern or arrangements is nothing to begin with. */
export function openingOf(known: {
  strengths: Strengths | undefined
  visits: Visits | undefined
  conversations: readonly Conversation[]
  heard: Heard | undefined
}): Opening {
  const { strengths = {}, visits, conversations, heard } = known
  const [said] = STRENGTH_KINDS.flatMap((kind) => strengths[kind]?.text || [])
  if (said) return { kind: 'said', text: said }
  const seen = conversations
    .filter(({ purpose, note }) => note && GOOD.includes(purpose))
    .sort((one, other) => one.at.localeCompare(other.at))
    .at(-1)
  if (seen?.note) return { kind: 'seen', text: seen.note, by: seen.by }
  const came = visits?.sessions
    .map(({ at }) => at)
    .sort()
    .at(-1)
  if (came) return { kind: 'came', at: came }
  if (heard && heard.kind !== 'talked') return { kind: 'heard', heard }
  return { kind: 'ask' }
}
