import { surveyOfFamily } from '../../shared/impact/impact.operations.ts'
import { readStanding } from '../../shared/session/reply.operations.ts'
import { isOutdated } from '../../shared/session/session.ts'
import { readBallot } from '../../shared/workshop/ballot.operations.ts'
import { readInterest } from '../../shared/workshop/interest.operations.ts'
import { listWorkshops } from '../../shared/workshop/workshop.operations.ts'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import { familyOf, type Visit } from '../visit.ts'

/** A workshop without a date, about which families are asked whether they would come. */
export type Idea = { workshop: Workshop; interested: boolean }

/** A session about which a family that came is asked. */
export type OpenSurvey = { workshop: Workshop; session: string }

/** One thing that waits for a family, or that it has answered; `at` is when it is too late. */
export type FamilyMatter = { workshop: Workshop; at: string } & (
  | { kind: 'vote'; answered: boolean }
  | {
      kind: 'reply'
      session: { id: string; start: string; end: string }
      answered?: 'coming' | 'seated' | 'notComing' | 'waiting'
      /** It was moved since the family answered. */
      moved?: boolean
    }
)

/** Reads the workshops without a date about which the family is asked. */
export async function ideasOf(c: Visit, workshops: readonly Workshop[]): Promise<Idea[]> {
  const { family } = familyOf(c)
  const ideas = workshops
    .filter(({ status, announced, hostFamily }) => status === 'draft' && announced && hostFamily !== family)
    .map(async (workshop) => {
      const interest = await readInterest(c.get('context'), workshop.id, family)
      return { workshop, interested: interest !== undefined }
    })
  return Promise.all(ideas)
}

/** Reads what waits for the family, or that it has answered, by urgency. */
export async function mattersOf(c: Visit, workshops: readonly Workshop[]): Promise<FamilyMatter[]> {
  const { family } = familyOf(c)
  const context = c.get('context')
  const now = context.now().toMillis()
  const votes = workshops.flatMap((workshop) => {
    const at = workshop.poll?.closesAt
    if (workshop.status !== 'voting' || !at || Date.parse(at) <= now) return []
    const vote = async (): Promise<FamilyMatter> => {
      const ballot = await readBallot(context, workshop.id, family)
      return { kind: 'vote', workshop, at, answered: ballot !== undefined }
    }
    return [vote()]
  })
  const replies = workshops.flatMap((workshop) =>
    (workshop.status === 'scheduled' ? (workshop.sessions ?? []).filter(({ cancelled }) => !cancelled) : [])
      .filter((session) => Date.parse(session.end) > now)
      .map((session) => replyMatter(c, family, workshop, session)),
  )
  return byUrgency(await Promise.all([...votes, ...replies]))
}

/** The most urgent of what waits for the family, besides what it answers now. */
export async function nextMatter(c: Visit, besides: string): Promise<FamilyMatter | undefined> {
  const workshops = await listWorkshops(c.get('context'), familyOf(c).school.id)
  const [first] = await mattersOf(
    c,
    workshops.filter(({ id }) => id !== besides),
  )
  return first?.answered ? undefined : first
}

async function replyMatter(
  c: Visit,
  family: string,
  workshop: Workshop,
  session: { id: string; start: string; end: string },
): Promise<FamilyMatter> {
  const { session: now, reply } = await readStanding(c.get('context'), session.id, family)
  const matter = { kind: 'reply' as const, workshop, session, at: session.start }
  if (!reply) return matter
  if (isOutdated(now, reply)) return { ...matter, moved: true }
  if (!reply.attending) return { ...matter, answered: 'notComing' }
  return { ...matter, answered: reply.waiting ? 'waiting' : reply.seatedAt ? 'seated' : 'coming' }
}

/** What is to be answered first, the soonest first; then what was answered. */
export function byUrgency(matters: readonly FamilyMatter[]): FamilyMatter[] {
  const done = (matter: FamilyMatter) => (matter.answered ? 1 : 0)
  return [...matters].sort(
    (one, other) => done(one) - done(other) || Date.parse(one.at) - Date.parse(other.at),
  )
}

// Only sessions of the last weeks are looked up; the survey decides who is asked, and until when.
const ASKED_DAYS = 15

/** Reads the sessions about which a family that came is asked. */
export async function askedOf(c: Visit, workshops: readonly Workshop[]): Promise<OpenSurvey[]> {
  const { family } = familyOf(c)
  const now = c.get('context').now().toMillis()
  const begun = workshops.flatMap((workshop) =>
    (workshop.sessions ?? [])
      .filter(({ start, cancelled }) => {
        const since = now - Date.parse(start)
        return !cancelled && since >= 0 && since < ASKED_DAYS * 86_400_000
      })
      .map(async ({ id }) => {
        const standing = await surveyOfFamily(c.get('context'), id, family)
        return standing === 'open' ? [{ workshop, session: id }] : []
      }),
  )
  return (await Promise.all(begun)).flat()
}
