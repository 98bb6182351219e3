import type { Context } from '../../shared/access/context.ts'
import { listedFamilies } from '../../shared/family/directory.operations.ts'
import { listReplies } from '../../shared/session/reply.operations.ts'
import { isStaff, staffName } from '../../shared/session/reply.ts'
import { listTeam } from '../../shared/team/member.operations.ts'

/** The replies to a session with the names of their families, or of members of the team, and every family of the school. */
export async function readNamedReplies(context: Context, school: string, id: string) {
  const replied = listReplies(context, id)
  const [{ session, replies, seatsTaken }, families, team] = await Promise.all([
    replied,
    listedFamilies(context, school),
    replied.then(({ replies: found }) => (found.some(isStaff) ? listTeam(context, school) : [])),
  ])
  const names = new Map([
    ...families.map((family) => [family.id, family.name] as const),
    ...team.map((member) => [staffName(member.id), member.name] as const),
  ])
  const named = replies.map((reply) => ({ ...reply, name: names.get(reply.family) ?? '—' }))
  return { session, replies: named, seatsTaken, families, names }
}
