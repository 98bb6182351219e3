import { publicScope } from '../../shared/access/actor.ts'
import { familyItem, packFamilies } from '../../shared/family/family.store.ts'
import type { Family } from '../../shared/family/family.ts'
import type { Table } from '../../shared/table/table.ts'
import { inviteMember } from '../../shared/team/member.operations.ts'
import { castBallot } from '../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../shared/workshop/poll.ts'
import { createWorkshop } from '../../shared/workshop/workshop.operations.ts'
import type { Chance } from './chance.ts'
import { contextFor } from './context.ts'
import { DEPLOYMENT, READING, schoolWith } from './puente.ts'

const ANSWERS = ['yes', 'ifNeeded', 'no'] as const

/** A family with one caregiver, who reads e-mail. */
export function readingFamily(place: number): Family {
  const id = `f${String(place).padStart(6, '0')}`
  const channels = [{ kind: 'email' as const, address: `${id}@example.org` }]
  return {
    ...{ id, name: id, writtenLanguage: 'es', spokenLanguage: 'es', children: [], groups: [] },
    caregivers: [{ id: `c${id}`, givenName: id, familyName: '', channels }],
    ...{ bothMustAttend: false, sourceIds: [], saidThemselves: [], links: [], revision: 1 },
  }
}

/** A school with many messages: invitations of members, and a poll that opens, in which families vote several times. */
export async function audienceOf(table: Table, sizes: { families: number; members: number }, chance: Chance) {
  const context = contextFor(DEPLOYMENT, { table })
  const { school } = await schoolWith(table, 0)
  const scope = publicScope(school)
  const families = Array.from({ length: sizes.families }, (_, place) => readingFamily(place))
  await table.putAll(families.map((family) => familyItem(scope, family)))
  await packFamilies(table, scope, 'audience')
  const { id: workshop } = await createWorkshop(context, school, READING)
  const options = ['2027-03-23T22:00:00.000Z', '2027-03-24T22:00:00.000Z'].map((start) => ({ start }))
  const poll = await putPoll(
    context,
    workshop,
    PollInput.parse({ options, closesAt: '2027-03-16T22:00:00.000Z', answersVisible: true }),
  )
  const last = new Map<string, string[]>()
  for (const { id } of families) {
    for (let votes = 1 + Math.floor(chance() * 3); votes > 0; votes--) {
      const answers = poll.options.map(() => ANSWERS[Math.floor(chance() * 3)] ?? 'no')
      const given = Object.fromEntries(
        poll.options.map((option, place) => [option.id, answers[place] ?? 'no']),
      )
      await castBallot(context, workshop, id, { answers: given })
      last.set(id, answers)
    }
  }
  const names = Array.from({ length: sizes.members }, (_, place) => `member${place}`)
  for (const name of names)
    await inviteMember(context, school, { name, email: `${name}@example.org`, role: 'helper' })
  const addresses = [...families.map(({ id }) => id), ...names].map((name) => `${name}@example.org`)
  /** How many said yes and if needed to each option, recounted from each family's last ballot. */
  const recount = poll.options.map((_, place) =>
    (['yes', 'ifNeeded'] as const).map(
      (answer) => [...last.values()].filter((answers) => answers[place] === answer).length,
    ),
  )
  return { context, school, workshop, addresses, recount }
}

/** Who received no e-mail, and who received several. */
export function misled(addresses: readonly string[], mails: ReadonlyMap<string, number>) {
  const lost = addresses.filter((to) => !mails.has(to))
  const twice = addresses.filter((to) => (mails.get(to) ?? 0) > 1)
  return { lost, twice }
}
