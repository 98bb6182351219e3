import { beforeAll, expect, test } from 'vitest'
import { Review } from '../../../web/messages/review.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let dana: Awaited<ReturnType<Site['member']>>
beforeAll(async () => {
  const site = await schoolSite()
  dana = await site.member()
})

const path = schoolRoutes.languageReview('es')

test('the texts of a part are shown beside the English ones, and every part is a link away', async () => {
  const languages = await dana.get(schoolRoutes.languages())
  expect(languages.page).toContain(`href="${path}"`)
  const { page } = await dana.get(path)
  expect(page).toContain('Read over: Spanish')
  expect(page).toContain('vote until {until}')
  expect(page).toContain('cierra el {until}')
  const manual = await dana.get(`${path}?part=manual`)
  expect(manual.page).toMatch(/<p class="soft" lang="en" dir="ltr">\S/)
  expect(manual.page).not.toMatch(/<p class="soft" lang="en" dir="ltr"><\/p>/)
})

test('what was read over leaves as a file, signed by who read it', async () => {
  const read = {
    part: 'vote',
    'reviewed:list': 'vote.none',
    'better.vote.deadline': 'vote hasta el {until}',
    by: 'Rosa',
  }
  const { status, page, headers } = await dana.post(path, read)
  expect(status).toBe(200)
  expect(headers?.get('content-disposition')).toBe('attachment; filename="convite-es-vote.json"')
  const review = Review.parse(JSON.parse(page))
  expect(review).toMatchObject({ language: 'es', by: 'Rosa', reviewed: ['vote.none'] })
  expect(review.better).toEqual({ 'vote.deadline': 'vote hasta el {until}' })
})

test('a text that lost what is filled in is refused at its field, nothing read over too, and what was typed stays', async () => {
  const lost = await dana.post(path, { part: 'vote', 'better.vote.deadline': 'vote pronto', by: 'Rosa' })
  expect(lost.status).toBe(422)
  expect(lost.page).toContain('href="#better.vote.deadline"')
  expect(lost.page).toContain('Keep everything in braces as it is.')
  expect(lost.page).toContain('>vote pronto</textarea>')
  const nothing = await dana.post(path, { part: 'home', by: 'Rosa' })
  expect(nothing.page).toContain('Tick a text that reads well, or write one better.')
  const unsigned = await dana.post(path, { part: 'vote', 'reviewed:list': 'vote.none' })
  expect(unsigned.page).toContain('href="#by"')
})

test.each(['en', 'xx', 'constructor'])('there is nothing to read over in %s', async (language) => {
  expect((await dana.get(schoolRoutes.languageReview(language))).status).toBe(404)
})
