import { createHmac } from 'node:crypto'
import type { Actor } from '../shared/access/actor.ts'
import { newSecret } from '../shared/access/identifier.ts'
import { sameText } from '../shared/access/secret.ts'
import { familyRoutes } from './routes.ts'
import { partOf } from './sign-in-events.ts'

/** The hidden field of every form that carries whose form it is. */
export const TOKEN_FIELD = 'form'

/**
 * Whether a form that posts to a path carries a token: the forms of families and of the team do. Public ones have their
 * authority in the address or in what is typed, signing out must always work, and other origins are told nothing.
 */
export function needsToken(path: string): boolean {
  return partOf(path) !== 'public' && path !== familyRoutes.leave()
}

/**
 * A token for the forms of one page: a random key, signed together with the identity that it was rendered for. What a form
 * makes may be a secret, which is derived from it.
 */
export function newFormToken(cookieKey: string, actor: Actor): string {
  const key = newSecret()
  return isSignedIn(actor) ? `${key}.${signature(cookieKey, actor, key)}` : ''
}

/** Whether a token was made for this actor. */
export function isTokenOf(cookieKey: string, actor: Actor, token: string): boolean {
  const [key = '', signed = ''] = token.split('.')
  return isSignedIn(actor) && sameText(signed, signature(cookieKey, actor, key))
}

type SignedIn = Extract<Actor, { kind: 'family' | 'member' }>

/** Whether somebody is signed in, so that a form can belong to somebody else. */
export const isSignedIn = (actor: Actor): actor is SignedIn =>
  actor.kind === 'family' || actor.kind === 'member'

// The prefix keeps it apart from all else that is signed with the key.
function signature(cookieKey: string, actor: SignedIn, key: string): string {
  const who = actor.kind === 'family' ? actor.family : actor.id
  const text = ['form', actor.kind, actor.school, who, key].join('\n')
  return createHmac('sha256', cookieKey).update(text).digest('base64url')
}
