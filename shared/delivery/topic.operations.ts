import { publicScope, type SchoolScope } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import type { Notices } from '../message/message.ts'
import { type About, stillHolds } from '../message/notice.ts'
import { wordingsOf } from '../message/wording.store.ts'
import { wordingIn } from '../message/wording.ts'
import { getSchool } from '../school/school.store.ts'
import type { School } from '../school/school.ts'
import { getSession } from '../session/session.store.ts'
import { getWorkshop } from '../workshop/workshop.store.ts'
import type { Topic } from './topic.ts'

/** The topics of a message that still hold, with the school's wordings; undefined where none does. */
export async function currentTopics(
  table: Context['table'],
  { notices, language, now }: { notices: Notices; language: string; now: string },
): Promise<{ topics: Topic[]; school: School } | undefined> {
  const scope = publicScope(notices.school)
  const school = await getSchool(table, scope)
  const all = await Promise.all(notices.about.map((one) => loadTopic(table, scope, one, language)))
  const topics = all
    .filter((topic) => topic !== undefined)
    .filter(({ about, workshop, session }) => stillHolds(about, { workshop, session }, now))
  return school && topics.length > 0 ? { topics, school } : undefined
}

async function loadTopic(
  table: Context['table'],
  scope: SchoolScope,
  { told: _, ...about }: About,
  language: string,
): Promise<Topic | undefined> {
  const [workshop, session, wordings] = await Promise.all([
    getWorkshop(table, scope, about.workshop),
    about.session ? getSession(table, scope, about.session) : undefined,
    wordingsOf(table, scope, about.kind),
  ])
  const wording = wordingIn(wordings, language)
  return (
    workshop && { about, workshop, ...(session && { session }), ...(wording && { wording: wording.text }) }
  )
}
