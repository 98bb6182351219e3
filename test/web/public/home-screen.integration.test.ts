import { expect, test } from 'vitest'
import { addFamily, issueLink } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { iconPictureName } from '../../../web/components/app-icon.ts'
import { PAGE_LANGUAGES } from '../../../web/messages/catalogue.ts'
import { familyRoutes, routes } from '../../../web/routes.ts'
import { attributeOf, elementsOf } from '../../attack/markup.ts'
import { device, schoolSite } from '../../support/device.ts'

/** The addresses that the head of a page gives, by what they are. */
const linksOf = (page: string) =>
  Object.fromEntries(
    elementsOf(page)
      .filter(({ tagName }) => tagName === 'link')
      .map((link) => [attributeOf(link, 'rel'), attributeOf(link, 'href') ?? '']),
  )

test('a family’s page goes on the home screen under its school’s name, with nobody’s link in it', async () => {
  const { app, context, school } = await schoolSite()
  const family = await addFamily(
    context,
    school.id,
    FamilyInput.parse({ caregivers: [{ givenName: 'Rosa' }] }),
  )
  const { token } = await issueLink(context, school.id, family.id)
  const rosa = device(app)
  await rosa.get(routes.familyLink(token))
  const { page } = await rosa.get(familyRoutes.home())
  const address = linksOf(page).manifest ?? ''
  expect(address).toBe(`${routes.manifest('family', 'en')}?school=${school.id}`)
  // Browsers ask for it without cookies: it is the same for everybody.
  const response = await app.request(`http://localhost${address}`)
  expect(response.headers.get('content-type')).toBe('application/manifest+json; charset=utf-8')
  expect(response.headers.get('cache-control')).toBe('public, max-age=86400')
  const text = await response.text()
  expect(JSON.parse(text)).toMatchObject({
    name: school.name,
    short_name: school.name,
    start_url: familyRoutes.home(),
    scope: '/',
    lang: 'en',
    dir: 'ltr',
    display: 'browser',
  })
  expect(page).not.toContain(token)
  expect(text).not.toContain(family.id)
})

test.each(PAGE_LANGUAGES)('says in %s what it is', async (language) => {
  const { app } = await schoolSite()
  const manifest = await (await app.request(`http://localhost${routes.manifest('public', language)}`)).json()
  expect(manifest).toMatchObject({ name: 'Convite', start_url: '/', lang: language })
  expect(manifest.dir).toBe(language === 'ar' ? 'rtl' : 'ltr')
  expect(manifest.description).not.toBe('')
})

test('each icon is a picture of the size that it says', async () => {
  const { app } = await schoolSite()
  const { icons } = await (await app.request(`http://localhost${routes.manifest('public', 'en')}`)).json()
  expect(icons.map(({ purpose }: { purpose: string }) => purpose)).toEqual(['any', 'any', 'any', 'maskable'])
  const apple = { src: routes.icon(iconPictureName('apple')), sizes: '180x180', type: 'image/png' }
  for (const { src, sizes, type } of [...icons, apple]) {
    const response = await app.request(`http://localhost${src}`)
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type])
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes.length).toBeLessThan(16_000)
    if (type !== 'image/png') continue
    // Signature, then width and height in the first chunk.
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes)
  }
})

test.each([
  routes.manifest('family', 'xx'),
  routes.manifest('nobody', 'en'),
  `${routes.manifest('family', 'en')}?school=none`,
  routes.icon('0123456789abcdef.svg'),
])('%s is nothing', async (path) => {
  const { app } = await schoolSite()
  expect((await app.request(`http://localhost${path}`)).status).toBe(404)
})
