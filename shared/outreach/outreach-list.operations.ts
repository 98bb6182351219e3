import { mustPrepare, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { refuse } from '../access/refusal.ts'
import type { Listed } from '../family/directory.ts'
import { readDirectory } from '../family/directory-reading.store.ts'
import { FAMILY_SOURCE, familiesWith } from '../family/family.store.ts'
import { isSought } from '../family/listing.ts'
import { visitsWith } from '../family/visits.store.ts'
import { getSchool } from '../school/school.store.ts'
import { schoolYearBegin } from '../school/school-year.ts'
import { conversationsOf } from './conversation.store.ts'
import {
  type Conversation,
  isUnexpired,
  type OutreachFigures,
  openPromises,
  outreachFigures,
  type ToTalkTo,
  toTalkTo,
} from './conversation.ts'
import { type Opening, openingOf } from './opening.ts'

/** The team's outreach: families to talk to, open promises, and the figures of the year. */
export type Outreach = {
  toTalkTo: ToTalkTo<Listed>[]
  promises: (Conversation & { name: string })[]
  /** The conversations of the year. */
  conversations: Conversation[]
  figures: OutreachFigures
  /** The families whom a search found, at most eight, and the one that was chosen or else the first to talk to. */
  found: Listed[]
  chosen: Listed | undefined
  /** The school's goal of positive conversations for each one about a concern. */
  aim: number
}

const POSITIVE_PER_CONCERN = 3
const FIRST_DAY = '09-01'

const MOST_FOUND = 8

/** What is asked of the outreach: families by a search, and the id of one. */
export type OutreachQuery = { search?: string | undefined; family?: string | undefined }

/** Reads the team's outreach of this school year. */
export async function readOutreach(
  { table, actor, now }: Context,
  schoolId: string,
  { search = '', family: asked }: OutreachQuery = {},
): Promise<Outreach> {
  mustPrepare(actor)
  const scope = scopeOf(actor, schoolId)
  const [school, families, all] = await Promise.all([
    getSchool(table, scope),
    readDirectory(table, FAMILY_SOURCE, scope),
    conversationsOf(table, scope),
  ])
  if (!school) return refuse('not-found')
  const conversations = all.filter(isUnexpired(now().toSeconds()))
  const { firstDay = FIRST_DAY, positivePerConcern = POSITIVE_PER_CONCERN } = school.settings
  const [month = 9, day = 1] = firstDay.split('-').map(Number)
  const began = schoolYearBegin(now(), school.timeZone)
  const inFirstYear = began.set({ month, day })
  const names = new Map(families.map(({ id, name }) => [id, name]))
  const waiting = toTalkTo<Listed>(families, conversations)
  return {
    toTalkTo: waiting,
    found: search.trim() ? families.filter(isSought(search)).slice(0, MOST_FOUND) : [],
    chosen: families.find(({ id }) => id === asked) ?? waiting[0]?.family,
    promises: openPromises(conversations).flatMap((one) => {
      const name = names.get(one.family)
      return name === undefined ? [] : [{ ...one, name }]
    }),
    conversations,
    figures: outreachFigures(
      families,
      conversations,
      inFirstYear < began ? inFirstYear.plus({ years: 1 }) : inFirstYear,
    ),
    aim: positivePerConcern,
  }
}

/** A family to talk to, with something good to begin with. */
export type Beginning = ToTalkTo<Listed> & { opening: Opening }

/** Something good to begin with for each of some families to talk to: two reads at once, however many families there are. */
export async function readOpenings(
  { table, actor }: Context,
  schoolId: string,
  some: readonly ToTalkTo<Listed>[],
  conversations: readonly Conversation[],
): Promise<Beginning[]> {
  mustPrepare(actor)
  const scope = scopeOf(actor, schoolId)
  const ids = some.map(({ family }) => family.id)
  const [families, visits] = await Promise.all([
    familiesWith(table, scope, ids),
    visitsWith(table, scope, ids),
  ])
  return some.map((one) => {
    const { id, heard } = one.family
    return {
      ...one,
      opening: openingOf({
        strengths: families.find((family) => family.id === id)?.strengths,
        visits: visits.find(({ family }) => family === id),
        conversations: conversations.filter(({ family }) => family === id),
        heard,
      }),
    }
  })
}
