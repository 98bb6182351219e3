import type { MiddlewareHandler } from 'hono'
import { setCookie } from 'hono/cookie'
import type { Actor } from '../shared/access/actor.ts'
import type { Context, Services } from '../shared/access/context.ts'
import { refuse } from '../shared/access/refusal.ts'
import { withRequestCache } from '../shared/access/request.operations.ts'
import { readFamily } from '../shared/family/family.operations.ts'
import type { Family } from '../shared/family/family.ts'
import { readPublicSchool } from '../shared/school/school.operations.ts'
import type { School } from '../shared/school/school.ts'
import { actorOfMember } from '../shared/team/member.operations.ts'
import { dayAt, instantOf } from '../shared/time/instant.ts'
import { cookieOptions, readCookie } from './cookie.ts'
import { isOfFamilies } from './routes.ts'
import { type DeviceSession, dropSession, isSignedInBefore, readSession } from './session-cookie.ts'
import type { Reader, Visit, WebEnv } from './visit.ts'

const LANGUAGE_COOKIE = 'language'
const YEAR_SECONDS = 365 * 24 * 60 * 60

type Texts = typeof import('./messages/catalogue.ts')

let reading: Promise<Texts> | undefined
/** Loads the catalogue once, after the first request's query has been sent, so that both run at the same time. */
function texts(): Promise<Texts> {
  reading ??= new Promise(setImmediate).then(() => import('./messages/catalogue.ts'))
  return reading
}

/** Identifies the reader and picks their language: the chosen one, the family's, the browser's, the school's. */
export function identifyReader(deployment: Services): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const chosen = c.req.query('lang')
    if (chosen !== undefined && c.req.method === 'GET') return chooseLanguage(c, chosen)
    const services = withRequestCache(deployment)
    const asking = identify(c, services)
    const [{ actor, school, family }, words] = await Promise.all([asking, texts()])
    const language = words.bestLanguage([
      chosen,
      readCookie(c, LANGUAGE_COOKIE),
      family?.writtenLanguage,
      ...words.acceptedLanguages(c.req.header('accept-language')),
      school?.defaultLanguage,
    ])
    await words.loadLanguages([language])
    const t = words.translator(language)
    c.set('services', services)
    const { table, now, carriers } = services
    c.set('context', { table, now, actor, carriers })
    c.set('reader', {
      t,
      language,
      actor,
      today: dayAt(instantOf(now()), school?.timeZone ?? 'UTC'),
      path: ownPath(c),
      carriers,
      ...(school && { school }),
      ...(family && { familyName: family.name }),
    })
    await next()
    // On the response: the pages of a part of the site answer without the headers that were set before.
    if (chosen !== undefined) keepLanguage(c, language)
    return undefined
  }
}

// One slash at the start: two would make it an address of another site (an open redirect).
const ownPath = (c: Visit) => `/${new URL(c.req.url).pathname.replace(/^\/+/, '')}`
/** The reader of an error page when nobody was identified, as while the database is down: the browser's language. */
export async function strangerOf(c: Visit): Promise<Reader> {
  const { acceptedLanguages, bestLanguage, loadLanguages, translator } = await texts()
  const accepted = acceptedLanguages(c.req.header('accept-language'))
  const language = bestLanguage([readCookie(c, LANGUAGE_COOKIE), ...accepted])
  await loadLanguages([language])
  const reader = { t: translator(language), language, today: '', path: '/', carriers: [] }
  return { ...reader, actor: { kind: 'public' } }
}

async function chooseLanguage(c: Visit, chosen: string): Promise<Response> {
  keepLanguage(c, (await texts()).bestLanguage([chosen]))
  const rest = new URL(c.req.url).searchParams
  rest.delete('lang')
  const path = ownPath(c)
  return c.redirect(rest.size ? `${path}?${rest}` : path, 303)
}

function keepLanguage(c: Visit, language: string): void {
  setCookie(c, LANGUAGE_COOKIE, language, cookieOptions(c, YEAR_SECONDS))
}

type Identity = { actor: Actor; school?: School; family?: Pick<Family, 'name' | 'writtenLanguage'> }

/** Reads a member at each request, so that a removed one is signed out at once; a family is cached for a moment. */
async function identify(c: Visit, services: Services): Promise<Identity> {
  const session = readSession(c, services)
  if (!session) return { actor: { kind: 'public' } }
  try {
    if (session.kind === 'member') return await identifyMember(c, services, session)
    return await identifyFamily(services, session, (since) => isSignedInBefore(c, services, since))
  } catch (fault) {
    if (!(fault instanceof Error) || fault.name !== 'Refusal') throw fault
    dropSession(c)
    return { actor: { kind: 'public' } }
  }
}

type Signed<Kind extends DeviceSession['kind']> = Extract<DeviceSession, { kind: Kind }>

const nobodyIsOut = () => false

// One call reads both. `isOut` tells whether the device signed in before an instant.
async function identifyFamily(
  { table, now }: Services,
  actor: Signed<'family'>,
  isOut: (devicesSince: string) => boolean = nobodyIsOut,
): Promise<Identity> {
  const context: Context = { table, now, actor }
  const [school, family] = await Promise.all([
    readPublicSchool(context, actor.school, 'recent'),
    readFamily(context, actor.school, actor.family, 'recent'),
  ])
  if (family.devicesSince && isOut(family.devicesSince)) return refuse('sign-in-needed')
  if (actor.caregiver !== undefined && isParted(family, actor.caregiver, isOut))
    return refuse('sign-in-needed')
  return { actor, school, family }
}

/** Whether a caregiver left the family, or their own link was ended after the device came in by it. */
function isParted(
  { caregivers, caregiverLinksSince = {} }: Family,
  caregiver: string,
  isOut: (since: string) => boolean,
): boolean {
  const since = caregiverLinksSince[caregiver]
  return !caregivers.some(({ id }) => id === caregiver) || (since !== undefined && isOut(since))
}

async function identifyMember(c: Visit, services: Services, session: Signed<'member'>): Promise<Identity> {
  // A parent on the team acts for their own family on a family's pages.
  const acts = isOfFamilies(c.req.path)
  const asFamily = (family: string) =>
    identifyFamily(services, { kind: 'family', school: session.school, family })
  const [member, school, ahead] = await Promise.all([
    actorOfMember(services.table, session),
    readPublicSchool(services, session.school),
    acts && session.family ? asFamily(session.family).catch(() => undefined) : undefined,
  ])
  if (member?.kind !== 'member') return refuse('sign-in-needed')
  if (!acts || !member.family) return { actor: member, school }
  return ahead && member.family === session.family ? ahead : asFamily(member.family)
}
