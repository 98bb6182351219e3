import { expect, test } from 'vitest'
import type { SchoolScope } from '../../../shared/access/actor.ts'
import { belongingsOf } from '../../../shared/belonging/operations.ts'
import { ConversationInput } from '../../../shared/outreach/conversation.ts'
import { recordConversation } from '../../../shared/outreach/operations.ts'
import { propose } from '../../../shared/proposal/operations.ts'
import { NewProposal } from '../../../shared/proposal/proposal.ts'
import { contextFor } from '../../support/context.ts'
import { freshTable } from '../../support/engine.ts'
import { DEPLOYMENT, schoolWith } from '../../support/puente.ts'

test('what belongs to a family is its own alone', async () => {
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
