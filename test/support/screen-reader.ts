import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { virtual } from '@guidepup/virtual-screen-reader'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const SOURCE = readFileSync(fileURLToPath(import.meta.resolve('@guidepup/virtual-screen-reader/browser.js')))
const MODULE = `data:text/javascript;base64,${SOURCE.toString('base64')}`
// It reads from attributes what other screen readers read from the browser, where a tick changes no attribute.
const SCRIPT = `
import { virtual } from '${MODULE}'
addEventListener('change', () => {
  for (const one of document.querySelectorAll('input')) one.toggleAttribute('checked', one.checked)
})
await virtual.start({ container: document.body })
globalThis.screenReader = virtual`
const FURTHEST = 400 // phrases, many more than a page has

type Listening = typeof globalThis & { screenReader: typeof virtual }

/** Somebody who does not see the page: knows of it only what a screen reader says, from the top on. */
export type Listener = {
  /** Reads on until a phrase matches, and returns what was said on the way. Throws where none does. */
  readOnTo(phrase: RegExp): Promise<string[]>
  /** Presses or ticks what was read last, and returns how it is read then. */
  tick(): Promise<string>
  /** Presses the button that was read last, and waits until the page says that phrase by itself. */
  press(phrase: string): Promise<void>
  /** Follows what was read last to the page it leads to, and begins to listen there. */
  follow(): Promise<void>
}

/** Begins to listen at the top of the page that is open. Its context needs `bypassCSP`. */
export async function listenTo(page: Page): Promise<Listener> {
  const begin = async () => {
    await page.addScriptTag({ type: 'module', content: SCRIPT })
    await page.waitForFunction(() => 'screenReader' in globalThis)
  }
  await begin()
  return {
    readOnTo: async (phrase) => {
      const [said, found] = await page.evaluate(readOn, { phrase: phrase.source, most: FURTHEST })
      if (!found) throw new Error(`${phrase} is not read:\n${said.join('\n')}`)
      return said
    },
    tick: () =>
      page.evaluate(async () => {
        const { screenReader } = globalThis as Listening
        await screenReader.act()
        await screenReader.next()
        await screenReader.previous()
        return screenReader.lastSpokenPhrase()
      }),
    press: async (phrase) => {
      await page.evaluate(async () => {
        const { screenReader } = globalThis as Listening
        await screenReader.clearSpokenPhraseLog()
        await screenReader.act()
      })
      const said = () => page.evaluate(() => (globalThis as Listening).screenReader.spokenPhraseLog())
      await expect.poll(said).toContain(phrase)
    },
    follow: async () => {
      const arrival = page.waitForEvent('load')
      await page.evaluate(() => void (globalThis as Listening).screenReader.act())
      await arrival
      await begin()
    },
  }
}

/** Runs in the page: the phrases up to the first that matches, and whether there was one before the top came again. */
async function readOn({ phrase, most }: { phrase: string; most: number }): Promise<[string[], boolean]> {
  const { screenReader } = globalThis as Listening
  const sought = new RegExp(phrase)
  const said: string[] = []
  while (said.length < most) {
    await screenReader.next()
    const last = await screenReader.lastSpokenPhrase()
    said.push(last)
    if (sought.test(last)) return [said, true]
    if (last === 'document') break
  }
  return [said, false]
}
