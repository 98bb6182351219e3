import { DateTime } from 'luxon'
import { expect, test } from 'vitest'
import { makeDemonstration } from '../../infra/local/demo.ts'
import { createWeb } from '../../web/app.ts'
import { routes } from '../../web/routes.ts'
import { workHere } from '../support/background-jobs.ts'
import { ALL_CARRIERS, TEST_NOW } from '../support/context.ts'
import { countAll } from '../support/counting.ts'
import { device } from '../support/device.ts'
import { freshTable } from '../support/engine.ts'
import { pictureStorage } from '../support/picture-storage.ts'
import { inRounds } from '../support/rounds.ts'
import { kindOf, pathOf } from '../support/site-map.ts'

const MOST_ROUNDS = 3
const FEWEST_PAGES = 60

/** The demonstration school, fully counted, behind a table that answers in rounds. */
async function demonstration() {
  const engine = await freshTable()
  const now = () => DateTime.fromISO(TEST_NOW, { zone: 'utc' })
  const links = await makeDemonstration({ table: engine, now })
  await countAll(engine)
  const { table, rounds } = inRounds(engine)
  const jobs = workHere({ table, now })
  const pictures = pictureStorage()
  return {
    app: createWeb({ table, now, cookieKey: 'k'.repeat(32), jobs, pictures, carriers: ALL_CARRIERS }),
    links,
    rounds,
  }
}

test('no page makes more than three rounds of calls to the database', { timeout: 120_000 }, async () => {
  const { app, links, rounds } = await demonstration()
  const found: { path: string; made: number }[] = []
  for (const { path: link } of links) {
    const browser = device(app)
    // A family's link signs in when it is opened, a member's by its button.
    const { to } = link.startsWith(routes.signInLink(''))
      ? await browser.post(link, {})
      : await browser.get(link)
    const kinds = new Set<string>()
    const left = [to ?? '/']
    for (let path = left.shift(); path !== undefined; path = left.shift()) {
      if (kinds.has(kindOf(path))) continue
      kinds.add(kindOf(path))
      // The first request loads its code.
      await browser.get(path)
      rounds()
      const { status, page } = await browser.get(path)
      if (status !== 200) continue
      found.push({ path, made: rounds() })
      left.push(...[...page.matchAll(/ href="(\/[^"]*)"/g)].flatMap(([, href = '']) => pathOf(href)))
    }
  }
  expect(found.length).toBeGreaterThan(FEWEST_PAGES)
  expect(found.filter(({ made }) => made > MOST_ROUNDS)).toEqual([])
})
