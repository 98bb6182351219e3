import { mustOrganize, type SchoolScope, scopeOf } from '../access/actor.ts'
import type { Context } from '../access/context.ts'
import { getItemStates } from '../session/item.store.ts'
import { getReplies } from '../session/reply.store.ts'
import { newerReply, seatsTaken } from '../session/seats.ts'
import { passedTaking, type SignUp, takingOf } from '../session/sign-up.ts'
import { getBallot } from '../workshop/ballot.store.ts'
import { mergeBallots } from '../workshop/ballot.ts'
import { workshopsOf } from '../workshop/workshop.store.ts'
import type { Workshop } from '../workshop/workshop.ts'

/** Something that both of two families answered, and the family whose answer stays when they are merged. */
export type MergeChoice = {
  workshop: Workshop
  /** The session of a reply; absent for a vote. */
  session?: { id: string; start: string; end: string }
  /** The title of a line of the session's sign-up list, of which both took something. */
  line?: SignUp['title']
  stays: string
}

/** The votes, replies and places in lists of workshops ahead that both families gave, with the one that a merge keeps. */
export async function previewMerge(
  { table, actor }: Context,
  school: string,
  kept: string,
  joined: string,
): Promise<MergeChoice[]> {
  mustOrganize(actor)
  const scope = scopeOf(actor, school)
  const workshops = await workshopsOf(table, scope)
  const ahead = workshops.filter(({ status }) => status === 'voting' || status === 'scheduled')
  const pair = { kept, joined }
  const choices = await Promise.all(
    ahead.flatMap((workshop) => [
      voteChoice(table, scope, workshop, pair),
      ...(workshop.sessions ?? []).flatMap((session) => [
        replyChoice(table, scope, { workshop, session }, pair),
        lineChoices(table, scope, { workshop, session }, pair),
      ]),
    ]),
  )
  return choices.flat()
}

type Pair = { kept: string; joined: string }
type Place = { workshop: Workshop; session: NonNullable<Workshop['sessions']>[number] }

async function voteChoice(
  table: Context['table'],
  scope: SchoolScope,
  workshop: Workshop,
  { kept, joined }: Pair,
): Promise<MergeChoice[]> {
  const [own, theirs] = await Promise.all(
    [kept, joined].map((family) => getBallot(table, scope, workshop.id, family)),
  )
  if (!workshop.poll || !own || !theirs) return []
  const isOwn = mergeBallots(workshop.poll, own, theirs).receivedAt === own.receivedAt
  return [{ workshop, stays: isOwn ? kept : joined }]
}

async function replyChoice(
  table: Context['table'],
  scope: SchoolScope,
  { workshop, session: { id, start, end } }: Place,
  { kept, joined }: Pair,
): Promise<MergeChoice[]> {
  const replies = await getReplies(table, scope, id)
  const [own, theirs] = [kept, joined].map((family) => replies.find((one) => one.family === family))
  if (!own || !theirs) return []
  const taken = seatsTaken(replies.filter((one) => one !== own && one !== theirs))
  const stays = newerReply(own, theirs, { taken, seats: workshop.seats })
  return [{ workshop, session: { id, start, end }, stays: stays === own ? kept : joined }]
}

async function lineChoices(
  table: Context['table'],
  scope: SchoolScope,
  { workshop, session: { id, start, end } }: Place,
  { kept, joined }: Pair,
): Promise<MergeChoice[]> {
  const lines = (await getItemStates(table, scope, id)).flatMap(({ signUp }) => signUp ?? [])
  return lines
    .filter((line) => takingOf(line, kept) && takingOf(line, joined))
    .map((line) => {
      const stays = takingOf(passedTaking(line, { from: joined, to: kept }), kept)
      const isOwn = stays === takingOf(line, kept)
      return { workshop, session: { id, start, end }, line: line.title, stays: isOwn ? kept : joined }
    })
}
