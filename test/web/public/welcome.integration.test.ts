import { expect, test } from 'vitest'
import { routes } from '../../../web/routes.ts'
import { device, schoolSite } from '../../support/device.ts'

const TRY = 'Try a made-up school'

test('the front page lets nobody try a school that is not made up', async () => {
  const { page } = await device((await schoolSite()).app).get(routes.welcome())
  expect(page).not.toContain(TRY)
  expect(page).toContain(`class="button main" href="${routes.code()}"`)
})

test('a demonstration opens the made-up family’s page, and codes are typed in as before', async () => {
  const demonstrationPath = () => '/f/made-up'
  const { page } = await device((await schoolSite(undefined, { demonstrationPath })).app).get(
    routes.welcome(),
  )
  expect(page).toContain(`class="button main" href="/f/made-up">${TRY}`)
  expect(page).toContain(`href="${routes.code()}"`)
})
