import type { Key, Table, Write } from '../table/table.ts'
import { addressPartition } from './member.store.ts'
import type { Challenge } from './sign-in.ts'

const challengeKey = (email: string): Key => ({ pk: addressPartition(email), sk: 'CHALLENGE' })

/** The latest challenge of an address. */
export async function getChallenge(table: Table, email: string): Promise<Challenge | undefined> {
  return table.get<Challenge>(challengeKey(email))
}

/** Replaces the address's challenge; the table deletes it at `expires` (seconds since 1970). */
export function putChallenge(email: string, challenge: Challenge, expires: number): Write {
  return { put: { ...challengeKey(email), ...challenge, expiresAt: expires } }
}

/** Counts a try, unless another was counted meanwhile; `expires` as for the challenge. */
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

/** Deletes a challenge that was passed. */
export function dropChallenge(email: string): Write {
  return { remove: challengeKey(email) }
}
