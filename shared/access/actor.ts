import { refuse } from './refusal.ts'

/** What a member of a school's team may do; a helper sees checklists and conversations only. */
export type Role = 'organizer' | 'helper' | 'parentLeader'

/** The identity on whose behalf an operation runs. */
export type Actor =
  | { kind: 'public' }
  | { kind: 'deployment' }
  | { kind: 'apiKey'; school: string; id: string }
  | { kind: 'member'; school: string; id: string; role: Role; name: string; family?: string }
  /** `caregiver` is who came in by an own link, or sent a text. */
  | { kind: 'family'; school: string; family: string; caregiver?: string; by?: 'text' }

declare const scope: unique symbol

/** The id of a school to which the actor has proved to belong. Stores require it; only `scopeOf` mints it. */
export type SchoolScope = string & { readonly [scope]: true }

/** Mints the scope of a school. Refuses another school's with `not-found`, so as not to reveal whether it exists. */
export function scopeOf(actor: Actor, school: string): SchoolScope {
  const belongs = actor.kind === 'deployment' || (actor.kind !== 'public' && actor.school === school)
  if (!school || !belongs) refuse(actor.kind === 'public' ? 'sign-in-needed' : 'not-found')
  return school as SchoolScope
}

/** A scope for what a school shows to everybody: its name and a workshop's public page. */
export function publicScope(school: string): SchoolScope {
  if (!school) refuse('not-found')
  return school as SchoolScope
}

/** Whether the actor may plan: an organizer, a key that one made, or the deployment itself. */
export function organizes(actor: Actor): boolean {
  return (
    actor.kind === 'deployment' ||
    actor.kind === 'apiKey' ||
    (actor.kind === 'member' && actor.role === 'organizer')
  )
}

/** Refuses an actor that may not plan. */
export function mustOrganize(actor: Actor): void {
  if (!organizes(actor)) refuse(actor.kind === 'public' ? 'sign-in-needed' : 'forbidden')
}

/** Refuses an actor that may not prepare a session: organizers and helpers may. */
export function mustPrepare(actor: Actor): void {
  const helps = actor.kind === 'member' && actor.role === 'helper'
  if (!organizes(actor) && !helps) refuse(actor.kind === 'public' ? 'sign-in-needed' : 'forbidden')
}

/** Refuses an actor that may not act for the family: the family itself and organizers may. */
export function mustActFor(actor: Actor, family: string): void {
  if (actor.kind === 'family' && actor.family !== family) refuse('not-found')
  if (actor.kind !== 'family') mustOrganize(actor)
}
