import type { Context as HonoContext } from 'hono'
import { html } from 'hono/html'
import { type Child, jsx } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Actor } from '../shared/access/actor.ts'
import type { Context, RateLimiter, SentChannel, Services } from '../shared/access/context.ts'
import type { PictureFiles } from '../shared/access/picture-files.ts'
import { refuse } from '../shared/access/refusal.ts'
import type { ShownViewing } from '../shared/family/viewing.ts'
import type { School } from '../shared/school/school.ts'
import type { RequestArrival } from './arrival.ts'
import { AbovePage, FormToken, OwnFormContext, ScriptContext } from './components/form-context.ts'
import { sendText } from './compress.ts'
import type { SentForm } from './form.ts'
import { newFormToken } from './form-token.ts'
import type { PageLanguage, Translator } from './messages/catalogue.ts'
import { letScriptsRun } from './policy.ts'
import type { Waiting } from './school/waiting.ts'

/** The reader of a page: identity, language, school. */
export type Reader = {
  t: Translator
  language: PageLanguage
  actor: Actor
  /** The day at the school, or in UTC where there is none (`2026-11-30`). */
  today: string
  /** The path of this page. */
  path: string
  /** The channels for which a service is set up; messages over the others wait. */
  carriers: readonly SentChannel[]
  /** Where this page can be opened again, for the language chooser; where nobody found it out, its path. */
  address?: string
  /** The fields of a form that was sent and is shown again, which go along to another language. */
  sent?: SentForm['sent']
  /** The name of the family on whose pages the reader is. */
  familyName?: string
  /** The reader's school; the public has none, except on a page of a school. */
  school?: School
  /** How much waits in the places of the team's navigation. */
  waiting?: Promise<Waiting | undefined>
  /** Who of the team saw the family, on its page about itself. */
  viewings?: Promise<readonly ShownViewing[]>
}

/** What every request carries: how to call operations, and the reader. */
export type WebEnv = {
  Variables: RequestArrival & {
    services: Services
    context: Context
    reader: Reader
    guarded: RateLimiter
    /** What stands above the page, loaded while the page loads its own. */
    above?: Promise<Child>
    /** The other origin to which a form of the page is sent. */
    formTarget?: string
    /** Which families the page shows, being noted meanwhile. */
    noted?: Promise<unknown>
  }
}

/** A request of the web side. */
export type Visit<Path extends string = string> = HonoContext<WebEnv, Path>

/** Answers with a page: with 200, unless a status is named here or was set before, as by `onPost`. */
export async function show(c: Visit, page: Child, status?: ContentfulStatusCode): Promise<Response> {
  c.header('Content-Type', 'text/html; charset=UTF-8')
  // While the database is down nobody is identified, and no form needs a token.
  const reader: Reader | undefined = c.get('reader')
  const value = reader ? newFormToken(c.get('services').cookieKey, reader.actor) : ''
  const above = await c.get('above')
  const own = reader && { path: reader.path, isTaken: false }
  const framed = jsx(OwnFormContext.Provider, { value: own }, jsx(AbovePage.Provider, { value: above }, page))
  const script = { isUsed: false }
  const scripted = jsx(ScriptContext.Provider, { value: script }, framed)
  const owned = jsx(FormToken.Provider, { value }, scripted)
  const text = String(await html`<!DOCTYPE html>${owned}`)
  if (script.isUsed) letScriptsRun(c)
  return sendText(c, text, status)
}

/** The family of the visit and its school; refuses everybody else with `sign-in-needed`. */
export function familyOf(c: Visit): { family: string; school: School } {
  const { actor, school } = c.get('reader')
  return actor.kind === 'family' && school ? { family: actor.family, school } : refuse('sign-in-needed')
}

/** The storage of pictures. */
export function picturesOf(c: Visit): PictureFiles {
  return c.get('services').pictures
}

/** The member of the visit and their school; refuses everybody else with `sign-in-needed`. */
export function memberOf(c: Visit): { member: Extract<Actor, { kind: 'member' }>; school: School } {
  const { actor, school } = c.get('reader')
  return actor.kind === 'member' && school ? { member: actor, school } : refuse('sign-in-needed')
}

/** An organizer and their school; refuses other members with `forbidden`. */
export function organizerOf(c: Visit): { school: School } {
  const { member, school } = memberOf(c)
  return member.role === 'organizer' ? { school } : refuse('forbidden')
}
