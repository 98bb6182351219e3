import { beforeAll, expect, test } from 'vitest'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
import { saveTranslation, translateByMachine } from '../../../shared/workshop/translation.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, READING, schoolWith } from '../../support/puente.ts'

const machine = async (text: string, { to }: { to: string }) => `[${to}] ${text}`

let context: ReturnType<typeof contextFor>
let school: string
beforeAll(async () => {
  const table = await freshTable()
  context = contextFor(DEPLOYMENT, { table })
  school = (await schoolWith(table, 0)).school
})
const workshop = async () =>
  (await createWorkshop(context, school, { ...READING, description: { en: 'Bring it' } })).id

test('a machine’s translation is marked so until a person has read it over, whose name stays', async () => {
  const id = await workshop()
  expect(await translateByMachine(context, machine, id, 'es')).toMatchObject({
    title: { en: 'Reading at home', es: '[es] Reading at home' },
    description: { es: '[es] Bring it' },
    translations: { es: { state: 'machine', by: '' } },
  })
  const dana = { kind: 'member', school, id: 'm', role: 'organizer', name: 'Dana' } as const
  const as = contextFor(dana, { table: context.table })
  const read = await saveTranslation(as, id, 'es', { title: 'Leer en casa', description: 'Tráiganlo' })
  expect(read.translations).toMatchObject({ es: { state: 'reviewed', by: 'Dana', at: as.now().toISO() } })
  // What a person has read over no machine writes over.
  await expect(translateByMachine(as, machine, id, 'es')).rejects.toMatchObject({ code: 'already-decided' })
  const again = await saveTranslation(as, id, 'es', { title: 'Leer' })
  expect([again.title.es, again.description]).toEqual(['Leer', { en: 'Bring it' }])
})

test('only into the school’s other languages, by organizers, and with a translator configured', async () => {
  const id = await workshop()
  await expect(translateByMachine(context, undefined, id, 'es')).rejects.toMatchObject({
    code: 'no-translator',
  })
  for (const language of ['en', 'so'])
    await expect(saveTranslation(context, id, language, { title: 'x' })).rejects.toMatchObject({
      code: 'not-found',
    })
  const helper = { kind: 'member', school, id: 'h', role: 'helper', name: 'Hal' } as const
  const as = contextFor(helper, { table: context.table })
  await expect(saveTranslation(as, id, 'es', { title: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
})

test('the machine’s failure changes nothing', async () => {
  const id = await workshop()
  const empty = async () => ''
  await expect(translateByMachine(context, empty, id, 'es')).rejects.toMatchObject({
    code: 'translation-failed',
  })
  expect((await updateWorkshop(context, id, { place: 'Library' })).title).toEqual({ en: 'Reading at home' })
})
