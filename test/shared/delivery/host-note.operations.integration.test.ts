import { beforeEach, describe, expect, test } from 'vitest'
import {
  listHostNotes,
  listUnreadHostNotes,
  markHostNoteSeen,
  readHostNotes,
  takeBackHostNote,
  writeHostNote,
} from '../../../shared/delivery/host-note.operations.ts'
import { deleteFamily } from '../../../shared/household/departure.operations.ts'
import { mergeFamilies } from '../../../shared/household/household.operations.ts'
import { updateWorkshop } from '../../../shared/session/workshop-change.operations.ts'
import { inviteMember } from '../../../shared/team/member.operations.ts'
import { itemsIn } from '../../support/counting.ts'
import { notifyingSchool } from '../../support/notifying-school.ts'

const WORDS = 'Marigold, is there a projector?'
const AFTER_FIVE_MINUTES = '2027-03-01T15:06:00.000Z'

async function hosted() {
  const telling = await notifyingSchool()
  const { context, school, as, table } = telling
  const [rosa, linh] = [await telling.family('Rosa'), await telling.family('Linh')]
  const workshop = await telling.workshop()
  await updateWorkshop(context, workshop, { hostFamily: rosa })
  for (const [name, role] of [
    ['dana', 'organizer'],
    ['eve', 'organizer'],
    ['sam', 'helper'],
  ] as const)
    await inviteMember(context, school, { name, email: `${name}@example.org`, role, language: 'en' })
  const of = (family: string) => as({ kind: 'family', school, family })
  const helper = as({ kind: 'member', school, id: 'm', role: 'helper', name: 'Sam' })
  const write = () => writeHostNote(of(rosa), workshop, { text: WORDS })
  const heardOf = () => telling.heard.filter(({ kind }) => kind === 'hostNote')
  const found = async () => (await itemsIn(table)).filter((item) => JSON.stringify(item).includes(WORDS))
  return { ...telling, rosa, linh, workshop, of, helper, write, heardOf, found }
}

let place: Awaited<ReturnType<typeof hosted>>
beforeEach(async () => {
  place = await hosted()
})

describe('what a host writes to the school', () => {
  test('is seen at once, and e-mailed to each organizer after the time to take it back', async () => {
    const { context, school, workshop, rosa, of, write, workOff, heardOf, found } = place
    await write()
    expect(await listHostNotes(context, workshop)).toMatchObject([
      { text: WORDS, family: rosa, name: 'Rosa' },
    ])
    expect(await listUnreadHostNotes(context, school)).toMatchObject([{ workshop: { id: workshop } }])
    await workOff()
    expect(heardOf()).toEqual([])
    await workOff(AFTER_FIVE_MINUTES)
    expect(
      heardOf()
        .map(({ to }) => to)
        .sort(),
    ).toEqual(['dana@example.org', 'eve@example.org'])
    expect(heardOf()[0]?.fields).toMatchObject({ text: WORDS, host: 'Rosa', workshop })
    // The words are in the note alone once they were sent.
    expect(await found()).toHaveLength(1)
    expect((await readHostNotes(of(rosa), workshop)).organizers.sort()).toEqual(['dana', 'eve'])
  })

  test('is kept once, however often the form is sent', async () => {
    const { rosa, workshop, of, context } = place
    const form = { ...of(rosa), key: 'one form' }
    const [one, again] = [
      await writeHostNote(form, workshop, { text: WORDS }),
      await writeHostNote(form, workshop, { text: WORDS }),
    ]
    expect(again).toEqual(one)
    expect(await listHostNotes(context, workshop)).toHaveLength(1)
  })

  test('is taken back with its e-mails until they leave, and not after that', async () => {
    const { rosa, workshop, of, write, clock, workOff, heardOf, found } = place
    const first = await write()
    await takeBackHostNote(of(rosa), workshop, first.id)
    await takeBackHostNote(of(rosa), workshop, first.id)
    expect(await found()).toEqual([])
    const second = await write()
    await workOff(AFTER_FIVE_MINUTES)
    expect(heardOf()).toHaveLength(2)
    clock.now = AFTER_FIVE_MINUTES
    const late = takeBackHostNote(of(rosa), workshop, second.id)
    await expect(late).rejects.toMatchObject({ code: 'already-told' })
  })

  test('is no longer news once an organizer has read it, and can no longer be taken back', async () => {
    const { context, school, rosa, workshop, of, write } = place
    const { id } = await write()
    await markHostNoteSeen(context, workshop, id)
    await markHostNoteSeen(context, workshop, id)
    expect(await listUnreadHostNotes(context, school)).toEqual([])
    expect((await readHostNotes(of(rosa), workshop)).notes[0]?.seenAt).toBeDefined()
    const late = takeBackHostNote(of(rosa), workshop, id)
    await expect(late).rejects.toMatchObject({ code: 'already-told' })
  })

  test('is for organizers and its host alone', async () => {
    const { school, workshop, linh, of, helper, write } = place
    const { id } = await write()
    const refused = (act: Promise<unknown>, code: string) => expect(act).rejects.toMatchObject({ code })
    await refused(writeHostNote(of(linh), workshop, { text: WORDS }), 'not-found')
    await refused(readHostNotes(of(linh), workshop), 'not-found')
    await refused(takeBackHostNote(of(linh), workshop, id), 'not-found')
    for (const other of [of(linh), helper]) {
      await refused(listHostNotes(other, workshop), 'forbidden')
      await refused(listUnreadHostNotes(other, school), 'forbidden')
      await refused(markHostNoteSeen(other, workshop, id), 'forbidden')
    }
  })

  test('is refused the sixth time in a day', async () => {
    const { write } = place
    for (let times = 0; times < 5; times++) await write()
    await expect(write()).rejects.toMatchObject({ code: 'too-many-messages', details: { why: 'hostNote' } })
  })

  test('goes with the family, also what waits to be sent', async () => {
    const { school, rosa, of, write, found, workOff, heardOf } = place
    await write()
    expect(await found()).toHaveLength(3)
    await deleteFamily(of(rosa), school, rosa)
    expect(await found()).toEqual([])
    await workOff(AFTER_FIVE_MINUTES)
    expect(heardOf()).toEqual([])
  })

  test('passes to the family that its host is merged into, and goes with it', async () => {
    const { context, school, rosa, linh, workshop, of, write, found } = place
    await write()
    await mergeFamilies(context, school, linh, rosa)
    expect((await readHostNotes(of(linh), workshop)).notes).toMatchObject([{ text: WORDS, family: linh }])
    await deleteFamily(of(linh), school, linh)
    expect(await found()).toEqual([])
  })
})
