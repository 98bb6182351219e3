import type { DateTime } from 'luxon'
import type { Key, Table, Write } from '../table/table.ts'
import type { SchoolScope } from './actor.ts'
import { hashOf } from './identifier.ts'
import type { ApiKey, Member } from './member.ts'
import type { Challenge } from './sign-in.ts'

const schoolPartition = (scope: SchoolScope) => `SCHOOL#${scope}`
const memberKey = (scope: SchoolScope, id: string): Key => ({
  pk: schoolPartition(scope),
  sk: `MEMBER#${id}`,
})
const apiKeyKey = (scope: SchoolScope, id: string): Key => ({
  pk: schoolPartition(scope),
  sk: `API-KEY#${id}`,
})
const addressPartition = (email: string) => `ADDRESS#${hashOf(email)}`
const addressKey = (member: Member): Key => ({
  pk: addressPartition(member.email),
  sk: `MEMBER#${member.school}#${member.id}`,
})
const challengeKey = (email: string): Key => ({ pk: addressPartition(email), sk: 'CHALLENGE' })
const secretKey = (hash: string): Key => ({ pk: `SECRET#${hash}`, sk: 'SECRET' })

/**
 * What a secret opens; `until` (RFC 3339 UTC) is when it stops, `expiresAt` (seconds) when the table lets it go. An
 * invitation's names the school that invites.
 */
export type Secret = { expiresAt?: number } & Opened
type Opened =
  | {
      kind: 'family-link'
      school: string
      family: string
      /** Of a link in a message: when it was made, and by which way it went, so that it can be stopped from there. */
      at?: string
      way?: { channel: 'email' | 'sms'; to: string }
    }
  | { kind: 'helper'; school: string; session: string; helper: string }
  | { kind: 'api-key'; school: string; id: string }
  | { kind: 'sign-in'; email: string; until: string; school?: string }

/** Keeps what a secret opens, under the secret's hash; `expires` (seconds since 1970) lets it go. */
export function keepSecret(hash: string, secret: Secret, expires?: number): Write {
  return { put: { ...secretKey(hash), ...secret, ...(expires && { expiresAt: expires }) } }
}

/** Makes a secret stop. */
export function dropSecret(hash: string): Write {
  return { remove: secretKey(hash) }
}

/** Makes a secret stop, if it has not yet: only one of two who use it at once succeeds. */
export function useSecret(hash: string): Write {
  return { remove: secretKey(hash), when: 'present' }
}

/** What the secret opens, found by its hash. */
export async function findSecret(table: Table, secret: string): Promise<Secret | undefined> {
  return table.get<Secret>(secretKey(hashOf(secret)))
}

/** Whether a secret is over, also while the table has not removed it yet. */
export function isOver({ expiresAt }: Secret, now: DateTime): boolean {
  return expiresAt !== undefined && expiresAt <= now.toSeconds()
}

/** A member and the line by which their address is found at sign-in. */
export function addMemberWrites(scope: SchoolScope, member: Member): Write[] {
  return [
    { put: { ...memberKey(scope, member.id), ...member }, when: 'absent' },
    { put: { ...addressKey(member), school: member.school, id: member.id } },
  ]
}

/** Takes a member out; where `successor` is given, only while that one is still an organizer. */
export function removeMemberWrites(scope: SchoolScope, member: Member, successor?: Member): Write[] {
  return [
    { remove: memberKey(scope, member.id), when: 'present' },
    { remove: addressKey(member) },
    ...(successor
      ? [{ check: memberKey(scope, successor.id), when: { equals: { role: 'organizer' } } } satisfies Write]
      : []),
  ]
}

/** A member who is still there, now acting for another family. */
export function changeMember(scope: SchoolScope, member: Member): Write {
  return { put: { ...memberKey(scope, member.id), ...member }, when: 'present' }
}

/** One of the team, or undefined. */
export async function getMember(table: Table, scope: SchoolScope, id: string): Promise<Member | undefined> {
  return table.get<Member>(memberKey(scope, id))
}

/** The school's team. */
export async function teamOf(table: Table, scope: SchoolScope): Promise<Member[]> {
  return table.queryAll<Member>(schoolPartition(scope), 'MEMBER#')
}

/** In which schools an address belongs to whom. */
export async function membershipsOf(table: Table, email: string): Promise<{ school: string; id: string }[]> {
  return table.queryAll<{ school: string; id: string }>(addressPartition(email), 'MEMBER#')
}

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

/** One more wrong guess of a caller, or of all under one name; the sum is kept until the ten minutes are over. */
export async function countGuess(table: Table, caller: string, end: number): Promise<number> {
  return table.count({ pk: `GUESSES#${caller}`, sk: 'GUESSES' }, end)
}

/** Ends a challenge that was met. */
export function dropChallenge(email: string): Write {
  return { remove: challengeKey(email) }
}

/** A school's API key: its line in the list and what its secret opens. */
export function addApiKeyWrites(scope: SchoolScope, key: ApiKey): Write[] {
  return [
    { put: { ...apiKeyKey(scope, key.id), ...key } },
    keepSecret(key.hash, { kind: 'api-key', school: scope, id: key.id }),
  ]
}

/** Takes a key out of the list and makes its secret stop. */
export function removeApiKeyWrites(scope: SchoolScope, key: ApiKey): Write[] {
  return [{ remove: apiKeyKey(scope, key.id), when: 'present' }, dropSecret(key.hash)]
}

/** The school's API keys. */
export async function apiKeysOf(table: Table, scope: SchoolScope): Promise<ApiKey[]> {
  return table.queryAll<ApiKey>(schoolPartition(scope), 'API-KEY#')
}
