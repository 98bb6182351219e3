import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { addFamily } from '../../../shared/family/family.operations.ts'
import { FamilyInput } from '../../../shared/family/family.ts'
import { ConversationInput } from '../../../shared/outreach/conversation.ts'
import { recordConversation } from '../../../shared/outreach/outreach.operations.ts'
import { schoolRoutes } from '../../../web/school-routes.ts'
import { schoolSite } from '../../support/device.ts'

test('The file of conversations counts them by month, kind and outcome, and tells nothing of a family', async () => {
  const site = await schoolSite()
  const dana = await site.member()
  const input = FamilyInput.parse({ name: 'Núñez', caregivers: [{ givenName: 'Rosa' }] })
  const { id } = await addFamily(site.context, site.school.id, input)
  const talk = (more: object) =>
    recordConversation(
      site.context,
      site.school.id,
      id,
      ConversationInput.parse({ kind: 'doorway', purpose: 'celebrate', note: 'Rosa sings', ...more }),
    )
  await talk({})
  await talk({})
  await talk({ kind: 'text', purpose: 'concern', outcome: 'messageLeft' })
  const { page } = await dana.get(schoolRoutes.talksFile('csv'))
  expect(page).not.toMatch(/Rosa|Núñez/)
  const [, ...rows] = parse(page, { bom: true }) as string[][]
  const month = site.context.now().toFormat('yyyy-MM')
  expect(rows).toEqual([
    [month, 'A word at the door', 'Something good', 'We talked', '2'],
    [month, 'Text message', 'A worry', 'Left a message', '1'],
  ])
  expect((await dana.get(schoolRoutes.outreach())).page).toContain(`href="${schoolRoutes.talksFile('xlsx')}"`)
})
