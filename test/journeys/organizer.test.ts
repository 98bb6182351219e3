import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { enter, invitation, mustBeAccessible, openPhone } from '../support/phone.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const ROSTER = fileURLToPath(new URL('../support/rosters/puente-simple.csv', import.meta.url))

let browser: Browser
let server: RunningServer
beforeAll(async () => {
  server = await startServer({ CONVITE_DEMO: 'on' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

async function organizer(name: string, locale?: string): Promise<Page> {
  return openPhone(browser, await invitation(server.baseUrl, name), locale)
}
const button = (page: Page, action: string) => page.locator(`form[action$="${action}"] button`).first()

// Each page is a separate object in the file.
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0

describe('Dana and her families', () => {
  test('adds one by hand, prints its link, and splits it into two', async () => {
    const page = await organizer('families')
    await page.goto(`${server.baseUrl}/school/families/new`)
    await mustBeAccessible(page)
    await button(page, '/families/new').click()
    await mustBeAccessible(page)
    await page.locator('[id="caregivers.0.givenName"]').fill('Ubah')
    await page.locator('[id="caregivers.0.familyName"]').fill('Warsame')
    await page.locator('[id="caregivers.1.givenName"]').fill('Abdi')
    await page.locator('[id="caregivers.1.channels.0.kind"]').selectOption('paper')
    await page.locator('[id="children.0.grade"]').fill('4')
    await button(page, '/families/new').click()
    expect(await page.locator('h1').innerText()).toBe('Warsame')
    await mustBeAccessible(page)
    await page.locator('main a[href$="/link"]').click()
    await mustBeAccessible(page)
    await button(page, '/link').click()
    await mustBeAccessible(page)
    expect(await page.locator('.qr svg').isVisible()).toBe(true)
    expect(await page.locator('.code').innerText()).toMatch(/^[0-9A-Z-]{10,}$/i)
    await page.locator('main a.button').click()
    await page.locator('details:has(a[href$="/split"]) > summary').click()
    await page.locator('a[href$="/split"]').click()
    await mustBeAccessible(page)
    await page.getByLabel('Abdi').check()
    await button(page, '/split').click()
    expect(await page.locator('h1').innerText()).toBe('Abdi')
  })

  test('previews a roster, then imports it', async () => {
    const page = await organizer('roster', 'es-MX')
    await page.goto(`${server.baseUrl}/school/roster`)
    await mustBeAccessible(page)
    await button(page, '/roster').click()
    expect(await page.locator('#errors').innerText()).toContain('Elija un archivo.')
    await page.locator('#file').setInputFiles(ROSTER)
    await button(page, '/roster').click()
    expect(await page.locator('h1').innerText()).toMatch(/^\d+ familias nuevas, ninguna cambia$/)
    await mustBeAccessible(page)
    await page.locator('main form button.main').click()
    await page.locator('h1', { hasText: 'La lista está importada' }).waitFor()
    await mustBeAccessible(page)
  })

  test('prints on A4 and Letter: one sheet a page, nothing cut off', async () => {
    const page = await organizer('printing')
    await page.goto(`${server.baseUrl}/school/workshops`)
    const paths = await page
      .locator('main a[href^="/school/workshops/"]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    for (const path of paths) {
      await page.goto(`${server.baseUrl}${path}`)
      if ((await page.locator('a[href$="/record"]').count()) > 0) break
    }
    await page.locator('a[href$="/print"]').click()
    await mustBeAccessible(page)
    await button(page, '/ballots').click()
    await mustBeAccessible(page)
    const sheets = await page.locator('.sheet').count()
    expect(sheets).toBeGreaterThan(5)
    for (const format of ['A4', 'Letter']) {
      expect(pagesOf(await page.pdf({ format })), format).toBe(sheets)
      await page.setViewportSize(
        format === 'A4' ? { width: 794, height: 1123 } : { width: 816, height: 1056 },
      )
      await page.emulateMedia({ media: 'print' })
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), format).toBe(true)
    }
    await page.emulateMedia({ media: 'screen' })
    await page.goto(`${server.baseUrl}/school`)
    await page.locator('a[href$="/checklist"]').first().click()
    await page.goto(page.url().replace('/checklist', '/print'))
    for (const name of ['sign-in', 'name-tags', 'interpreters', 'childcare']) {
      await page.locator(`a[href$="/print/${name}"]`).click()
      await mustBeAccessible(page)
      expect(pagesOf(await page.pdf({ format: 'A4' })), name).toBeGreaterThan(0)
      await page.goBack()
    }
  })

  test('records what a family told her by phone', async () => {
    const page = await organizer('replies')
    await page.locator('a[href$="/checklist"]').first().click()
    await page.goto(page.url().replace('/checklist', ''))
    await mustBeAccessible(page)
    await page.locator('[name="find"]').fill('nunez')
    await page.locator('#record button').click()
    await mustBeAccessible(page)
    await page.locator('#record li a').first().click()
    await mustBeAccessible(page)
    await page.locator('input[name="attending"][value="yes"]').check()
    await page.locator('#adults').fill('2')
    await page.locator('main form button').last().click()
    expect(await page.locator('[role="status"]').innerText()).toContain('Recorded for')
  })
})

describe('The door', () => {
  test('checks a family in with a tap, and adds somebody new', async () => {
    const page = await organizer('door')
    await page.locator('a[href$="/checklist"]').first().click()
    await page.goto(page.url().replace('/checklist', '/door'))
    await mustBeAccessible(page)
    await page.locator('main li form button').first().click()
    expect(await page.locator('.notice.done').innerText()).toContain('welcome!')
    await mustBeAccessible(page)
    await page.locator('main .walk summary').click()
    await page.locator('#name').fill('Ubah')
    await page.getByLabel('Language they speak').selectOption('so')
    await page.locator('main .walk button').click()
    expect(await page.locator('.notice.done').innerText()).toContain('Ubah: welcome!')
    await page.goto(`${server.baseUrl}/school/calendar`)
    await mustBeAccessible(page)
  })
})

describe('The checklist', () => {
  test('shows on paper each line, its number and how it was computed, and no buttons', async () => {
    const page = await organizer('print')
    await page.locator('a[href$="/checklist"]').first().click()
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('h1').innerText()).toMatch(/^Checklist: ./)
    const childcare = page.locator('li#childcare')
    expect(await childcare.locator('.box').isVisible()).toBe(true)
    expect(await childcare.innerText()).toMatch(/\d of \d/)
    expect(await childcare.innerText()).toMatch(/Room A, \d+ child/)
    for (const nothing of ['nav:not(.ready)', 'button', 'form', 'summary']) {
      const seen = await page
        .locator(nothing)
        .evaluateAll((all) => all.filter((one) => one.checkVisibility()).length)
      expect([nothing, seen]).toEqual([nothing, 0])
    }
  })

  test('can be grouped by who takes care of what', async () => {
    const page = await organizer('owners')
    await page.locator('a[href$="/checklist"]').first().click()
    await page.locator('a[href$="by=owner"]').click()
    await mustBeAccessible(page)
    expect(await page.locator('section.area h2').allInnerTexts()).toContain('Sam')
  })

  test('and the tasks of the day leave room for words on a phone, however long their buttons are', async () => {
    const page = await organizer('narrow', 'es-MX')
    const narrowest = (parts: string) =>
      page.locator(parts).evaluateAll((all) => Math.min(...all.map((one) => one.clientWidth)))
    expect(await narrowest('.tasks li > div')).toBeGreaterThan(80)
    await page.locator('a[href$="/checklist"]').first().click()
    expect(await narrowest('.item .what')).toBeGreaterThan(80)
    // A short word may have a small button, but each button holds its words, of which none is broken.
    const broken = await page.locator('.item .act button').evaluateAll((all) =>
      all.flatMap((one) => {
        const said = one.firstChild?.textContent ?? ''
        const longest = Math.max(...said.split(' ').map((word) => word.length))
        const size = Number.parseFloat(getComputedStyle(one).fontSize)
        return one.scrollWidth > one.clientWidth || one.clientWidth < (longest * size) / 2 ? [said] : []
      }),
    )
    expect(broken).toEqual([])
    expect(await narrowest('.item :is(.owner, .due)')).toBeGreaterThan(20)
  })
})

/** A desktop with scripts, on which a new organizer has opened the checklist. */
async function checklistOnDesktop(name: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' })
  const page = await context.newPage()
  await enter(page, await invitation(server.baseUrl, name))
  await page.goto(`${server.baseUrl}/school`)
  await page.locator('a[href$="/checklist"]').first().click()
  return page
}

describe('The script of the checklist', () => {
  test('confirms a row without a new page, says so, and takes it back', async () => {
    const page = await checklistOnDesktop('script')
    const address = page.url()
    await page.locator('#meals .act button').click()
    await expect.poll(() => page.locator('.areas .notice').innerText()).toContain('Saved.')
    expect([page.url(), await page.locator('#said').innerText()]).toEqual([address, 'Saved.'])
    expect(await page.locator('#meals').getAttribute('class')).toBe('item confirmed')
    await mustBeAccessible(page)
    await page.locator('.areas .notice button').click()
    await expect.poll(() => page.locator('#meals').getAttribute('class')).not.toBe('item confirmed')
  })

  test('says that nothing was saved where the network fails, and leaves the row as it was', async () => {
    const page = await checklistOnDesktop('script-offline')
    await page.context().setOffline(true)
    await page.locator('#chairs .act button').click()
    await expect.poll(() => page.locator('#not-saved').isVisible()).toBe(true)
    expect(await page.locator('#chairs .act button').isEnabled()).toBe(true)
    await page.context().setOffline(false)
    await page.reload()
    expect(await page.locator('#chairs').getAttribute('class')).toBe('item needed')
  })

  test('shows what can be done with several rows once one is ticked, by keyboard as well', async () => {
    const page = await checklistOnDesktop('several')
    expect(await page.locator('.several').isVisible()).toBe(false)
    await page.locator('#chairs input[type=checkbox]').focus()
    await page.keyboard.press('Space')
    expect(await page.locator('.several').isVisible()).toBe(true)
    await mustBeAccessible(page)
    await page.locator('.several button[value=settle]').click()
    expect(await page.locator('#chairs').getAttribute('class')).toBe('item confirmed')
    await page.locator('.notice.done button').click()
    await expect.poll(() => page.locator('#chairs').getAttribute('class')).toBe('item needed')
  })
})
