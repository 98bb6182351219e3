import { beforeAll, describe, expect, test } from 'vitest'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { cancelWorkshop } from '../../../shared/session/cancellation.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import type { NewWorkshop } from '../../../shared/workshop/workshop.ts'
import { SHARE_SCRIPT_NAME } from '../../../web/components/share-script.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { device, schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
let workshop: string
let host: ReturnType<typeof device>
let link: string

const planned = async (change: Partial<NewWorkshop> = {}) =>
  (await createWorkshop(site.context, site.school.id, { ...READING, ...change })).id
async function decided(change: Partial<NewWorkshop> = {}): Promise<string> {
  const id = await planned({
    title: { en: 'Reading <at> home', es: 'Leer en casa' },
    place: 'Library',
    ...change,
  })
  const poll = await putPoll(site.context, id, {
    options: [{ startLocal: '2027-03-10T18:00' }],
    closesAt: '2027-03-08T09:00',
  })
  await schedule(site.context, id, { options: [poll.options[0]?.id ?? ''] })
  return id
}
const share = (id: string, language = 'es') => dana.get(`${schoolRoutes.share(id)}?language=${language}`)
/** A page as a program sees it that previews links: without cookies, and with no language of its own. */
const previewed = (path: string) => device(site.app).get(path)

beforeAll(async () => {
  site = await schoolSite()
  dana = await site.member()
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Linh', familyName: 'Trần' }] })
  const { id } = await addFamily(site.context, site.school.id, input)
  link = routes.familyLink((await issueLink(site.context, site.school.id, id)).token)
  host = device(site.app)
  await host.get(link)
  workshop = await decided({ hostFamily: id })
})

describe('sharing a workshop', () => {
  test('has words ready in the chosen language, with its link, for each way', async () => {
    const { page, headers } = await share(workshop)
    const address = `http://localhost${routes.publicWorkshop(workshop)}?l=es`
    expect(page).toMatch(/<textarea id="words"[^>]* lang="es"/)
    expect(page).toContain(`Vengan en familia: ${address}`)
    const sent = encodeURIComponent(`Vengan en familia: ${address}`)
    for (const way of [
      'https://wa.me/?text=',
      'sms:?&amp;body=',
      'mailto:?subject=Leer%20en%20casa&amp;body=',
    ])
      expect(page).toMatch(
        new RegExp(`href="${way.replace(/[?./]/g, '\\$&')}[^"]*${sent.replace(/[?.%()]/g, '\\$&')}"`),
      )
    expect(page).toContain(`value="${address}"`)
    expect(page).toContain('aria-label="QR code of the public page"')
    expect(page).toContain(`${schoolRoutes.printFlyers(workshop)}?language=es`)
    expect(page).toContain('A flyer in Spanish, with the code')
    expect(page).toContain(`${schoolRoutes.printPoster(workshop)}?language=es`)
    expect(page).toContain(`href="${routes.codePicture(workshop)}?l=es" download`)
    expect(headers.get('content-security-policy')).toContain("script-src 'self'")
  })

  test('has the code as a picture to download, in that language', async () => {
    const { status, headers } = await device(site.app).get(`${routes.codePicture(workshop)}?l=es`)
    expect([status, headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(headers.get('content-disposition')).toBe('attachment; filename="code-es.png"')
    expect((await previewed(routes.codePicture(await planned()))).status).toBe(404)
  })

  test('has a poster for the door in that language', async () => {
    const { page } = await dana.get(`${schoolRoutes.printPoster(workshop)}?language=es`)
    expect(page).toMatch(/class="sheet poster[^"]*" lang="es"[\s\S]*<h2>Leer en casa<\/h2>/)
    expect(page).toContain('Miércoles, 10 de marzo de 2027')
    expect(page).toContain('Library')
    const own = await host.get(`${familyRoutes.hostPoster(workshop)}?language=so`)
    expect(own.page).toMatch(/class="sheet poster[^"]*" lang="so"/)
    expect((await host.get(familyRoutes.hostPoster(await decided()))).status).toBe(404)
    const staff = await planned({ audience: ['staff'] })
    expect((await dana.get(schoolRoutes.printPoster(staff))).status).toBe(409)
  })

  test('has no button that only a script serves until the script shows it', async () => {
    const { page } = await share(workshop)
    const buttons = [...page.matchAll(/<(?:li|span) data-scripted="\w+"( hidden)?/g)]
    expect(buttons.length).toBeGreaterThan(2)
    expect(buttons.every(([, hidden]) => hidden)).toBe(true)
    const script = await dana.get(routes.shareScript(SHARE_SCRIPT_NAME))
    expect(script.headers.get('content-type')).toContain('javascript')
  })

  test('asks for help with the time while families vote', async () => {
    const id = await planned()
    await putPoll(site.context, id, {
      options: [{ startLocal: '2027-03-10T18:00' }],
      closesAt: '2027-03-08T09:00',
    })
    expect((await share(id, 'en')).page).toContain('Help choose the time: http')
  })

  test('of one that families cannot see, or that is over, says so and offers nothing', async () => {
    const cancelled = await decided()
    await cancelWorkshop(site.context, cancelled)
    const said: [string, string][] = [
      [await planned(), 'Families cannot see this workshop yet.'],
      [cancelled, 'This workshop was canceled, so there is nothing to share.'],
      [await planned({ audience: ['staff'] }), 'has no public page'],
    ]
    for (const [id, words] of said) {
      const { page } = await share(id)
      expect(page).toContain(words)
      expect(page).not.toContain('wa.me')
      expect(page).not.toContain('/w/share/')
    }
  })

  test('is for its host as well, and for no other family', async () => {
    const { page } = await host.get(`${familyRoutes.hostShare(workshop)}?language=es`)
    expect(page).toContain('Vengan en familia: http://localhost')
    expect(page).not.toContain('/school/')
    for (const path of [familyRoutes.hostPoster(workshop), `${familyRoutes.hostFlyer(workshop)}`])
      expect(page).toContain(`${path}?language=es`)
    expect((await host.get(familyRoutes.hosting(workshop))).page).toContain(familyRoutes.hostShare(workshop))
    expect((await host.get(familyRoutes.hostShare(await decided()))).status).toBe(404)
  })
})

describe('the preview of a link', () => {
  const tags = (page: string) =>
    Object.fromEntries(
      [...page.matchAll(/<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)"/g)].map(
        ([, name, content]) => [name, content],
      ),
    )

  test('says in the language of the link what, when, where, and in which language it is', async () => {
    const { page } = await previewed(`${routes.publicWorkshop(workshop)}?l=es`)
    const found = tags(page)
    expect(page).toContain('<html lang="es"')
    expect(found['og:title']).toBe('Leer en casa')
    expect(found['og:description']).toMatch(/^Miércoles, 10 de marzo de 2027.* · Library · Idioma: Inglés$/)
    expect(found['twitter:description']).toBe(found['og:description'])
    expect(found['og:site_name']).toBe(site.school.name)
    expect(tags((await previewed(`${routes.publicWorkshop(workshop)}?l=en`)).page)['og:title']).toBe(
      'Reading &lt;at&gt; home',
    )
  })

  test('has a picture as WhatsApp and Facebook, X, and Slack and Apple ask for it', async () => {
    const found = tags((await previewed(`${routes.publicWorkshop(workshop)}?l=ar`)).page)
    const picture = 'http://localhost/w/share/table-1.png'
    expect(found).toMatchObject({
      ...{ 'og:image': picture, 'og:image:type': 'image/png', 'og:image:width': '1200' },
      ...{ 'og:image:height': '630', 'twitter:card': 'summary_large_image', 'twitter:image': picture },
    })
    expect(found['og:image:alt']).toMatch(/مائدة/)
    const { status, headers } = await device(site.app).get('/w/share/table-1.png')
    expect([status, headers.get('content-type')]).toEqual([200, 'image/png'])
    expect(headers.get('cache-control')).toContain('immutable')
  })

  test('of a workshop that is not published, or is for staff alone, is none: there is no page', async () => {
    for (const change of [{}, { audience: ['staff' as const] }]) {
      const { status, page } = await previewed(routes.publicWorkshop(await planned(change)))
      expect([status, tags(page)]).toEqual([404, {}])
      expect(page).not.toContain('Reading at home')
    }
  })

  test('of a canceled workshop says so', async () => {
    const id = await decided()
    await cancelWorkshop(site.context, id)
    const { page } = await previewed(`${routes.publicWorkshop(id)}?l=en`)
    expect(tags(page)['og:description']).toBe('This workshop was canceled.')
    expect(page).not.toContain('March 10')
  })

  test('of a personal link changes nothing: it works after a program opened it, and so does a HEAD', async () => {
    for (const agent of [
      'WhatsApp/2.23',
      'facebookexternalhit/1.1',
      'Twitterbot/1.0',
      'Slackbot-LinkExpanding 1.0',
    ])
      await device(site.app).get(link, { 'user-agent': agent })
    await site.app.request(`http://localhost${link}`, { method: 'HEAD' })
    const family = device(site.app)
    expect((await family.get(link)).to).toBe(familyRoutes.home())
    expect((await family.get(familyRoutes.home())).page).toContain('Trần')
  })

  test('of a personal link tells nothing about the family', async () => {
    const first = await previewed(link)
    expect(first.page).not.toContain('Linh')
    const next = await device(site.app).get(first.to ?? '')
    const last = next.to ? await device(site.app).get(next.to) : next
    for (const { page } of [next, last]) {
      expect(tags(page)).toEqual({})
      expect(page).not.toMatch(/Linh|Trần/)
    }
    expect(tags((await host.get(familyRoutes.home())).page)).toEqual({})
  })
})
