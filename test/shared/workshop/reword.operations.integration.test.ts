import { expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
import { markRewordingSeen, readHostWords, rewordAsHost } from '../../../shared/workshop/reword.operations.ts'
import { createWorkshop, readWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

async function hosted(title: Record<string, string>) {
  const { context, school } = await schoolSite()
  const input = FamilyInput.parse({ writtenLanguage: 'vi', caregivers: [{ givenName: 'Linh' }] })
  const { id: hostFamily } = await addFamily(context, school.id, input)
  const { id } = await createWorkshop(context, school.id, { ...READING, title, hostFamily })
  const linh = contextFor({ kind: 'family', school: school.id, family: hostFamily }, { table: context.table })
  return { context, id, linh }
}

test('a host changes the words of their own language, and the others stay', async () => {
  const { context, id, linh } = await hosted({ en: 'Reading', vi: 'Đọc' })
  const words = await readHostWords(linh, id)
  expect(words).toMatchObject({ language: 'vi', title: 'Đọc', isOpen: true, isNamed: false })
  await rewordAsHost(linh, id, { title: 'Đọc cùng con', description: 'Mười phút', of: words.of })
  const changed = await readWorkshop(context, id)
  expect(changed.title).toEqual({ en: 'Reading', vi: 'Đọc cùng con' })
  expect(changed.description).toEqual({ vi: 'Mười phút' })
  const seen = await markRewordingSeen(context, id, changed.rewordedAt ?? '')
  expect(seen.rewordedAt).toBeUndefined()
  expect(await markRewordingSeen(context, id, changed.rewordedAt ?? '')).toEqual(seen)
  await expect(markRewordingSeen(linh, id, '')).rejects.toMatchObject({ code: 'forbidden' })
})

test('a change of the workshop meanwhile that leaves the words alone is in nobody’s way', async () => {
  const { context, id, linh } = await hosted({ en: 'Reading' })
  const { language, of } = await readHostWords(linh, id)
  expect(language).toBe('en')
  await updateWorkshop(context, id, { place: 'Library' })
  await Promise.all([
    rewordAsHost(linh, id, { title: 'Reading at dusk', of }),
    updateWorkshop(context, id, { seats: 20 }),
  ])
  expect(await readWorkshop(context, id)).toMatchObject({
    title: { en: 'Reading at dusk' },
    place: 'Library',
    seats: 20,
  })
  await expect(rewordAsHost(linh, id, { title: 'Another', of })).rejects.toMatchObject({
    code: 'workshop-changed',
  })
  await expect(rewordAsHost(context, id, { title: 'Ours' })).rejects.toMatchObject({ code: 'not-found' })
})
