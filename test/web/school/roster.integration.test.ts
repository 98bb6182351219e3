import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { allFamilies } from '../../../shared/family/family.operations.ts'
import { SIMPLE_COLUMNS } from '../../../shared/roster/simple.ts'
import type { Table } from '../../../shared/table/table.ts'
import { createWeb } from '../../../web/app.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { hiddenFields, schoolSite } from '../../support/device.ts'

type Site = Awaited<ReturnType<typeof schoolSite>>
let site: Site
let dana: Awaited<ReturnType<Site['member']>>
beforeEach(async () => {
  site = await schoolSite()
  dana = await site.member()
})

const fixture = (name: string) => readFileSync(new URL(`../../support/rosters/${name}`, import.meta.url))
const counts = (name: string) => JSON.parse(fixture(`${name}.expected.json`).toString())
// As browsers call them, which is not what they are.
const file = (bytes: BlobPart, name: string) => new File([bytes], name, { type: 'application/octet-stream' })
const csv = (...rows: string[]) => file([SIMPLE_COLUMNS.join(','), ...rows].join('\n'), 'families.csv')
const families = async () => (await allFamilies(site.context, site.school.id)).length

/** Sends the file; the path of its preview. */
async function preview(chosen: File): Promise<string> {
  const sent = await dana.upload(schoolRoutes.roster(), { file: chosen })
  expect(sent.status).toBe(303)
  return sent.to ?? ''
}

/** The page of the job, once it runs no more. */
async function ended(path: string) {
  for (const limit = Date.now() + 60_000; Date.now() < limit; ) {
    const job = await dana.get(path)
    if (!job.headers.has('refresh')) return job
  }
  throw new Error('the import did not end')
}

/** A table that writes families so slowly that nobody waits for the first of them, and the others wait for `going`. */
function unhurried(table: Table, going: Promise<void>): Table {
  let runs = 0
  const now = performance.now.bind(performance)
  return {
    ...table,
    async putAll(items, onProgress) {
      if (!onProgress) return table.putAll(items)
      const isFirst = runs++ === 0
      await table.putAll(items, async (done) => {
        if (isFirst) vi.spyOn(performance, 'now').mockImplementation(() => now() + 60_000)
        else await going
        await onProgress(done)
      })
    },
  }
}

/** A table of a process that ends while it writes the families, and does not even release its lock. */
function ending(table: Table, life: { isOver: boolean }): Table {
  const alive = () => {
    if (life.isOver) throw new Error('the process has ended')
  }
  return {
    ...table,
    async putAll(items, onProgress) {
      if (!onProgress) return table.putAll(items)
      await table.putAll(items.slice(0, 50))
      life.isOver = true
      alive()
    },
    async commit(...writes) {
      alive()
      return table.commit(...writes)
    },
  }
}

afterEach(() => vi.restoreAllMocks())

describe('a roster on its pages', () => {
  test.each(['puente-oneroster-1.1', 'puente-oneroster-1.2', 'puente-simple'])(
    'of the form %s is looked at, then imported, with the counts of its fixture',
    async (name) => {
      const chosen = file(fixture(name === 'puente-simple' ? `${name}.csv` : `${name}.zip`), name)
      const expected = counts(name)
      const path = await preview(chosen)
      const looked = await dana.get(path)
      expect(looked.page).toContain(`<h1>${expected.families} new families, none changed</h1>`)
      expect(looked.page).toContain('Nobody is written to.')
      expect(await families()).toBe(0)
      const done = await ended((await dana.post(path, {})).to ?? '')
      expect(done.page).toContain('The roster is imported')
      expect(done.page).toMatch(new RegExp(`New families</dt><dd>${expected.families}<`))
      expect(await families()).toBe(expected.families)
      // The file is gone once it is imported.
      expect((await dana.get(path)).status).toBe(404)
    },
  )

  test('of a district goes on while its progress is looked at', async () => {
    let goOn: () => void = () => undefined
    const going = new Promise<void>((done) => {
      goOn = done
    })
    site = await schoolSite({ ...site.context, table: unhurried(site.context.table, going) })
    dana = await site.member()
    const path = await preview(file(fixture('district-oneroster-1.1.zip'), 'district.zip'))
    const { to } = await dana.post(path, {})
    // How many there are is known once the file was read.
    const page = async () => (await dana.get(to ?? '')).page
    await expect.poll(page, { timeout: 30_000 }).toMatch(/<progress id="progress" value="\d+" max="5000"/)
    const running = await dana.get(to ?? '')
    expect(running.headers.get('refresh')).toBe('3')
    expect(running.page).toMatch(/<h1>[\d,]+ of 5,000 families<\/h1>/)
    expect(running.page).toContain('If it is interrupted, what is done stays')
    goOn()
    expect((await ended(to ?? '')).page).toMatch(/New families<\/dt><dd>5000</)
    expect(await families()).toBe(5000)
  }, 90_000)

  test('names the rows that it leaves out, to read and to download, and imports the rest', async () => {
    const rows = csv(
      'f1,Rosa Diaz,,,es,es,paper,3,,',
      'f2,Ana,,,es,es,pigeon,3,,',
      'f3,too,many,,,,,4,,,columns',
    )
    const path = await preview(rows)
    const looked = await dana.get(path)
    expect(looked.page).toContain('2 rows cannot be read')
    expect(looked.page).toContain('2 rows stay out until they are right.')
    expect(looked.page).toMatch(/>3<\/td><th scope="row"><bdi>channel</)
    expect(looked.page).toContain('We do not know this way to reach somebody')
    expect(looked.page).toContain('The row has more cells than the first line.')
    const { to } = await dana.post(path, {})
    const done = await ended(to ?? '')
    const link = /href="([^"]+rejected\.csv)"/.exec(done.page)?.[1] ?? ''
    const rejected = await dana.get(link)
    expect(rejected.headers.get('content-disposition')).toContain('attachment')
    expect(rejected.page.split('\r\n')).toEqual([
      expect.stringContaining('file,line,field,reason'),
      'roster.csv,3,channel,channel',
      'roster.csv,4,,column-count',
      '',
    ])
    expect(await families()).toBe(1)
  })

  test('that differs from the families changes none: Today asks, and the answer is kept', async () => {
    const both = csv('f1,Rosa Diaz,,,es,es,paper,3,,', 'f1,Leo Diaz,,,es,es,paper,3,,')
    await ended((await dana.post(await preview(both), {})).to ?? '')
    const path = await preview(csv('f1,Rosa Diaz,,,es,es,paper,3,,'))
    const looked = await dana.get(path)
    expect(looked.page).toContain('One thing only you know')
    expect(looked.page).toContain('Leo Diaz')
    await ended((await dana.post(path, {})).to ?? '')
    const today = await dana.get(schoolRoutes.today())
    expect(today.page).toContain('Leo Diaz')
    const question = /action="([^"]*\/ties\/[^"]+)"/.exec(today.page)?.[1] ?? ''
    expect((await dana.post(question, { answer: 'together' })).status).toBe(303)
    expect((await dana.get(schoolRoutes.today())).page).not.toContain('/ties/')
    expect(await families()).toBe(1)
  })

  test('is answered before it is imported: that all stay as they are is chosen already', async () => {
    const both = csv('f1,Rosa Diaz,,,es,es,paper,3,,', 'f1,Leo Diaz,,,es,es,paper,3,,')
    await ended((await dana.post(await preview(both), {})).to ?? '')
    const path = await preview(csv('f1,Rosa Diaz,,,es,es,paper,3,,', 'f2,Ama Osei,,,en,en,paper,4,,'))
    const { page } = await dana.get(path)
    expect(page).toContain('1 new family, none changed, 1 asks you')
    expect(page).toContain('<b dir="auto">Osei (Ama)</b>')
    expect(page).toContain('line 3')
    const [, name = '', value = ''] = /name="(answers\.[^"]+)" value="(\w+)" checked/.exec(page) ?? []
    expect(value).toBe('together')
    const report = await ended((await dana.post(path, { [name]: value })).to ?? '')
    expect(report.page).not.toContain('Do these people belong together?')
    expect((await dana.get(schoolRoutes.today())).page).not.toContain('/ties/')
    const known = await allFamilies(site.context, site.school.id)
    expect(known.map(({ caregivers }) => caregivers.length).sort()).toEqual([1, 2])
  })

  test('shows of families that change what was before and what is now, and of numbers their ends', async () => {
    await ended(
      (await dana.post(await preview(csv('f1,Rosa Diaz,651-555-0112,,es,es,phone,3,,')), {})).to ?? '',
    )
    const { page } = await dana.get(await preview(csv('f1,Rosa Diaz,651-555-0188,,es,en,phone,3,,')))
    expect(page).toContain('No new families, 1 changed')
    expect(page).toMatch(/<del class="soft">Rosa Diaz … 0112<\/del>.*<ins>Rosa Diaz … 0188<\/ins>/)
    expect(page).toMatch(/<del class="soft">Spanish<\/del>.*<ins>English<\/ins>/)
    expect(page.slice(page.indexOf('<main'))).not.toContain('555')
  })

  test('in which another person has a family’s number asks about the two by name, and tells the way back', async () => {
    const rosterOf = (...rows: string[]) => preview(csv(...rows))
    const importOf = async (...rows: string[]) =>
      ended((await dana.post(await rosterOf(...rows), {})).to ?? '')
    await importOf('f1,Andre Ellis,651-555-0113,,en,en,phone,3,,')
    const ana = '912,Ana Ibáñez,651-555-0113,,es,es,phone,4,,'
    await importOf(ana)
    const today = await dana.get(schoolRoutes.today())
    expect(today.page).toContain(
      'The roster lists Ana Ibáñez, with a phone or address of Ellis (Andre Ellis). The names differ.',
    )
    expect(today.page).toContain('the next import puts Ana Ibáñez into the family Ellis')
    const question = /action="([^"]*\/ties\/[^"]+)"/.exec(today.page)?.[1] ?? ''
    const joined = await dana.post(question, { answer: 'together' })
    const told = await dana.get(joined.to ?? '')
    expect(told.page).toContain('They count as one family: Ellis.')
    expect(told.page).toContain('value="undo"')
    const undone = await dana.post(question, { answer: 'undo' })
    expect((await dana.get(undone.to ?? '')).page).toContain('Your answer is taken back,')
    await importOf(ana)
    expect((await dana.get(schoolRoutes.today())).page).toContain('Ana Ibáñez')
  })

  test('is asked for with the values that its columns may have', async () => {
    const { page } = await dana.get(schoolRoutes.roster())
    expect(page).toContain('Ways to reach somebody: text, sms,')
    expect(page).toContain('toddler (1 and 2 years)')
  })

  test('shows languages that the school does not offer, each with a button that adds it', async () => {
    const path = await preview(csv('f1,Rosa Diaz,,,mam,mam,paper,3,,'))
    expect((await dana.get(path)).page).toContain('name="language" value="mam"')
    const upload = path.split('/').at(-1) ?? ''
    expect((await dana.post(schoolRoutes.rosterLanguages(), { language: 'mam', upload })).to).toBe(path)
    expect((await dana.get(path)).page).not.toContain('value="mam"')
  })

  test('whose process ended goes on at once when its form is sent again, and reports on the whole', async () => {
    const silent = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const path = await preview(file(fixture('puente-oneroster-1.1.zip'), 'roster.zip'))
    const { form = '' } = hiddenFields((await dana.get(path)).page)
    const life = { isOver: false }
    const web = createWeb({ ...site.services, table: ending(site.context.table, life) })
    vi.spyOn(site.app, 'request').mockImplementationOnce(web.request)
    expect((await dana.post(path, { form })).status).toBe(500)
    expect(await families()).toBe(50)
    // To everybody else the import is still under way.
    const other = await dana.post(path, {})
    expect([other.status, await families()]).toEqual([422, 50])
    const done = await ended((await dana.post(path, { form })).to ?? '')
    expect(done.page).toMatch(/New families<\/dt><dd>120</)
    expect(await families()).toBe(120)
    silent.mockRestore()
  })

  test('that waits is forgotten after an hour, and of another school is not found', async () => {
    const path = await preview(csv('f1,Rosa Diaz,,,es,es,paper,3,,'))
    const stranger = await (await schoolSite(site.context)).member()
    expect((await stranger.get(path)).status).toBe(404)
    expect((await stranger.post(path, {})).status).toBe(404)
    site.clock.now = '2027-03-01T16:00:00.000Z'
    expect((await dana.get(path)).status).toBe(404)
    expect((await dana.get(schoolRoutes.rosterJob('none'))).status).toBe(404)
  })

  test.each([
    ['no file', new File([], ''), 'Please choose a file.'],
    [
      'a picture',
      file(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), 'a.png'),
      'is not a table that we can read',
    ],
    ['a zip of something else', file('PK\u0003\u0004 and no more', 'a.zip'), 'We could not read this file.'],
    [
      'a CSV without its columns',
      file(`${SIMPLE_COLUMNS.slice(1).join(';')}\nRosa;1\n`, 'a.csv'),
      'We read your file with “;” between its columns, and these columns are missing: family_id.',
    ],
  ])('that is %s is refused in words', async (_, chosen, words) => {
    const sent = await dana.upload(schoolRoutes.roster(), { file: chosen })
    expect(sent.status).toBe(422)
    expect(sent.page).toContain(words)
    expect(sent.page).toContain('role="alert"')
    expect(sent.page).not.toContain('Please look at this one again.')
  })
})
