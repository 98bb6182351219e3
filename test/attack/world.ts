import { type ApiResponse, PUENTE } from '../support/api.ts'

/** A caller of the API with every right. */
type Api = (method: string, path: string, body?: unknown) => Promise<ApiResponse>

/** The ids of a school's things, by the names of path parameters. */
export type World = Record<string, string[]>

const STARTS = ['2027-03-23T22:00:00Z', '2027-03-24T22:00:00Z', '2027-03-25T13:00:00Z']

/** A school with at least one thing of every kind, created by the API; `say` supplies each text. */
export async function worldOn(api: Api, say: (what: string) => string = (what) => what): Promise<World> {
  const made = async (method: string, path: string, body?: unknown) => {
    const reply = await api(method, path, body)
    if (reply.status > 299)
      throw new Error(`${method} ${path}: ${reply.status} ${JSON.stringify(reply.body)}`)
    return reply.body
  }
  const { id: school } = await made('POST', '/schools', { ...PUENTE, name: say('school') })
  const under = `/schools/${school}`
  const families: string[] = []
  for (const place of [1, 2, 3]) {
    const caregivers = [
      {
        givenName: say(`given ${place}`),
        familyName: say(`family ${place}`),
        channels: [{ kind: 'email', address: `rosa${place}@example.org` }],
      },
      {
        givenName: say(`other ${place}`),
        channels: [{ kind: 'paper' }, { kind: 'phone', address: `+1617555012${place}` }],
      },
    ]
    const family = {
      name: say(`name ${place}`),
      caregivers,
      children: [{ grade: '03' }, { ageBand: 'three' }],
      groups: ['shift:night', 'language:es'],
    }
    families.push((await made('POST', `${under}/families`, family)).id)
  }
  const [first = ''] = families
  const workshop = async (title: string) =>
    (await made('POST', `${under}/workshops`, workshopOf(say, title, first))).id as string
  const drafted = await workshop('draft')
  const voting = await workshop('voting')
  const closesAt = '2027-03-16T22:00:00Z'
  const poll = await made('PUT', `/workshops/${voting}/poll`, {
    closesAt,
    options: STARTS.map((start) => ({ start })),
  })
  const option = poll.options.map(({ id }: { id: string }) => id)
  await made('PUT', `/workshops/${voting}/poll/ballots/${first}`, {
    answers: { [option[0]]: 'yes', [option[1]]: 'no' },
  })
  const set = await workshop('scheduled')
  const chosen = await made('PUT', `/workshops/${set}/poll`, {
    closesAt,
    options: STARTS.map((start) => ({ start })),
  })
  const { sessions } = await made('POST', `/workshops/${set}/schedule`, {
    options: [chosen.options[0].id],
    reason: say('reason'),
  })
  const session = sessions.map(({ id }: { id: string }) => id)
  const reply = {
    attending: true,
    adults: 2,
    children: [{ ageBand: 'early' }],
    interpretation: [{ language: 'es', adults: 2 }],
  }
  await made('PUT', `/sessions/${session[0]}/replies/${first}`, reply)
  const item = (await made('POST', `/sessions/${session[0]}/items`, { title: say('item'), needed: 2 })).id
  const list = `/sessions/${session[0]}/signups`
  const signup = (await made('POST', list, { title: { en: say('dish') }, wanted: 4, portions: 10 })).id
  await made('PUT', `${list}/${signup}/families/${first}`, { places: 1, note: say('rice') })
  const member = (
    await made('POST', `${under}/members`, {
      name: say('member'),
      email: 'dana@example.org',
      role: 'organizer',
    })
  ).id
  const closure = (await made('POST', `${under}/closures`, { name: say('closure'), from: '2027-03-22' }))
    .items[0].id
  return {
    school: [school],
    family: families,
    workshop: [drafted, voting, set],
    session,
    option,
    signup: [signup],
    item: [item, 'childcare', 'general'],
    member: [member],
    closure: [closure],
    language: ['es', 'en'],
  }
}

function workshopOf(say: (what: string) => string, title: string, hostFamily: string) {
  return {
    title: { en: say(title), es: say(`${title} es`) },
    description: { en: say(`about ${title}`) },
    place: say(`place of ${title}`),
    ...{ purpose: 'learning', durationMinutes: 90, presentationLanguage: 'en', hostFamily },
    offers: { childcare: true, food: true, interpretation: true, rides: true },
  }
}
