import type { Key, Table, Write } from '../table/table.ts'
import { addressPartition } from './member.store.ts'
import type { Challenge } from './sign-in.ts'

const challengeKey = (email: string): Key => ({ pk: addressPartition(email), sk: 'CHALLENGE' })

/** The challenge that was last sent to an address. */
export async function getChallenge(table: Table, email: string): Promise<Challenge | undefined> {
  return table.get<Challenge>(challengeKey(email))
}

/** A new challenge in place of the one before; goes by itself at `expires` (seconds since 1970). */
export function putChallenge(email: string, challenge: Challenge, expires: number): Write {
  return { put: { ...challengeKey(email), ...challenge, expiresAt: expires } }
}

/** Counts one more try, if nobody else counted in between; `expires` as of the challenge. */
export function countTry(email: string, challenge: Challenge, expires: number): Write {
  return {
    put: {
      ...challengeKey(email),
      ...challenge,
      tries: challenge.tries + 1,
      wrong: challenge.wrong + 1,
      revision: challenge.revision + 1,
      expiresAt: expires,
    },
    when: { equals: { revision: challenge.revision } },
  }
}

/** Ends a challenge that was met. */
export function dropChallenge(email: string): Write {
  return { remove: challengeKey(email) }
}
