import type { Message } from '../message/message.ts'
import { localText } from '../school/language-choice.ts'
import type { Member } from '../team/member.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { type Reply, staffName } from './reply.ts'
import type { Session } from './session.ts'

type Seated = {
  session: Session
  workshop: Pick<Workshop, 'title'>
  team: readonly Member[]
  /** The name of the school. */
  school: string
  replies: readonly Reply[]
  at: string
}

/** Whether a reply left the waiting list at an instant. */
export const movedUp = (reply: Reply, at: string) => reply.seatedAt === at && !reply.waiting

/** The e-mails to members of the team who left the waiting list at an instant; `at` is RFC 3339 UTC. */
export function seatMails({ session, workshop, team, school, replies, at }: Seated): Omit<Message, 'id'>[] {
  return team.flatMap((member) => {
    const reply = replies.find(({ family }) => family === staffName(member.id))
    if (!reply || !movedUp(reply, at)) return []
    const { language = 'en', email } = member
    const { id, start, end, timeZone } = session
    const title = localText(workshop.title, language)
    const fields = { school, name: member.name, session: id, title, start, end, timeZone }
    return [{ kind: 'seat', channel: 'email', to: email, language, fields, at }]
  })
}
