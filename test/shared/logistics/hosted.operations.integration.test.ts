import { beforeAll, describe, expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { addHostItem, readHosted } from '../../../shared/logistics/hosted.operations.ts'
import { schedule } from '../../../shared/session/decision.operations.ts'
import { putReply } from '../../../shared/session/reply.operations.ts'
import { putPoll } from '../../../shared/workshop/poll.operations.ts'
import { createWorkshop } from '../../../shared/workshop/workshop.operations.ts'
import { contextFor } from '../../support/context.ts'
import { schoolSite } from '../../support/device.ts'
import { READING } from '../../support/puente.ts'

let site: Awaited<ReturnType<typeof schoolSite>>
let host: string
let workshop: string
let session: string
beforeAll(async () => {
  site = await schoolSite()
  host = await family('vi')
  workshop = (await createWorkshop(site.context, site.school.id, { ...READING, hostFamily: host })).id
  const options = [{ startLocal: '2027-03-17T18:00' }]
  const poll = await putPoll(site.context, workshop, { options, closesAt: '2027-03-08T09:00' })
  const decided = await schedule(site.context, workshop, { options: [poll.options[0]?.id ?? ''] })
  session = decided.sessions[0]?.id ?? ''
})

async function family(spokenLanguage: string): Promise<string> {
  const input = FamilyInput.parse({ caregivers: [{ givenName: 'Ana' }], spokenLanguage })
  return (await addFamily(site.context, site.school.id, input)).id
}

const as = (id: string) =>
  contextFor({ kind: 'family', school: site.school.id, family: id }, { table: site.context.table })

describe('a workshop that a family leads', () => {
  test('counts those who come by the language that they speak, and nobody who does not', async () => {
    for (const language of ['es', 'es', 'vi'])
      await putReply(site.context, session, await family(language), { attending: true })
    await putReply(site.context, session, await family('so'), { attending: false })
    const { sessions } = await readHosted(as(host), workshop)
    expect(sessions).toMatchObject([{ expected: { families: 3 }, languages: { es: 2, vi: 1 } }])
    expect(Object.keys(sessions[0]?.readiness.areas ?? {})).toContain('room')
  })

  test('takes what its host needs, and nobody else sees or changes it', async () => {
    await addHostItem(as(host), workshop, session, { title: 'Dominoes', needed: 2 })
    const { sessions } = await readHosted(as(host), workshop)
    expect(sessions[0]?.items).toContainEqual(expect.objectContaining({ title: 'Dominoes', needed: 2 }))
    const other = as(await family('es'))
    await expect(readHosted(other, workshop)).rejects.toMatchObject({ code: 'not-found' })
    const item = { title: 'Mine', needed: 1 }
    await expect(addHostItem(other, workshop, session, item)).rejects.toMatchObject({ code: 'not-found' })
  })
})
