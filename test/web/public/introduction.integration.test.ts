import { beforeEach, describe, expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { listIntroductions } from '../../../shared/household/introduction.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { routes } from '../../../web/routes.ts'
import { device, hiddenFields, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

const ADDRESS = { incoming: { socket: { remoteAddress: '192.0.2.7' } } }
const HODAN = { name: 'Hodan Yuusuf', language: 'es', way: 'sms', address: '(212) 555-2368' }

let site: Awaited<ReturnType<typeof schoolSite>>
let path: ReturnType<typeof routes.introduce>
beforeEach(async () => {
  site = await schoolSite()
  path = routes.introduce(site.school.id)
})
const waiting = async () => (await listIntroductions(site.context, site.school.id)).introductions

describe('Saying "I am new here"', () => {
  test('asks for a name, a language and a way, without any script', async () => {
    const { page, headers } = await device(site.app).get(path)
    expect(page).toContain('Welcome. Who are you?')
    expect(page).toContain('lang="es"')
    expect(page).not.toContain('<script')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  test('is thanked by name and day, told to come anyway, and waits for the school', async () => {
    const { id } = await createWorkshop(site.context, site.school.id, READING)
    const poll = await putPoll(site.context, id, {
      options: [{ startLocal: '2027-03-10T18:00' }],
      closesAt: '2027-03-08T09:00',
    })
    await schedule(site.context, id, { options: [poll.options[0]?.id ?? ''] })
    await site.member()
    const visitor = device(site.app)
    const sent = await visitor.fill(path, { ...HODAN, way: 'phone' })
    expect(sent.status).toBe(303)
    // Nothing personal is in the address of the page that thanks.
    expect(sent.to).toBe(`${routes.introduced(site.school.id)}?way=phone&language=es`)
    const { page } = await visitor.get(sent.to ?? '')
    expect(page).toContain('organizer from')
    expect(page).toContain('will call you by Wednesday, March 3, in Spanish or with an interpreter')
    expect(page).toContain(`href="${routes.publicWorkshop(id)}"`)
    expect(page.slice(page.indexOf('<main'))).not.toMatch(/Hodan|555/)
    expect(await waiting()).toMatchObject([{ name: 'Hodan Yuusuf', language: 'es' }])
  })

  test('answers a family that the school knows with the very same page', async () => {
    const channels = [{ kind: 'sms', address: '+12125552368' }]
    const input = FamilyInput.parse({ caregivers: [{ givenName: 'Hodan Yuusuf', channels }] })
    await addFamily(site.context, site.school.id, input)
    const pages = []
    for (const address of ['(212) 555-2368', '(212) 555-2369']) {
      const visitor = device(site.app)
      const { to } = await visitor.fill(path, { ...HODAN, address })
      pages.push((await visitor.get(to ?? '')).page)
    }
    expect(pages[0]).toBe(pages[1])
  })

  test('comes back in the reader’s language with what was typed and what is missing', async () => {
    const visitor = device(site.app)
    const { name: _, ...nameless } = HODAN
    const missing = await visitor.fill(`${path}?lang=es`, {}, path).then(() => visitor.fill(path, nameless))
    expect(missing.status).toBe(422)
    expect(missing.page).toContain('href="#name"')
    expect(missing.page).toContain('value="(212) 555-2368"')
    const wrong = await visitor.fill(path, { ...HODAN, address: '000' })
    expect(wrong.page).toContain('href="#address"')
    expect(wrong.page).toContain('lang="es"')
    expect(await waiting()).toEqual([])
  })

  test('keeps what was typed while the language of the page changes', async () => {
    const visitor = device(site.app)
    const { page } = await visitor.fill(path, HODAN, `${path}?lang=es` as typeof path)
    expect(page).toContain('<html lang="es"')
    expect(page).toContain('value="Hodan Yuusuf"')
    expect(await waiting()).toEqual([])
  })

  test('takes a language from the list where the school writes another', async () => {
    await device(site.app).fill(path, { ...HODAN, language: 'other', otherLanguage: 'ne' })
    expect(await waiting()).toMatchObject([{ language: 'ne' }])
    const without = await device(site.app).fill(path, { ...HODAN, language: 'other' })
    expect([without.status, without.page.includes('href="#language"')]).toEqual([422, true])
  })

  test('sent twice is one, also by the browser’s way back', async () => {
    const visitor = device(site.app)
    const hidden = hiddenFields((await visitor.get(path)).page)
    await Promise.all([1, 2].map(() => visitor.post(path, { ...hidden, ...HODAN })))
    await visitor.post(path, { ...hidden, ...HODAN, name: 'Hodan Y.' })
    expect(await waiting()).toMatchObject([{ name: 'Hodan Y.' }])
  })

  test('of a school that is not there finds nothing', async () => {
    expect((await device(site.app).get(routes.introduce('nowhere'))).status).toBe(404)
    expect((await device(site.app).get(routes.introduced('nowhere'))).status).toBe(404)
    expect((await device(site.app).post(routes.introduce('nowhere'), HODAN)).status).toBe(404)
  })

  test('shows no nonsense of an address that somebody made up', async () => {
    const { page } = await device(site.app).get(
      `${routes.introduced(site.school.id)}?way=<b>&language=<script>`,
    )
    expect(page).not.toContain('<script>')
    expect(page).not.toContain('<b>&')
  })
})

test('fifty forms by one address: the first are taken, the rest keep what was typed and are told to wait', async () => {
  const send = (name: string) =>
    site.app.request(
      `http://localhost${path}`,
      {
        method: 'POST',
        headers: { origin: 'http://localhost' },
        body: new URLSearchParams({ ...HODAN, name }),
      },
      ADDRESS,
    )
  const answers = []
  for (let place = 0; place < 50; place++) answers.push(await send(`Family ${place}`))
  expect(answers.map(({ status }) => status)).toEqual([...Array(12).fill(303), ...Array(38).fill(429)])
  expect(await waiting()).toHaveLength(12)
  const last = answers.at(-1)
  expect(last?.headers.get('retry-after')).toBe('600')
  const page = (await last?.text()) ?? ''
  expect(page).toContain('Please wait 10 minutes and send it again. What you typed is below.')
  expect(page).toContain('value="Family 49"')
  site.clock.now = '2027-03-01T15:10:00.000Z'
  expect((await send('Family 50')).status).toBe(303)
})
