import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../support/browser.ts'
import { enter, invitation } from '../support/phone.ts'
import { type RunningServer, startServer } from '../support/server.ts'
import { pathsFrom } from '../support/site-map.ts'

let browser: Browser
let server: RunningServer
beforeAll(async () => {
  server = await startServer({ CONVITE_DEMO: 'on', CONVITE_NOW: '2026-11-30T15:00:00Z' })
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.remove()
})

async function organizer(name: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en-US' })).newPage()
  await enter(page, await invitation(server.baseUrl, name))
  return page
}

/** Types into every field of the page that takes text, changes every choice, and tells what stands there. */
const typeAll = (page: Page) =>
  page.evaluate(() => {
    const fields = document.querySelectorAll<HTMLInputElement>('main :is(input, select, textarea)')
    for (const field of fields) {
      if (field.type === 'checkbox') field.checked = !field.checked
      if (/^(text|search|email|tel|textarea)$/.test(field.type)) field.value = 'not sent yet'
      if (field.type === 'number') field.value = '7'
      if (field.type === 'date') field.value = '2027-02-03'
      const choices = (field as unknown as HTMLSelectElement).options
      if (choices?.length) field.value = choices[choices.length - 1]?.value ?? ''
      if (field.type === 'radio') field.checked = true
    }
    return fields.length
  })

/** The value of each field that a person can see. */
const valuesOf = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement>('main :is(input, select, textarea)')]
      .filter(({ type }) => type !== 'hidden' && type !== 'file')
      .map(({ name, type, value, checked }) =>
        [name, value, /radio|checkbox/.test(type) && checked].join(' '),
      )
      .sort(),
  )

const changeLanguage = async (page: Page, language: string) => {
  await page.locator(`header .me summary`).first().click()
  await page.locator(`header [lang=${language}]`).first().click()
  await page.locator(`html[lang=${language}]`).waitFor()
}

describe('what is typed and not sent yet stays when the team changes the language', () => {
  test('on every page, in each of its forms, with the script', { timeout: 300_000 }, async () => {
    const page = await organizer('typing')
    const lost: unknown[] = []
    let typedInto = 0
    for (const path of await pathsFrom(page, ['/school'])) {
      if (!path.startsWith('/school')) continue
      await page.goto(`${server.baseUrl}${path}?lang=en`)
      if ((await page.locator('header .me').count()) === 0) continue
      const fields = await typeAll(page)
      if (fields === 0) continue
      typedInto++
      const typed = await valuesOf(page)
      await changeLanguage(page, 'es')
      const kept = await valuesOf(page)
      // What is asked in the language of the page only has another name in the next.
      const gone = typed.filter((one) => !kept.includes(one) && !kept.includes(one.replace('.en ', '.es ')))
      if (gone.length > 0) lost.push({ path, gone })
      expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
    }
    expect(lost).toEqual([])
    expect(typedInto).toBeGreaterThan(20)
    await page.context().close()
  })

  test('nothing of it stays in the tab for another page', async () => {
    const page = await organizer('leaving')
    await page.goto(`${server.baseUrl}/school/team`)
    await page.locator('main input[name="name"]').first().fill('not sent yet')
    await page.locator('header .me summary').first().click()
    const link = page.locator('header [lang=vi]').first()
    await link.evaluate((one) => one.addEventListener('click', (event) => event.preventDefault()))
    await link.click()
    expect(await page.evaluate(() => sessionStorage.length)).toBe(1)
    await page.goto(`${server.baseUrl}/school/settings`)
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
    await page.goto(`${server.baseUrl}/school/team`)
    expect(await page.locator('main input[name="name"]').first().inputValue()).toBe('')
    await page.context().close()
  })
})
