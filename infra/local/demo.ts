import type { Base } from '../../functions/wire.ts'
import type { Context } from '../../shared/access/context.ts'
import { addFamily, issueLink } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { NewSchool } from '../../shared/school/school.ts'
import { createSchool } from '../../shared/team/founding.operations.ts'
import { inviteMember } from '../../shared/team/member.operations.ts'
import { propose } from '../../shared/workshop/proposal.operations.ts'
import { NewProposal } from '../../shared/workshop/proposal.ts'
import { createWorkshop } from '../../shared/workshop/workshop.operations.ts'
import { NewWorkshop } from '../../shared/workshop/workshop.ts'
import { routes } from '../../web/routes.ts'
import { makeEngagement, makeHeld } from './demo-engagement.ts'
import { demoFamilies } from './demo-families.ts'
import { makeScheduled, makeVoting } from './demo-polls.ts'
import { type DemoLink, TEAM } from './demo-team.ts'
import { PROPOSAL, SCHEDULED, VOTING } from './demo-workshops.ts'

const SCHOOL = {
  name: 'Riverbend School',
  timeZone: 'America/Chicago',
  country: 'US',
  languages: ['en', 'es', 'so', 'ar', 'vi', 'zh-Hans'],
  defaultLanguage: 'en',
  schoolDay: { start: '08:00', end: '15:00' },
}

// The family whose link is printed: it writes Spanish and has not voted yet.
const SHOWN_PARENT = 18
const PROPOSING_PARENT = 22

/** Makes the demonstration school, relative to today, through the same operations as everything else. */
export async function makeDemonstration({ table, now }: Base): Promise<DemoLink[]> {
  const context: Context = { table, now, actor: { kind: 'deployment' } }
  const school = await createSchool(context, NewSchool.parse(SCHOOL), { isDemonstration: true })
  const organizer = await inviteMember(context, school.id, TEAM.organizer)
  await inviteMember(context, school.id, TEAM.helper)
  const families: Family[] = []
  for (const family of demoFamilies()) families.push(await addFamily(context, school.id, family))
  const family = families.find(({ name }) => TEAM.parentLeader.name.endsWith(name))?.id
  const leader = await inviteMember(context, school.id, { ...TEAM.parentLeader, ...(family && { family }) })

  const today = now().setZone(school.timeZone)
  const voting = await createWorkshop(context, school.id, NewWorkshop.parse(VOTING))
  const silent = families[SHOWN_PARENT]?.id
  await makeVoting(context, voting.id, { today, families: families.filter(({ id }) => id !== silent) })
  const led = NewWorkshop.parse({ ...SCHEDULED, hostFamily: family })
  const scheduled = await createWorkshop(context, school.id, led)
  await makeScheduled(context, scheduled.id, { today, families })
  const proposing = families[PROPOSING_PARENT]
  if (proposing) await propose(context, school.id, NewProposal.parse({ ...PROPOSAL, family: proposing.id }))

  const known = families.filter(({ id }) => id !== silent)
  await makeHeld(context, { school: school.id, today, families: known })
  const { id, name, role } = organizer.member
  const dana: Context = { ...context, actor: { kind: 'member', school: school.id, id, name, role } }
  await makeEngagement(dana, { school: school.id, today, families: known, invited: silent })

  const parent = silent && (await issueLink(context, school.id, silent))
  return [
    ...(organizer.token ? [{ who: 'organizer', path: routes.signInLink(organizer.token) }] : []),
    ...(leader.token ? [{ who: 'parent leader', path: routes.signInLink(leader.token) }] : []),
    ...(parent ? [{ who: 'parent', path: routes.familyLink(parent.token) }] : []),
  ]
}
