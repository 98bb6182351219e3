import { issueLink } from '../../shared/family/family.operations.ts'
import type { Item } from '../../shared/table/table.ts'
import { requestSignIn } from '../../shared/team/sign-in.operations.ts'
import { familyRoutes, routes } from '../../web/routes.ts'
import { schoolRoutes } from '../../web/school-routes.ts'
import { device } from '../support/device.ts'
import type { Life } from '../support/life.ts'

/** The id for each path parameter. */
export function idsOf(life: Life, items: readonly Item[]): Record<string, string> {
  const first = (part: string) =>
    String(
      items.find(({ pk, sk }) => pk.startsWith(`SCHOOL#${life.school}`) && `${pk} ${sk}`.includes(part))
        ?.id ?? '',
    )
  return {
    school: life.school,
    workshop: life.decided,
    session: life.session,
    family: life.families.rosa,
    caregiver: caregiverOf(life, items),
    member: life.team.helper,
    key: life.team.key,
    closure: life.closure,
    proposal: life.proposal,
    upload: life.seen,
    list: life.seen,
    job: life.job,
    call: first('CALL#'),
    tie: first('#TIES OPEN#'),
    introduction: first('#INTRODUCTIONS WAITING#'),
    conversation: first('CONVERSATIONS'),
    invitation: life.invitation,
    decision: life.credited,
    nomination: first('NOMINATION#'),
    evidence: 'evidence',
    item: 'childcare',
    ...messageIn(life, items),
    signup: items.find(({ pk, kind }) => pk.includes(life.session) && kind === 'signUp')?.id as string,
    question: items.find(({ sk }) => sk.startsWith(`QUESTION#${life.decided}`))?.id as string,
    language: 'es',
    kind: 'reminder',
    sheet: 'sign-in',
    act: 'group',
    format: 'csv',
    about: 'host',
    step: '2',
    name: `${life.school}.${life.families.rosa}.${'x'.repeat(32)}`,
  }
}

function messageIn({ school }: Life, items: readonly Item[]): { message: string; at: string } {
  const message = items.find(
    ({ pk, sk }) => pk.startsWith(`SCHOOL#${school}#OUTBOX`) && sk.startsWith('MESSAGE#'),
  )
  return { message: String(message?.id), at: String(message?.at) }
}

function caregiverOf({ families }: Life, items: readonly Item[]): string {
  const family = items.find(({ sk }) => sk === `FAMILY#${families.rosa}`)
  const [first] = (family?.caregivers ?? []) as { id: string }[]
  return first?.id ?? ''
}

// A secret link does not lead from one school to another; these end the device's own session.
const LEFT_OUT = [
  routes.familyLink(':'),
  routes.familyWaysLink(':'),
  routes.signInLink(':'),
  routes.stop(':'),
  routes.help(':'),
  routes.signOut(),
  familyRoutes.leave(),
  familyRoutes.newLink(),
  familyRoutes.remove(),
]

type Path = { names: readonly string[]; build: (...values: string[]) => string }

/** Every path of the web side with its parameters, read from the functions that build them. */
export function pages(): Path[] {
  return [routes, familyRoutes, schoolRoutes]
    .flatMap((all) => Object.values(all))
    .flatMap((builder) => {
      const build = builder as Path['build'] // each takes as many texts as it names
      const names = [...(/^\(([^)]*)\)/.exec(build.toString())?.[1] ?? '').matchAll(/\w+/g)].map(
        ([name]) => name,
      )
      return LEFT_OUT.includes(build(...names.map(() => ':'))) ? [] : [{ names, build }]
    })
}

type Browser = ReturnType<typeof device>
type Who = 'organizer' | 'helper' | 'leader' | 'family'

/** A device that is signed in for somebody of a simulated year. */
export async function signedIn(
  app: Parameters<typeof device>[0],
  life: Life,
  who: Who,
  family = life.families.rosa,
): Promise<Browser> {
  const browser = device(app)
  if (who === 'family') {
    const { token } = await issueLink(life.all, life.school, family)
    await browser.get(routes.familyLink(token))
    return browser
  }
  const email =
    `${life.named({ organizer: 'dana', helper: 'sam', leader: 'linh' }[who])}@example.org`.toLowerCase()
  const sent = await requestSignIn(life.all, { email })
  await browser.post(routes.signInLink(sent?.token ?? ''), {})
  return browser
}
