import type { Context } from '../../shared/access/context.ts'
import { addFamily } from '../../shared/family/family.operations.ts'
import { FamilyInput } from '../../shared/family/family.ts'
import { removeFamily } from '../../shared/household/departure.operations.ts'
import { cancelSession, cancelWorkshop } from '../../shared/session/cancellation.operations.ts'
import { schedule } from '../../shared/session/decision.operations.ts'
import { moveSession } from '../../shared/session/session.operations.ts'
import { putPoll } from '../../shared/workshop/poll.operations.ts'
import { stopVote } from '../../shared/workshop/vote.operations.ts'
import { createWorkshop, markHeld } from '../../shared/workshop/workshop.operations.ts'
import type { NewWorkshop } from '../../shared/workshop/workshop.ts'

/** Acts of a school of which nobody was told: the ids of what can be undone. */
export async function undoableOf(
  now: Context,
  before: Context,
  { school, word, workshop }: { school: string; word: string; workshop: NewWorkshop },
) {
  const asked = async (context: Context, startLocal: string, closesAt: string) => {
    const { id } = await createWorkshop(context, school, workshop)
    const { options } = await putPoll(context, id, { options: [{ startLocal }], closesAt })
    return { id, options: options.map((option) => option.id) }
  }
  const ask = () => asked(now, '2027-03-20T18:00', '2027-03-10T18:00')
  const choose = async () => {
    const { id, options } = await ask()
    const { sessions } = await schedule(now, id, { options })
    return { id, session: sessions[0]?.id ?? '' }
  }
  const stopped = (await ask()).id
  await stopVote(now, stopped)
  const past = await asked(before, '2027-03-01T09:00', '2027-02-25T09:00')
  await schedule(before, past.id, { options: past.options })
  await markHeld(now, past.id)
  const [cancelled, part] = [await choose(), await choose()]
  await cancelWorkshop(now, cancelled.id)
  await cancelSession(now, part.session)
  const { session: movedSession } = await choose()
  await moveSession(now, movedSession, { startLocal: '2027-03-21T18:00' }, 'after-undo')
  const caregivers = [{ givenName: 'Gone', familyName: word }]
  const removed = await addFamily(now, school, FamilyInput.parse({ name: `Gone ${word}`, caregivers }))
  await removeFamily(now, school, removed.id)
  return {
    asked: (await ask()).id,
    stopped,
    chosen: (await choose()).id,
    held: past.id,
    cancelled: cancelled.id,
    cancelledSession: part.session,
    movedSession,
    removed: removed.id,
  }
}
