import { expect, test } from 'vitest'
import { listWorkshops } from '../../shared/workshop/workshop.operations.ts'
import { routes } from '../../web/routes.ts'
import { schoolRoutes } from '../../web/school-routes.ts'
import { device, hiddenFields, schoolSite } from '../support/device.ts'

/** The addresses of the other languages that a page offers, as links. */
const languagesOf = (page: string) =>
  [...page.matchAll(/href="([^"]*lang=[^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))

/** The same as buttons, which send a form along. */
const languageButtonsOf = (page: string) =>
  [...page.matchAll(/formaction="([^"]*lang=[^"]*)"/g)].map(([, action = '']) => action)

test('the page of a form that was refused can be read in every language', async () => {
  const site = await schoolSite()
  const dana = await site.member()
  const posts = [schoolRoutes.removeClosure('nothing'), schoolRoutes.dropDecision('nothing')]
  for (const path of posts) {
    const { status, page } = await dana.post(path, {})
    expect([path, status >= 400]).toEqual([path, true])
    const languages = languagesOf(page)
    expect([path, languages.length > 5]).toEqual([path, true])
    const { to } = await dana.get(languages[0] ?? '')
    expect([path, (await dana.get(to ?? '')).status]).toEqual([path, 200])
  }
})

test('another language keeps what was typed into a form of the team that was refused, and writes nothing', async () => {
  const site = await schoolSite()
  const dana = await site.member()
  const path = schoolRoutes.newWorkshop()
  const refused = await dana.post(path, { 'description.en': 'Soup & bread', purpose: 'teaching' })
  expect(refused.status).toBe(422)
  const buttons = languageButtonsOf(refused.page)
  expect(buttons).toContain(`${path}?lang=es`)
  expect(buttons).toHaveLength(6)
  // The buttons are those of the form itself, so that what is typed after the refusal goes along as well.
  expect(refused.page.match(/<button type="submit" form="own-form" formaction/g)).toHaveLength(6)
  const [, form = ''] = refused.page.split('id="own-form"')
  const typed = { 'description.en': 'Soup & bread', purpose: 'teaching' }
  const other = await dana.post(`${path}?lang=es`, {
    ...hiddenFields(form.split('</form>')[0] ?? ''),
    ...typed,
  })
  expect(other.status).toBe(200)
  expect(other.page).toContain('<html lang="es"')
  expect(other.page).toContain('>Soup &amp; bread</textarea>')
  expect(other.page).toMatch(/name="purpose" value="teaching" checked=""/)
  expect(languageButtonsOf(other.page)).toContain(`${path}?lang=en`)
  expect(await listWorkshops(site.context, site.school.id)).toEqual([])
  // A page that was only opened takes along what is typed in its form; one with several forms has links.
  expect(languageButtonsOf((await dana.get(path)).page)).toHaveLength(6)
  expect(languageButtonsOf((await dana.get(schoolRoutes.team())).page)).toEqual([])
})

test('another language leads back to the page from which the form was sent, with its query', async () => {
  const dana = await (await schoolSite()).member()
  const referer = `http://localhost${schoolRoutes.calendar()}?month=2027-03`
  const { page } = await dana.post(schoolRoutes.removeClosure('nothing'), {}, { referer })
  expect(languagesOf(page)).toContain(`${schoolRoutes.calendar()}?month=2027-03&lang=es`)
  const elsewhere = 'https://elsewhere.example/school/families'
  const other = await dana.post(schoolRoutes.removeClosure('nothing'), {}, { referer: elsewhere })
  expect(languagesOf(other.page)).toContain(`${schoolRoutes.calendar()}?lang=es`)
})

test('another language keeps what a page was asked for', async () => {
  const site = await schoolSite()
  const dana = await site.member()
  const { page } = await dana.get(`${schoolRoutes.families()}?q=Rivera&sort=name`)
  expect(languagesOf(page)).toContain(`${schoolRoutes.families()}?q=Rivera&sort=name&lang=es`)
  const { to } = await dana.get(`${schoolRoutes.families()}?q=Rivera&sort=name&lang=es`)
  expect(to).toBe(`${schoolRoutes.families()}?q=Rivera&sort=name`)
})

test('somebody who is not signed in can change the language of a refused form as well', async () => {
  const site = await schoolSite()
  const stranger = device(site.app)
  const email = 'dana@example'
  const { page } = await stranger.post(routes.signInCode(), { email })
  const buttons = languageButtonsOf(page)
  expect(buttons).toContain(`${routes.signInCode()}?lang=so`)
  for (const action of buttons) {
    const other = await stranger.post(action, { email })
    expect([action, other.status, other.page.includes(email)]).toEqual([action, 200, true])
  }
})
