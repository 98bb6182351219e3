import { expect, test } from 'vitest'
import { fanOut, listNotices, noticesDue } from '../../../shared/delivery/notice.operations.ts'
import { addFamily, listFamilies } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { ReplyInput } from '../../../shared/session/reply.ts'
import { readSession } from '../../../shared/session/session.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { PollInput } from '../../../shared/workshop/poll.ts'
import { createWorkshop, readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { choiceValue } from '../../../web/school/results-view.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { hiddenFields, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

const POLL = { 'options.0.startLocal': '2027-03-23T18:00', closesAt: '2027-03-16T18:00' }

const CHANGE = {
  'title.en': 'Reading at home',
  purpose: 'learning',
  'audience:list': 'parents',
  presentationLanguage: 'en',
  'durationMinutes:int': '60',
  'presenters:int': '1',
  'volunteers:int': '0',
}

/** A school with two families who wish for a call, and a draft of a workshop. */
async function draftSite() {
  const site = await schoolSite()
  const add = (givenName: string, address: string) =>
    addFamily(
      site.context,
      site.school.id,
      FamilyInput.parse({
        writtenLanguage: 'es',
        caregivers: [{ givenName, channels: [{ kind: 'phone', address }] }],
      }),
    )
  const warsame = await add('Warsame', '+16175550123')
  await add('Bao', '+16175550124')
  const { id } = await createWorkshop(site.context, site.school.id, READING)
  const dana = await site.member()
  const status = async () => (await readWorkshop(site.context, id)).status
  return { ...site, dana, id, warsame: warsame.id, status }
}

/** The same with a session on March 23. */
async function scheduledSite() {
  const site = await draftSite()
  const { context, id } = site
  const options = [{ start: '2027-03-23T22:00:00.000Z' }]
  const poll = await putPoll(context, id, PollInput.parse({ options, closesAt: '2027-03-16T22:00:00.000Z' }))
  const { sessions } = await schedule(context, id, { options: [poll.options[0]?.id ?? ''] })
  return { ...site, session: sessions[0]?.id ?? '' }
}

const plain = (page: string) => page.replace(/[\u2009\u202f\u00a0]/g, ' ')

test('before families are asked, a page says how many, how, when and in which words', async () => {
  const { dana, id, status } = await draftSite()
  const asked = await dana.post(schoolRoutes.poll(id), POLL)
  expect(asked.status).toBe(200)
  expect(plain(asked.page)).toContain('2 families hear of it in 1 language.')
  expect(plain(asked.page)).toContain('10:05 AM')
  expect(asked.page).toContain('Digan qué horarios le sirven')
  expect(asked.page).toContain('Ask 2 families')
  expect(await status()).toBe('draft')
  const confirmed = await dana.post(schoolRoutes.poll(id), hiddenFields(asked.page))
  expect(confirmed.to).toBe(`${schoolRoutes.workshop(id)}?done=poll`)
  expect(await status()).toBe('voting')
})

test('a confirmed act is undone on every page of the workshop until it has left; the times go back into the form', async () => {
  const { dana, id, status } = await draftSite()
  await dana.post(schoolRoutes.poll(id), { ...POLL, confirmed: 'yes' })
  for (const path of [schoolRoutes.workshop(id), schoolRoutes.poll(id), schoolRoutes.notices(id)]) {
    const { page } = await dana.get(path)
    expect(plain(page)).toContain('No message has left yet. Families who open their page can see it.')
    expect(page.split(`action="${schoolRoutes.undoWorkshop(id)}"`)[1]).toMatch(
      /^[^/]*name="form" value="[^"]+"/,
    )
  }
  const undone = await dana.post(schoolRoutes.undoWorkshop(id), { act: 'poll' })
  expect(undone.to).toBe(schoolRoutes.poll(id))
  expect((await dana.get(undone.to ?? '')).page).toContain('value="2027-03-23T18:00"')
  expect(await status()).toBe('draft')
  expect((await dana.post(schoolRoutes.undoWorkshop(id), { act: 'poll' })).status).toBe(303)
})

test('a decision made on the page can be undone until its messages leave; one made through the API cannot', async () => {
  const { dana, id, status, context } = await draftSite()
  await dana.post(schoolRoutes.poll(id), { ...POLL, confirmed: 'yes' })
  const option = (await readWorkshop(context, id)).poll?.options[0]?.id ?? ''
  const asked = await dana.post(schoolRoutes.schedule(id), {
    options: choiceValue([option]),
    reason: 'Free room',
  })
  const chosen = await dana.post(schoolRoutes.schedule(id), hiddenFields(asked.page))
  expect((await dana.get(chosen.to ?? '')).page).toContain('The time is set: leaves')
  await dana.post(schoolRoutes.undoWorkshop(id), { act: 'schedule' })
  expect(await status()).toBe('voting')
  await schedule(context, id, { options: [option] })
  expect((await dana.get(schoolRoutes.workshop(id))).page).not.toContain('The time is set: leaves')
})

test('after a cancellation only that is offered to be undone, by its name', async () => {
  const { dana, id, context } = await draftSite()
  await dana.post(schoolRoutes.poll(id), { ...POLL, confirmed: 'yes' })
  const option = (await readWorkshop(context, id)).poll?.options[0]?.id ?? ''
  const asked = await dana.post(schoolRoutes.schedule(id), {
    options: choiceValue([option]),
    reason: 'Free room',
  })
  const chosen = await dana.post(schoolRoutes.schedule(id), hiddenFields(asked.page))
  const told = (await dana.get(chosen.to ?? '')).page
  expect(told.match(/>Undo[^<]*</g)).toEqual(['>Undo the chosen time<'])
  await dana.post(schoolRoutes.cancelWorkshop(id), {})
  const { page } = await dana.get(schoolRoutes.workshop(id))
  expect(page.match(/>Undo[^<]*</g)).toEqual(['>Undo the cancellation<'])
})

test('what cannot be undone any more is said on the workshop’s page, with what can be done instead', async () => {
  const { dana, id, status, context, session, warsame } = await scheduledSite()
  await putReply(context, session, warsame, ReplyInput.parse({ attending: true, adults: 1 }))
  const refused = await dana.post(schoolRoutes.undoWorkshop(id), { act: 'schedule' })
  expect(refused.status).toBe(422)
  expect(refused.page).toContain('cannot be undone any more')
  expect(refused.page).toContain('You can move the session or cancel it')
  expect(refused.page).toContain(`href="${schoolRoutes.session(session)}"`)
  expect(await status()).toBe('scheduled')
})

test('marking a workshop as held is offered once its last session has begun, and can be undone', async () => {
  const { dana, id, clock, status } = await scheduledSite()
  expect((await dana.get(schoolRoutes.workshop(id))).page).not.toContain('It took place')
  expect((await dana.post(schoolRoutes.holdWorkshop(id), {})).status).toBe(409)
  clock.now = '2027-03-23T23:00:00.000Z'
  dana.get(schoolRoutes.workshop(id))
  const held = await dana.post(schoolRoutes.holdWorkshop(id), {})
  expect((await dana.get(held.to ?? '')).page).toContain('Marked as held.')
  await dana.post(schoolRoutes.undoWorkshop(id), { act: 'held' })
  expect(await status()).toBe('scheduled')
})

test('cancelling asks first, says what follows, and can be undone', async () => {
  const { dana, id, session, status } = await scheduledSite()
  const { page } = await dana.get(schoolRoutes.cancelWorkshop(id))
  expect(page).toContain('What they answered is kept.')
  expect(await status()).toBe('scheduled')
  const cancelled = await dana.post(schoolRoutes.cancelWorkshop(id), {})
  expect(await status()).toBe('cancelled')
  expect((await dana.get(cancelled.to ?? '')).page).toContain('value="cancel"')
  await dana.post(schoolRoutes.undoWorkshop(id), { act: 'cancel' })
  expect(await status()).toBe('scheduled')
  expect((await dana.get(schoolRoutes.cancelSession(session))).page).toContain('Cancel this session')
  await dana.post(schoolRoutes.cancelSession(session), {})
  expect((await dana.get(schoolRoutes.session(session))).page).toContain(schoolRoutes.undoSession(session))
  await dana.post(schoolRoutes.undoSession(session), {})
  expect((await dana.get(schoolRoutes.session(session))).page).not.toContain(
    schoolRoutes.undoSession(session),
  )
})

test('a vote is stopped after a question and opened again; a draft is deleted after a question', async () => {
  const { dana, id } = await draftSite()
  await dana.post(schoolRoutes.poll(id), { ...POLL, confirmed: 'yes' })
  expect((await dana.get(schoolRoutes.stopVote(id))).page).toContain('You can open the vote again.')
  const stopped = await dana.post(schoolRoutes.stopVote(id), {})
  expect((await dana.get(stopped.to ?? '')).page).toContain('The vote is stopped.')
  expect((await dana.get(schoolRoutes.workshop(id))).page).toContain('Open the vote again')
  await dana.post(schoolRoutes.undoWorkshop(id), { act: 'stop' })
  expect((await dana.get(schoolRoutes.workshop(id))).page).toContain('Stop the vote')
  const other = await draftSite()
  const asks = await other.dana.get(schoolRoutes.deleteWorkshop(other.id))
  expect(asks.page).toContain('This cannot be undone.')
  const deleted = await other.dana.post(schoolRoutes.deleteWorkshop(other.id), {})
  expect((await other.dana.get(deleted.to ?? '')).page).toContain('The draft is deleted.')
})

test('a removed family is brought back from the page after its removal', async () => {
  const { dana, warsame, context, school } = await draftSite()
  const ids = async () => (await listFamilies(context, school.id, { limit: 9 })).items.map(({ id }) => id)
  const { page } = await dana.get(schoolRoutes.removeFamily(warsame))
  expect(page).toContain('For 30 days you or a roster can bring the family back')
  const removed = await dana.post(schoolRoutes.removeFamily(warsame), hiddenFields(page))
  expect(await ids()).not.toContain(warsame)
  expect((await dana.get(removed.to ?? '')).page).toContain(schoolRoutes.restoreFamily(warsame))
  const back = await dana.post(schoolRoutes.restoreFamily(warsame), {})
  expect(back.to).toBe(`${schoolRoutes.family(warsame)}?restored`)
  expect((await dana.get(back.to ?? '')).page).toContain('The family is back.')
  expect(await ids()).toContain(warsame)
})

test('inviting an address that is on the team already says that nothing was changed', async () => {
  const { dana } = await draftSite()
  const invite = (name: string) =>
    dana.post(schoolRoutes.team(), { name, email: 'ada@example.org', role: 'helper' })
  expect((await dana.get((await invite('Ada')).to ?? '')).page).toContain('The invitation is in “Messages”.')
  const { page } = await dana.get((await invite('Another Ada')).to ?? '')
  expect(page).toContain('This address is on the team already.')
  expect(page).not.toContain('The invitation is in “Messages”.')
  expect(page).not.toContain('Another Ada')
})

test('the team reads of a workshop and a family in words for the team', async () => {
  const { dana, context, school, warsame } = await draftSite()
  const offers = { ...READING.offers, food: true }
  const { id } = await createWorkshop(context, school.id, { ...READING, offers })
  const { page } = await dana.get(schoolRoutes.workshop(id))
  expect(page).toContain('No place yet')
  expect(page).toContain('Food')
  expect(page).not.toContain('What is there for you')
  expect((await dana.get(schoolRoutes.family(warsame))).page).not.toMatch(/we write to you|you speak best/)
})

test('removing a member and revoking a key ask first', async () => {
  const { dana } = await draftSite()
  await dana.post(schoolRoutes.team(), { name: 'Ada', email: 'ada@example.org', role: 'helper' })
  await dana.post(schoolRoutes.apiKeys(), { keyName: 'site' })
  const { page } = await dana.get(schoolRoutes.team())
  const links = [...page.matchAll(/href="(\/school\/team\/[^"]+\/(?:remove|revoke))"/g)].map(
    ([, to = '']) => to,
  )
  expect(links.length).toBeGreaterThan(2)
  for (const link of links) expect((await dana.get(link)).page).toContain(`action="${link}"`)
  const texts = await Promise.all(links.map(async (link) => (await dana.get(link)).page))
  expect(texts.join()).toContain('To come back they need a new invitation.')
  expect(texts.join()).toContain('It cannot be brought back.')
})

test('a family is on the call list once, with all its topics, and Today counts it once', async () => {
  const { dana, id, context, clock, warsame } = await scheduledSite()
  clock.now = '2027-03-01T15:02:00.000Z'
  const second = await createWorkshop(
    context,
    (await readWorkshop(context, id)).id.split('-')[0] ?? '',
    READING,
  )
  const options = [{ start: '2027-03-24T22:00:00.000Z' }]
  await putPoll(context, second.id, PollInput.parse({ options, closesAt: '2027-03-16T22:00:00.000Z' }))
  for (const place of await noticesDue(context)) await fanOut(context, place)
  expect((await dana.get(schoolRoutes.today())).page).toContain('Call 2 families')
  const { page } = await dana.get(schoolRoutes.calls())
  expect(page.split('<li class="call">')).toHaveLength(3)
  const form = page.split(`action="${schoolRoutes.familyCalls(warsame)}"`)[1]?.split('</form>')[0] ?? ''
  const calls = [...form.matchAll(/name="calls\.[^"]+:list" value="([^"]+)"/g)].map(([, call = '']) => call)
  expect(calls.length).toBe(2)
  const fields = calls.map((call): [string, string] => ['calls:list', call])
  const saved = await dana.post(schoolRoutes.familyCalls(warsame), [...fields, ['outcome', 'reached']])
  expect((await dana.get(schoolRoutes.today())).page).toContain('Call 1 family')
  const offered = await dana.get(saved.to ?? '')
  expect(offered.page).toContain(`action="${schoolRoutes.undoFamilyCalls(warsame)}"`)
  for (const call of calls) expect(offered.page).toContain(`name="calls:list" value="${call}"`)
  expect(offered.page).toContain('Done today <span class="number">1</span>')
  expect((await dana.get(`${schoolRoutes.calls()}?done`)).page).toContain('Talked · <bdi>organizer</bdi>')
  await dana.post(schoolRoutes.undoFamilyCalls(warsame), fields)
  expect((await dana.get(schoolRoutes.today())).page).toContain('Call 2 families')
  // Where everything was unticked, the page says so at the boxes of that person.
  const person = /name="person" value="([^"]+)"/.exec(form)?.[1] ?? ''
  const nothing = await dana.post(schoolRoutes.familyCalls(warsame), [
    ['person', person],
    ['outcome', 'reached'],
  ])
  expect(nothing.status).toBe(422)
  expect(nothing.page).toContain(
    `<a href="#calls.${person}">What you talked about: Nothing is ticked. Please tick at least one.</a>`,
  )
  expect(nothing.page).toContain(`<fieldset id="calls.${person}"`)
  expect((await dana.get(schoolRoutes.today())).page).toContain('Call 2 families')
})

test('a family that does not answer stays on the call list, below those not tried today, and it is undone', async () => {
  const { dana, clock, context } = await scheduledSite()
  clock.now = '2027-03-01T15:02:00.000Z'
  for (const place of await noticesDue(context)) await fanOut(context, place)
  const order = (page: string) => [...page.matchAll(/<h2><bdi>([^<]+)<\/bdi>/g)].map(([, name]) => name)
  const { page } = await dana.get(schoolRoutes.calls())
  const [first, second] = order(page)
  const path = /action="(\/school\/calls\/[^"/]+)"/.exec(page)?.[1] ?? ''
  const [, call = ''] = /name="calls:list" value="([^"]+)"/.exec(page) ?? []
  const tried = await dana.post(path, { 'calls:list': call, outcome: 'noAnswer' })
  const after = (await dana.get(tried.to ?? '')).page
  expect(order(after)).toEqual([second, first])
  expect(after).toContain(`Saved: no answer from ${first}.`)
  expect(after).toContain('1 had no answer today.')
  expect(after).toContain('No answer at ')
  const undo = /action="(\/school\/calls\/[^"]+\/undo)"/.exec(after)?.[1] ?? ''
  const [, at = ''] = /name="tried" value="([^"]+)"/.exec(after) ?? []
  await dana.post(undo, { 'calls:list': call, tried: at })
  const undone = (await dana.get(schoolRoutes.calls())).page
  expect(order(undone)).toEqual([first, second])
  expect(undone).not.toContain('No answer at ')
})

test('the call list is printed with numbers, boxes, and each text to say once', async () => {
  const { dana, clock, context } = await scheduledSite()
  clock.now = '2027-03-01T15:02:00.000Z'
  for (const place of await noticesDue(context)) await fanOut(context, place)
  const { page } = await dana.get(`${schoolRoutes.calls()}?print`)
  expect(page).toContain('What to say')
  expect(page.match(/<tr><th scope="row">/g)).toHaveLength(2)
  expect(page).toContain('☐')
  const texts = [...page.matchAll(/<span lang="[^"]+" dir="[^"]+">([^<]+)</g)].map(([, text]) => text)
  expect(new Set(texts).size).toBe(texts.length)
})

test('a moved session goes back from its page while nobody was told', async () => {
  const { dana, session, context, clock } = await scheduledSite()
  clock.now = '2027-03-01T15:02:00.000Z'
  const asks = await dana.post(schoolRoutes.moveSession(session), { startLocal: '2027-03-24T18:00' })
  await dana.post(schoolRoutes.moveSession(session), {
    ...hiddenFields(asks.page),
    startLocal: '2027-03-24T18:00',
    confirmed: 'yes',
  })
  expect((await readSession(context, session)).start).toBe('2027-03-24T22:00:00.000Z')
  const { page } = await dana.get(schoolRoutes.session(session))
  const [, form = ''] = page.split(`action="${schoolRoutes.undoSession(session)}"`)
  const undone = await dana.post(
    schoolRoutes.undoSession(session),
    hiddenFields(form.split('</form>')[0] ?? ''),
  )
  expect((await dana.get(undone.to ?? '')).page).toContain('Undone.')
  expect((await readSession(context, session)).start).toBe('2027-03-23T22:00:00.000Z')
})

test('another place is confirmed with what families read, waits five minutes, and can be stopped', async () => {
  const { dana, id, session, context, clock, warsame } = await scheduledSite()
  await putReply(context, session, warsame, { attending: true })
  clock.now = '2027-03-01T15:02:00.000Z'
  const { page: form } = await dana.get(schoolRoutes.editWorkshop(id))
  const typed = { ...hiddenFields(form), ...CHANGE, place: 'The gym' }
  const asks = await dana.post(schoolRoutes.editWorkshop(id), typed)
  expect(asks.status).toBe(200)
  expect(plain(asks.page)).toContain('1 family hears of it in 1 language.')
  expect(plain(asks.page)).toContain('10:07 AM')
  expect(asks.page).toContain('The gym')
  expect((await readWorkshop(context, id)).place).toBeUndefined()
  const done = await dana.post(schoolRoutes.editWorkshop(id), hiddenFields(asks.page))
  expect(done.to).toBe(schoolRoutes.workshop(id))
  expect((await readWorkshop(context, id)).place).toBe('The gym')
  const { page } = await dana.get(schoolRoutes.workshop(id))
  expect(plain(page)).toMatch(/leaves [^.]*10:07 AM/)
  const [, stop = ''] = page.split(`action="${schoolRoutes.notices(id)}"`)
  expect(stop.split('</form>')[0]).toContain('This stops the message alone')
  await dana.post(schoolRoutes.notices(id), hiddenFields(stop.split('</form>')[0] ?? ''))
  expect((await readWorkshop(context, id)).place).toBe('The gym')
  const changed = (await listNotices(context, id)).find(({ steps }) => steps[0]?.kind === 'changed')
  expect(changed?.steps[0]?.due).toBe('2027-03-01T15:07:00.000Z')
  expect(changed?.withdrawn).toEqual(['changed'])
})

test('what nobody is told of is changed without a question', async () => {
  const { dana, id, context } = await draftSite()
  const { page: form } = await dana.get(schoolRoutes.editWorkshop(id))
  const typed = { ...hiddenFields(form), ...CHANGE, place: 'The gym' }
  expect((await dana.post(schoolRoutes.editWorkshop(id), typed)).to).toBe(schoolRoutes.workshop(id))
  expect((await readWorkshop(context, id)).place).toBe('The gym')
})
