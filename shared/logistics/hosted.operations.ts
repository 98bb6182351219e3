import type { Context } from '../access/context.ts'
import { idFor } from '../access/identifier.ts'
import { refuse } from '../access/refusal.ts'
import { familiesOf } from '../family/family.store.ts'
import type { Family } from '../family/family.ts'
import { saveItem } from '../session/item.store.ts'
import { type NewItem, ownItem } from '../session/item.ts'
import { getReplies } from '../session/reply.store.ts'
import { isNamed, type Reply } from '../session/reply.ts'
import type { Session } from '../session/session.ts'
import { tryCommit } from '../table/attempt.ts'
import { readLed } from '../workshop/host.operations.ts'
import { interestsOf } from '../workshop/interest.store.ts'
import { countInterest, type InterestCounts } from '../workshop/interest.ts'
import { tallyOf } from '../workshop/workshop.store.ts'
import type { OptionTally, Workshop } from '../workshop/workshop.ts'
import { type ListedItem, type Loaded, loadLogistics } from './logistics.operations.ts'
import type { Needs } from './needs.ts'
import type { SessionReadiness } from './readiness.ts'

/** A session as its host sees it: how many come, by the language that they speak, and how ready it is. */
export type PreparedSession = {
  session: Session
  expected: Needs['expected']
  languages: Record<string, number>
  /** The names of the families that come and agreed that the host may see them. */
  names: string[]
  items: ListedItem[]
  readiness: SessionReadiness
}

/** A workshop as its host sees it: counts and preparations, and no names but of those who agreed. */
export type HostedWorkshop = {
  workshop: Workshop
  interest?: InterestCounts
  /** The votes for its times, while families vote. */
  votes?: OptionTally
  sessions: PreparedSession[]
}

/** Reads a workshop for its host; anybody else gets `not-found`. */
export async function readHosted(context: Context, workshopId: string): Promise<HostedWorkshop> {
  const { table } = context
  const { scope, workshop } = await readLed(context, workshopId)
  const shown = (workshop.sessions ?? []).filter(({ cancelled }) => !cancelled)
  const [loaded, named, families, interests, votes] = await Promise.all([
    Promise.all(shown.map(({ id }) => loadLogistics(context, scope, id, { workshop }))),
    Promise.all(shown.map(async ({ id }) => (await getReplies(table, scope, id)).filter(isNamed))),
    workshop.announced || shown.length > 0 ? familiesOf(table, scope) : [],
    workshop.announced ? interestsOf(table, scope, workshopId) : undefined,
    workshop.status === 'voting' ? tallyOf(table, scope, workshopId, 'recent') : undefined,
  ])
  const byId = new Map(families.map((family) => [family.id, family]))
  return {
    workshop,
    sessions: loaded.map((one, place) => ({
      ...hostedSession(one, byId),
      names: namesOf(named[place] ?? [], byId),
    })),
    ...(interests && { interest: countInterest(interests, families) }),
    ...(votes && { votes }),
  }
}

function namesOf(replies: readonly Reply[], families: ReadonlyMap<string, Family>): string[] {
  return replies.flatMap(({ family }) => families.get(family)?.name ?? []).sort((a, b) => a.localeCompare(b))
}

function hostedSession(
  { logistics, coming }: Loaded,
  families: ReadonlyMap<string, Family>,
): Omit<PreparedSession, 'names'> {
  const { session, expected, items, readiness } = logistics
  const languages: Record<string, number> = {}
  for (const family of coming) {
    const language = families.get(family)?.spokenLanguage
    if (language) languages[language] = (languages[language] ?? 0) + 1
  }
  return { session, expected, languages, items, readiness }
}

/** Adds a host's own item to the checklist of one of their sessions. */
export async function addHostItem(
  context: Pick<Context, 'table' | 'actor' | 'key'>,
  workshopId: string,
  sessionId: string,
  input: NewItem,
): Promise<void> {
  const { scope, workshop } = await readLed(context, workshopId)
  if (!workshop.sessions?.some(({ id }) => id === sessionId)) refuse('not-found')
  await tryCommit(context.table, saveItem(scope, sessionId, ownItem(idFor(context), input)))
}
