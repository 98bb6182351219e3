import { expect, test } from 'vitest'
import { scopeOf } from '../../../shared/access/actor.ts'
import { fanOut, noticesDue } from '../../../shared/delivery/notice.operations.ts'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { newestMessages } from '../../../shared/message/message.store.ts'
import { readBallot } from '../../../shared/workshop/ballot.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../../shared/workshop/poll.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

/** A school whose family was asked to vote by text; the demonstration, unless said otherwise. */
async function asked(more: Parameters<typeof schoolSite>[1] = { isDemonstration: true, carriers: [] }) {
  const site = await schoolSite(undefined, more)
  const { context, school } = site
  const caregivers = [{ givenName: 'Rosa', channels: [{ kind: 'sms', address: '+16175550123' }] }]
  const input = FamilyInput.parse({ name: 'Rosa', writtenLanguage: 'es', caregivers })
  const family = (await addFamily(context, school.id, input)).id
  const { id: workshop } = await createWorkshop(context, school.id, READING)
  const options = [{ start: '2027-03-23T22:00:00.000Z' }, { start: '2027-03-24T22:00:00.000Z' }]
  const poll = await putPoll(
    context,
    workshop,
    PollInput.parse({ options, closesAt: '2027-03-16T22:00:00.000Z' }),
  )
  for (const place of await noticesDue(context)) await fanOut(context, place)
  const messages = () => newestMessages(context.table, scopeOf(context.actor, school.id), 10)
  const [message] = await messages()
  const path = schoolRoutes.playedAnswer(message?.id ?? '', message?.at ?? '')
  const answers = async () => {
    const ballot = await readBallot(context, workshop, family)
    return ballot && [ballot.via, ...poll.options.map(({ id }) => ballot.answers[id]?.answer)]
  }
  const states = async () =>
    (await messages())
      .flatMap(({ kind, state }) => (kind === 'invitation' ? [] : [`${kind} ${state}`]))
      .sort()
  return { ...site, path, answers, states }
}

const blockquotes = (page: string) =>
  [...page.matchAll(/<blockquote[^>]*>([^<]*)/g)].map(([, text = '']) => text.trim())

test('an organizer of the demonstration reads a numbered text, and answers it as the family', async () => {
  const { member, path, answers, states } = await asked()
  const organizer = await member()
  const { page } = await organizer.get(path)
  expect(page).toContain('What if Rosa answered?')
  expect(blockquotes(page)[0]).toMatch(/\n1 mar.*\n2 mié/s)
  const played = blockquotes((await organizer.fill(path, { text: '2 1?' })).page)
  // With the link that was sent.
  expect(played[0]).toMatch(/\n1 mar.*\n2 mié.*\/f\/[\w-]{22}/s)
  expect(played.slice(1)).toEqual(['2 1?', expect.stringMatching(/^Puente Elementary: .*mié.*mar/)])
  expect(await answers()).toEqual(['text', 'ifNeeded', 'yes'])
  expect(await states()).toEqual(['answer sent', 'notices sent'])
  const again = blockquotes((await organizer.fill(path, { text: 'maybe the first' })).page)
  expect(again[2]).toMatch(/^Puente Elementary: /)
  expect(await answers()).toEqual(['text', 'ifNeeded', 'yes'])
  expect((await organizer.fill(path, { text: '1' })).page).toContain('at most two go to a number in an hour')
  expect(await answers()).toEqual(['text', 'yes', 'no'])
})

test('it is played at night too, and STOP is answered as over a gateway', async () => {
  const { member, path, clock } = await asked()
  clock.now = '2027-03-02T05:00:00.000Z'
  const organizer = await member()
  expect(blockquotes((await organizer.fill(path, { text: 'ALTO' })).page)).toHaveLength(3)
  expect((await organizer.fill(path, { text: '1' })).page).toContain('none to one that asked us to stop')
})

test('an empty answer is refused on the same page', async () => {
  const { member, path, answers } = await asked()
  const refused = await (await member()).fill(path, { text: ' ' })
  expect(refused.status).toBe(422)
  expect(await answers()).toBeUndefined()
})

test('nothing is played at another school, where a service sends texts, or of what asks nothing', async () => {
  for (const more of [{ carriers: [] }, { isDemonstration: true } as const]) {
    const { member, path, answers } = await asked(more)
    const organizer = await member()
    expect((await organizer.get(path)).status).toBe(404)
    expect((await organizer.post(path, { text: '1' })).status).toBe(404)
    expect(await answers()).toBeUndefined()
  }
  const { member, context, path } = await asked()
  const beside = await schoolSite(context, { isDemonstration: true, carriers: [] })
  expect((await (await beside.member()).get(path)).status).toBe(404)
  const nothing = schoolRoutes.playedAnswer('nobody', '2027-03-01T15:00:00.000Z')
  expect((await (await member()).get(nothing)).status).toBe(404)
})

test('the messages lead to it in the demonstration alone', async () => {
  for (const [more, times] of [
    [undefined, 1],
    [{ carriers: [] }, 0],
  ] as const) {
    const { member, path } = await asked(more)
    const organizer = await member()
    const { page } = await organizer.get(schoolRoutes.outbox())
    const [, open = ''] = /<a class="button quiet" href="([^"#]+)#/.exec(page) ?? []
    const opened = (await organizer.get(open.replaceAll('&amp;', '&'))).page
    expect(opened).toContain('Who got it, and what happened')
    expect(opened.split(path)).toHaveLength(times + 1)
  }
})
