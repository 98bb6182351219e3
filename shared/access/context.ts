import type { DateTime } from 'luxon'
import type { Reading, Table } from '../table/table.ts'
import type { Actor } from './actor.ts'
import type { Work } from './background-jobs.ts'
import type { Guess } from './rate-limit.ts'

export type { Reading }

/** What every operation is given: where to read and write, what time it is (UTC), and who asks. */
export type Context = { table: Table; now: () => DateTime; actor: Actor }

/** Translates a text, each tag by BCP 47; throws where the machine cannot. */
export type Translate = (text: string, languages: { from: string; to: string }) => Promise<string>

/** Does what somebody may be guessing at; refuses who guessed wrong too often with `wait-a-while`. */
export type Guarded = <T>(kind: Guess, work: () => Promise<T>) => Promise<T>

/** What a running deployment offers to its web and API; `announce` prints to the operator's terminal. */
export type Services = {
  table: Table
  now: () => DateTime
  /** A bearer token with every right, for set-up by script. */
  apiToken?: string
  /** Signs the cookies. */
  cookieKey: string
  announce?: (line: string) => void
  /** Whether a firewall stands in front that sees network addresses; we see only its own. */
  behindFirewall?: boolean
  work: Work
  /** The topic (its name at Amazon) from which we believe what became of messages, and what was answered. */
  topic?: string
  /** Translates a text from one language into another, where a machine that does so is switched on. */
  translate?: Translate
  /** The text at an https address on the open internet; refused where there is none. */
  readAddress?: (address: string) => Promise<string>
  /** Where somebody looks after it: who came in by which way, who was turned away. */
  note?: Note
}

/** Takes down an event of security: codes and numbers, nothing of anybody. */
export type Note = (event: Readonly<Record<string, string | number>>) => void
