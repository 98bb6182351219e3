import { expect, test } from 'vitest'
import type { SchoolScope } from '../../../shared/access/actor.ts'
import { belongingsOf, transferBelongings } from '../../../shared/household/belonging.operations.ts'
import { addEvidence, nominate } from '../../../shared/ladder/ladder.operations.ts'
import { ConversationInput } from '../../../shared/outreach/conversation.ts'
import { recordConversation } from '../../../shared/outreach/outreach.operations.ts'
import { propose } from '../../../shared/workshop/proposal.operations.ts'
import { NewProposal } from '../../../shared/workshop/proposal.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

test('the belongings of a family contain only its own data', async () => {
  const table = await freshTable()
  const { school, ids } = await schoolWith(table, 2)
  const context = contextFor(DEPLOYMENT, { table })
  for (const family of ids) {
    const talk = ConversationInput.parse({ kind: 'doorway', purpose: 'listen', note: `of ${family}` })
    await recordConversation(context, school, family, talk)
    const proposal = { family, title: `by ${family}`, learn: 'x', audience: ['parents'], languages: ['en'] }
    await propose(context, school, NewProposal.parse({ ...proposal, durationMinutes: 60 }))
  }
  const [rosa = '', linh = ''] = ids
  const own = await belongingsOf(table, school as SchoolScope, rosa)
  expect(own.conversations.map(({ note }) => note)).toEqual([`of ${rosa}`])
  expect(own.proposals.map(({ title }) => title)).toEqual([`by ${rosa}`])
  expect(JSON.stringify(own)).not.toContain(linh)
})

test('conversations and paths are transferred once to the family that stays, however often it is repeated', async () => {
  const table = await freshTable()
  const { school, ids } = await schoolWith(table, 2)
  const [kept = '', joined = ''] = ids
  const scope = school as SchoolScope
  const context = contextFor(DEPLOYMENT, { table })
  const own = (id: string) => contextFor({ kind: 'family', school, family: id }, { table })
  const talk = ConversationInput.parse({ kind: 'doorway', purpose: 'listen', note: 'of both' })
  await recordConversation(context, school, joined, talk)
  for (const id of ids) await addEvidence(own(id), school, id, { step: 'guest', text: `by ${id}` })
  await nominate(own(joined), school, joined, { step: 'guest', who: 'Linh', why: 'She listens' })
  for (let again = 0; again < 2; again++) await transferBelongings(table, scope, { from: joined, to: kept })
  const after = await belongingsOf(table, scope, kept)
  expect(after.conversations.map(({ note }) => note)).toEqual(['of both'])
  expect(after.path?.did.map(({ text }) => text)).toEqual([`by ${kept}`, `by ${joined}`])
  const before = await belongingsOf(table, scope, joined)
  expect([before.conversations, before.path, before.invitations]).toEqual([[], undefined, []])
})
