import { expect, test } from 'vitest'
import { listWordings, resetWording, saveWording } from '../../../shared/delivery/wording.operations.ts'
import { LATER, notifyingSchool } from '../../support/notifying-school.ts'

const wording = { kind: 'voteInvitation', language: 'es', text: '¡Hola! {title} hasta {until}' } as const

test('a message goes out in the school’s own words, and in the usual ones once they are taken back', async () => {
  const { workshop, family, poll, workOff, heard, context, school } = await notifyingSchool()
  await family('Rosa', { kind: 'email', address: 'rosa@example.org' })
  await saveWording(context, school, wording)
  await poll(await workshop())
  await workOff(LATER)
  const told = heard.flatMap((message) => ('topics' in message ? message.topics : []))
  expect(told.map((topic) => topic.wording)).toEqual([wording.text])
  await resetWording(context, school, wording)
  expect(await listWordings(context, school)).toEqual([])
})

test('a wording keeps all fields, is in a language of the school, and is written by an organizer', async () => {
  const { as, context, school } = await notifyingSchool()
  await expect(saveWording(context, school, { ...wording, text: 'Hola' })).rejects.toMatchObject({
    code: 'wording-fields',
  })
  await expect(saveWording(context, school, { ...wording, language: 'ko' })).rejects.toMatchObject({
    code: 'not-found',
  })
  const helper = as({ kind: 'member', school, id: 'm', role: 'helper', name: 'Ada' })
  await expect(saveWording(helper, school, wording)).rejects.toMatchObject({ code: 'forbidden' })
})
